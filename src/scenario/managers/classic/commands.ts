/** The docker commands that classic Swarm knows, as a client of its time would send them. */
import type { Action } from '../../../model/action.ts'
import { type CommandLine, type OptionTable, parseOptions } from '../../docker/options.ts'
import { parseRun } from '../../docker/run.ts'
import type { Token } from '../../docker/tokens.ts'
import { shown } from '../../text/place.ts'
import { expandRange } from '../../text/ranges.ts'
import { nearest } from '../../text/suggest.ts'
import type { Workspace } from '../../workspace.ts'
import type { CommandContext, CommandReader } from '../manager.ts'

const help = { type: 'flag', ignored: 'nobody reads it' } as const

/** Commands that name containers and do one thing to each. */
const containerCommands: Readonly<Record<string, OptionTable>> = {
  start: {
    attach: { type: 'flag', short: 'a', ignored: 'nobody looks at the output' },
    interactive: { type: 'flag', short: 'i', ignored: 'nobody types' },
    'detach-keys': { type: 'value', ignored: 'nobody types' },
  },
  stop: {
    time: { type: 'value', short: 't', ignored: 'costs: {stop: ...} says how long it takes' },
  },
  kill: { signal: { type: 'value', short: 's', ignored: 'every signal ends the container' } },
  pause: {},
  unpause: {},
  rm: {
    force: { type: 'flag', short: 'f' },
    volumes: { type: 'flag', short: 'v' },
  },
}

const networkOptions: OptionTable = {
  driver: { type: 'value', short: 'd' },
  'aux-address': { type: 'value', ignored: 'networks have no addresses here' },
  gateway: { type: 'value', ignored: 'networks have no addresses here' },
  internal: { type: 'flag', ignored: 'networks carry no traffic here' },
  'ip-range': { type: 'value', ignored: 'networks have no addresses here' },
  'ipam-driver': { type: 'value', ignored: 'networks have no addresses here' },
  'ipam-opt': { type: 'value', ignored: 'networks have no addresses here' },
  ipv6: { type: 'flag', ignored: 'networks have no addresses here' },
  opt: { type: 'value', short: 'o', ignored: 'drivers have no options here' },
  subnet: { type: 'value', ignored: 'networks have no addresses here' },
}

const volumeOptions: OptionTable = {
  driver: { type: 'value', short: 'd' },
  name: { type: 'value' },
  opt: { type: 'value', short: 'o', ignored: 'drivers have no options here' },
}

export const classicCommands: Readonly<Record<string, CommandReader>> = {
  run: (line, context) => readRun(line, context, true),
  create: (line, context) => readRun(line, context, false),
  ...Object.fromEntries(
    Object.keys(containerCommands).map((command): [string, CommandReader] => [
      command,
      (line, { workspace }) => readContainerCommand(command, line, workspace),
    ]),
  ),
  'network create': (line) => readResource('network', line),
  'volume create': (line) => readResource('volume', line),
}

/** The names that a message lists. */
export const classicCommandNames: readonly string[] = [
  ...Object.keys(classicCommands),
  'compose up',
  'compose scale',
  'compose down',
]

function readRun(
  line: CommandLine,
  { entry, workspace }: CommandContext,
  start: boolean,
): readonly Action[] {
  const run = parseRun(line, workspace)
  if (run === undefined) {
    workspace.services.isComplete = false
    return []
  }
  const composeService = run.config.labels['com.docker.compose.service'] ?? ''
  const service =
    (entry.service ?? '') || composeService || run.stem || serviceOfImage(run.config.image)
  const config = workspace.configs.add(run.config)
  for (const name of run.names) workspace.services.add(service, name)
  return run.names.map((name) => ({ type: 'container.run', name, service, config, start }))
}

/** A container without a name is counted under its image: `redis:3` under `redis`. */
function serviceOfImage(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '')
}

function readContainerCommand(
  command: string,
  line: CommandLine,
  workspace: Workspace,
): readonly Action[] {
  const table = containerCommands[command] as OptionTable
  const { values, rest } = parseOptions(line, table, { stopAtFirstWord: false })
  if (rest.length === 0) {
    line.issues.error({
      place: line.place,
      found: `${line.command} without a name`,
      expected: 'a container',
    })
  }
  return rest.flatMap((token): readonly Action[] => {
    return (expandRange(token.text) ?? [token.text]).flatMap((target): readonly Action[] => {
      checkContainer(token, target, line, workspace)
      if (command !== 'rm') {
        return [
          {
            type: `container.${command as 'start' | 'stop' | 'kill' | 'pause' | 'unpause'}`,
            target,
          },
        ]
      }
      const isSet = (name: string) => values.get(name)?.at(-1)?.text === 'true'
      return [{ type: 'container.rm', target, force: isSet('force'), volumes: isSet('volumes') }]
    })
  })
}

/** A name nobody gives may still be right (engines invent names), so it is a warning. */
function checkContainer(token: Token, name: string, line: CommandLine, workspace: Workspace): void {
  const { services } = workspace
  const bare = name.slice(name.lastIndexOf('/') + 1)
  if (!services.isComplete || services.hasContainer(bare)) return
  line.issues.warn({
    place: line.place,
    offset: token.offset,
    says: `no earlier entry creates a container ${shown(name)}`,
    suggestion: nearest(bare, services.containerNames),
  })
}

function readResource(kind: 'network' | 'volume', line: CommandLine): readonly Action[] {
  const table = kind === 'network' ? networkOptions : volumeOptions
  const { values, rest } = parseOptions(line, { ...table, help }, { stopAtFirstWord: false })
  const name = values.get('name')?.at(-1) ?? rest[0]
  const driver = values.get('driver')?.at(-1)?.text ?? ''
  if (name === undefined && kind === 'network') {
    line.issues.error({
      place: line.place,
      found: `${line.command} without a name`,
      expected: 'a network name',
    })
    return []
  }
  const text = name?.text ?? ''
  return [
    kind === 'network'
      ? { type: 'network.create', name: text, driver }
      : { type: 'volume.create', name: text, driver },
  ]
}
