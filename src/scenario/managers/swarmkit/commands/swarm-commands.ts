/** `docker swarm ...`: the swarm itself, which is there from the start. */
import type { Action } from '../../../../model/action.ts'
import type { CommandLine, OptionTable } from '../../../docker/options.ts'
import { type Refused, refuse } from '../../../schema-values.ts'
import { readDuration } from '../../../service/reading.ts'
import { inside } from '../../../text/place.ts'
import { listed } from '../../../text/suggest.ts'
import { managerNamed, nodesNamed } from '../../../timeline/select.ts'
import type { CommandContext } from '../../manager.ts'
import { inertSwarmFlags } from '../settings.ts'
import { Given, known } from './given.ts'
import { refuseRest } from './node-commands.ts'

const noAddresses = 'addresses are those of the nodes'
const noAvailability = 'docker node update --availability says it once the node is there'
const ignored = (because: string) => ({ type: 'value', ignored: because }) as const

const updateOptions: OptionTable = {
  'task-history-limit': { type: 'value' },
  'dispatcher-heartbeat': { type: 'value' },
  ...Object.fromEntries(
    Object.entries(inertSwarmFlags).map(([name, because]) => {
      return [name, { type: name === 'autolock' ? 'flag' : 'value', ignored: because }]
    }),
  ),
}

const addressOptions: OptionTable = {
  'advertise-addr': ignored(noAddresses),
  'data-path-addr': ignored(noAddresses),
  'listen-addr': ignored(noAddresses),
  availability: ignored(noAvailability),
}

const initOptions: OptionTable = {
  ...updateOptions,
  ...addressOptions,
  'data-path-port': ignored(noAddresses),
  'default-addr-pool': ignored(noAddresses),
  'default-addr-pool-mask-length': ignored(noAddresses),
  'force-new-cluster': { type: 'flag' },
}

const flag = { type: 'flag' } as const
const value = { type: 'value' } as const

export const tokenOptions: OptionTable = { quiet: { ...flag, short: 'q' }, rotate: flag }

export const certificateOptions: OptionTable = {
  ...tokenOptions,
  'ca-cert': value,
  'ca-key': value,
  'cert-expiry': value,
  'external-ca': value,
  detach: { ...flag, short: 'd' },
}

/** The swarm is there from the start: only a new one from the remains of the old means anything. */
export function readInit(line: CommandLine, context: CommandContext): readonly Action[] {
  const given = new Given(line, initOptions)
  refuseRest(given, 'no more words')
  const changes = changesOf(given)
  if (!given.isSet('force-new-cluster')) {
    const says = 'the swarm is there from the start: docker swarm init changes its flags at most'
    line.issues.warn({ place: line.place, says, once: 'swarm init' })
    return changes
  }
  const manager = managerTyped(context)
  return manager === undefined ? [] : [{ type: 'swarm.forceNewCluster', manager }, ...changes]
}

export function readSwarmUpdate(line: CommandLine): readonly Action[] {
  const given = new Given(line, updateOptions)
  refuseRest(given, 'no more words')
  return changesOf(given)
}

/** `docker swarm join`, typed on a node that left. */
export function readJoin(line: CommandLine, context: CommandContext): readonly Action[] {
  const token = ignored('the role of the node says how it joins')
  const given = new Given(line, { ...addressOptions, token })
  const nodes = nodesTyped(context)
  return nodes.length === 0 || given.rest.length > 1 ? [] : [{ type: 'node.join', nodes }]
}

export function readLeave(line: CommandLine, context: CommandContext): readonly Action[] {
  const given = new Given(line, { force: { type: 'flag', short: 'f' } })
  refuseRest(given, 'no more words')
  const nodes = nodesTyped(context)
  return nodes.length === 0 ? [] : [{ type: 'swarm.leave', nodes, force: given.isSet('force') }]
}

/** Commands that the swarm takes and that change nothing here. */
export function readInert(
  because: string,
  table: OptionTable,
  line: CommandLine,
): readonly Action[] {
  new Given(line, table)
  line.issues.ignore(line.command, line.place, because)
  return []
}

export function refuseLocks(line: CommandLine): readonly Action[] {
  const { place, issues, command } = line
  const because = 'autolock is left out: managers here start without a key'
  issues.error({ place, found: command, expected: 'no such command', because })
  return []
}

function changesOf(given: Given): readonly Action[] {
  const change = known({
    taskHistoryLimit: given.one('task-history-limit', readLimit),
    heartbeatPeriodUs: given.one('dispatcher-heartbeat', readPeriod),
  })
  return Object.keys(change).length === 0 ? [] : [{ type: 'swarm.update', ...change }]
}

function readLimit(text: string): number | Refused {
  const limit = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  const isFine = Number.isSafeInteger(limit) && limit >= -1
  return isFine ? limit : refuse('a whole number, or -1 to keep all')
}

function readPeriod(text: string): number | Refused {
  const us = readDuration(text)
  return us === 0 ? refuse('a positive duration') : us
}

function nodesTyped({ entry, entryPlace, workspace }: CommandContext): readonly number[] {
  if (entry.node === undefined) return reportUntyped('node: and the node on which it is typed')
  return nodesNamed(entry.node, inside(entryPlace, 'node'), entry.at, workspace)

  function reportUntyped(expected: string): readonly number[] {
    const place = inside(entryPlace, 'node')
    workspace.issues.error({ place, spot: 'key', found: 'nothing', expected })
    return []
  }
}

/** The manager on which a line is typed, by its name or by that of its node. */
function managerTyped({ entry, entryPlace, workspace }: CommandContext): number | undefined {
  const { managers, nodes, issues } = workspace
  const place = inside(entryPlace, 'node')
  const name = entry.node?.[0]
  const expected = `the manager on which it is typed (${listed(managers.names, 7)})`
  if (name === undefined || entry.node?.length !== 1) {
    const found = name === undefined ? 'nothing' : 'several'
    issues.error({ place, spot: 'key', found, expected })
    return undefined
  }
  const node = nodes.indexOf.get(name) ?? -1
  const onNode = node < 0 ? undefined : managers.specs[managers.onNode(node)]?.name
  return managerNamed(onNode ?? name, place, entry.at, workspace)
}
