/**
 * One `docker ...` line of the timeline, as a client of classic Swarm would send it. Compose lines
 * are handed to their own reader.
 */
import type { Action } from '../../model/action.ts'
import { type Place, shown } from '../text/place.ts'
import { expandRange } from '../text/ranges.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import { type CommandLine, type OptionTable, parseOptions } from './options.ts'
import { parseRun } from './run.ts'
import { type Token, tokenize } from './tokens.ts'

/** What reads the rest of a `docker compose` or `docker-compose` line. */
export type ComposeReader = (line: CommandLine) => readonly Action[]

export interface DockerEntry {
  readonly text: string
  /** Place of the text. */
  readonly place: Place
  /** The user's own name for the group, `''` for none. */
  readonly service: string
}

const help = { type: 'flag', ignored: 'nobody reads it' } as const
const globalOptions: OptionTable = {
  host: { type: 'value', short: 'H', ignored: 'there is one cluster' },
  config: { type: 'value', ignored: 'there is one client' },
  debug: { type: 'flag', short: 'D', ignored: 'there is one client' },
  'log-level': { type: 'value', short: 'l', ignored: 'there is one client' },
  tls: { type: 'flag', ignored: 'connections are not encrypted' },
  tlsverify: { type: 'flag', ignored: 'connections are not encrypted' },
  tlscacert: { type: 'value', ignored: 'connections are not encrypted' },
  tlscert: { type: 'value', ignored: 'connections are not encrypted' },
  tlskey: { type: 'value', ignored: 'connections are not encrypted' },
}

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

const commands = [
  'run',
  'create',
  ...Object.keys(containerCommands),
  'network create',
  'volume create',
  'compose up',
  'compose scale',
  'compose down',
]

/** The actions of a line; none if it was wrong, which is then among the issues. */
export function readDocker(
  entry: DockerEntry,
  workspace: Workspace,
  readCompose: ComposeReader,
): readonly Action[] {
  const { place } = entry
  const { issues } = workspace
  const tokens = tokenize(entry.text)
  if (!('length' in tokens)) {
    const expected = 'a closing quote'
    issues.error({
      place,
      offset: tokens.openQuoteAt,
      found: 'a quote that is never closed',
      expected,
    })
    return []
  }
  const joined = tokens.find(({ text }) => ['&&', '||', ';', '|', '&', '>'].includes(text))
  if (joined !== undefined) {
    const because = 'there is no shell; write one entry for each command'
    issues.error({
      place,
      offset: joined.offset,
      found: joined.text,
      expected: 'one docker command',
      because,
    })
    return []
  }
  const line = (words: readonly Token[], command: string): CommandLine => ({
    tokens: words,
    place,
    issues,
    command,
  })
  const isCompose = tokens[0]?.text === 'docker-compose'
  const words = tokens[0]?.text === 'docker' || isCompose ? tokens.slice(1) : tokens
  if (isCompose) return readCompose(line(words, 'docker-compose'))
  const { rest } = parseOptions(line(words, 'docker'), globalOptions, { stopAtFirstWord: true })
  const [head, ...tail] = rest
  switch (head?.text) {
    case 'compose':
      return readCompose(line(tail, 'docker compose'))
    case 'run':
    case 'create':
      return readRun(entry, line(tail, `docker ${head.text}`), workspace, head.text === 'run')
    case 'network':
    case 'volume':
      return readResource(head.text, line(tail, `docker ${head.text} create`), head)
    default:
      if (head !== undefined && Object.hasOwn(containerCommands, head.text)) {
        return readContainerCommand(head.text, line(tail, `docker ${head.text}`), workspace)
      }
  }
  issues.error({
    place,
    offset: head?.offset ?? 0,
    found: head === undefined ? 'no command' : `the command ${shown(head.text)}`,
    expected: `one of ${listed(commands, 20)}`,
    suggestion:
      head === undefined
        ? undefined
        : nearest(
            head.text,
            commands.map((name) => name.split(' ')[0] as string),
          ),
  })
  return []
}

function readRun(
  entry: DockerEntry,
  line: CommandLine,
  workspace: Workspace,
  start: boolean,
): readonly Action[] {
  const run = parseRun(line, workspace)
  if (run === undefined) {
    workspace.services.isComplete = false
    return []
  }
  const composeService = run.config.labels['com.docker.compose.service'] ?? ''
  const service = entry.service || composeService || run.stem || serviceOfImage(run.config.image)
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

function readResource(
  kind: 'network' | 'volume',
  line: CommandLine,
  head: Token,
): readonly Action[] {
  const [verb, ...tail] = line.tokens
  if (verb?.text !== 'create') {
    const found = `docker ${kind} ${verb?.text ?? ''}`.trim()
    line.issues.error({
      place: line.place,
      offset: (verb ?? head).offset,
      found,
      expected: `docker ${kind} create`,
    })
    return []
  }
  const table = kind === 'network' ? networkOptions : volumeOptions
  const { values, rest } = parseOptions(
    { ...line, tokens: tail },
    { ...table, help },
    { stopAtFirstWord: false },
  )
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
