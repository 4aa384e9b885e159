/** `docker node update`, `promote`, `demote` and `rm`. */
import type { Action } from '../../../../model/action.ts'
import { availabilities } from '../../../../model/swarm-mode.ts'
import type { CommandLine, OptionTable } from '../../../docker/options.ts'
import { refuse } from '../../../schema-values.ts'
import { readWord, splitPair } from '../../../service/reading.ts'
import { shown } from '../../../text/place.ts'
import { expandRange } from '../../../text/ranges.ts'
import { listed, nearest } from '../../../text/suggest.ts'
import type { CommandContext } from '../../manager.ts'
import { becomeManager } from '../members.ts'
import { Given, known } from './given.ts'

type NodeUpdate = Extract<Action, { type: 'node.update' }>

const roles = ['worker', 'manager'] as const
const value = { type: 'value' } as const
const updateOptions: OptionTable = {
  availability: value,
  'label-add': value,
  'label-rm': value,
  role: value,
}

export function readNodeUpdate(line: CommandLine, context: CommandContext): readonly Action[] {
  const given = new Given(line, updateOptions)
  const nodes = nodesOf(given, context)
  const role = given.one('role', (text) => readWord(text, roles))
  const addLabels = Object.fromEntries(given.each('label-add', splitPair))
  const removeLabels = given.all('label-rm').map(({ text }) => text)
  for (const key of Object.keys(addLabels)) context.workspace.nodes.labelKeys.add(key)
  const change = known({
    availability: given.one('availability', (text) => readWord(text, availabilities)),
    role,
    addLabels: Object.keys(addLabels).length === 0 ? undefined : addLabels,
    removeLabels: removeLabels.length === 0 ? undefined : removeLabels,
  })
  if (!Object.keys(updateOptions).some((option) => given.has(option))) {
    const options = Object.keys(updateOptions).map((name) => `--${name}`)
    given.missing(`${line.command} that changes nothing`, `one of ${options.join(', ')}`)
    return []
  }
  if (role === 'manager') promote(nodes, line, context)
  return updated(nodes, change)
}

export function readNodePromote(line: CommandLine, context: CommandContext): readonly Action[] {
  const nodes = nodesOf(new Given(line, {}), context)
  promote(nodes, line, context)
  return updated(nodes, { role: 'manager' })
}

export function readNodeDemote(line: CommandLine, context: CommandContext): readonly Action[] {
  return updated(nodesOf(new Given(line, {}), context), { role: 'worker' })
}

export function readNodeRemove(line: CommandLine, context: CommandContext): readonly Action[] {
  const given = new Given(line, { force: { type: 'flag', short: 'f' } })
  const nodes = nodesOf(given, context)
  return nodes.length === 0 ? [] : [{ type: 'node.rm', nodes, force: given.isSet('force') }]
}

function updated(
  nodes: readonly number[],
  change: Omit<NodeUpdate, 'type' | 'nodes'>,
): readonly Action[] {
  return nodes.length === 0 ? [] : [{ type: 'node.update', nodes, ...change }]
}

/** The run has a place for every manager there will ever be. */
function promote(
  nodes: readonly number[],
  { place }: CommandLine,
  { workspace, entry }: CommandContext,
): void {
  for (const node of nodes) becomeManager(node, { ...workspace, place, atUs: entry.at })
}

/** The nodes that the words of a line name, ranges allowed. */
export function nodesOf(given: Given, { workspace, entry }: CommandContext): readonly number[] {
  const { nodes, managers, issues } = workspace
  const { place, command } = given.line
  if (given.rest.length === 0) given.missing(`${command} without a node`, 'the name of a node')
  const found = given.rest.flatMap(({ text, offset }) => {
    return (expandRange(text) ?? [text]).flatMap((name): readonly number[] => {
      const index = nodes.indexOf.get(name)
      if (index !== undefined && (nodes.joinsAtUs[index] as number) <= entry.at) return [index]
      if (index === undefined && !nodes.isComplete) return []
      if (managers.indexOf(name) >= 0) {
        const because = `${name} has a machine of its own, which takes no tasks`
        const expected = 'a node, or a manager with on: and a node'
        issues.error({ place, offset, found: shown(name), expected, because })
        return []
      }
      const names = [...nodes.indexOf.keys()]
      const expected =
        index === undefined
          ? `a node of this scenario (${listed(names, 6)})`
          : 'a node that is there by then'
      const suggestion = index === undefined ? nearest(name, names) : undefined
      issues.error({ place, offset, found: shown(name), expected, suggestion })
      return []
    })
  })
  return [...new Set(found)]
}

/** A word that is not one of the command's. */
export function refuseRest(given: Given, expected: string): void {
  for (const token of given.rest) given.refuse(token, refuse(expected))
}
