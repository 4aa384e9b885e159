/** `docker-compose up | scale | down` and `docker compose ...`, as lines of the timeline. */
import type { Action } from '../../model/action.ts'
import { type CommandLine, type OptionTable, parseOptions } from '../docker/options.ts'
import type { Token } from '../docker/tokens.ts'
import { resolvePath } from '../text/paths.ts'
import { shown } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Workspace } from '../workspace.ts'
import type { Project } from './project.ts'
import type { ProjectRegister, Scale } from './projects.ts'

const inert = 'it does not change what is created'

const globalOptions: OptionTable = {
  file: { type: 'value', short: 'f' },
  'project-name': { type: 'value', short: 'p' },
  'project-directory': { type: 'value', ignored: inert },
  host: { type: 'value', short: 'H', ignored: 'there is one cluster' },
  'env-file': { type: 'value', ignored: 'variables come from .env and the environment' },
  verbose: { type: 'flag', ignored: inert },
  compatibility: { type: 'flag', ignored: 'deploy is always read' },
  ansi: { type: 'value', ignored: inert },
  'no-ansi': { type: 'flag', ignored: inert },
  tls: { type: 'flag', ignored: 'connections are not encrypted' },
  tlsverify: { type: 'flag', ignored: 'connections are not encrypted' },
}

const timeout = {
  type: 'value',
  short: 't',
  ignored: 'costs: {stop: ...} says how long it takes',
} as const
const flag = { type: 'flag', ignored: inert } as const

const commands: Readonly<Record<string, OptionTable>> = {
  up: {
    detach: { type: 'flag', short: 'd' },
    scale: { type: 'value' },
    'force-recreate': { type: 'flag', ignored: 'containers that are there are kept' },
    'no-recreate': flag,
    'always-recreate-deps': flag,
    'no-deps': flag,
    build: flag,
    'no-build': flag,
    'no-color': flag,
    'no-start': { type: 'flag', ignored: 'containers are started as well' },
    pull: { type: 'value', ignored: inert },
    'quiet-pull': flag,
    'remove-orphans': flag,
    'renew-anon-volumes': { ...flag, short: 'V' },
    'abort-on-container-exit': flag,
    wait: flag,
    timeout,
  },
  scale: { timeout },
  down: {
    rmi: { type: 'value', ignored: 'images stay in the cache' },
    volumes: { type: 'flag', short: 'v', ignored: 'volumes are not followed' },
    'remove-orphans': flag,
    timeout,
  },
}

const usualFiles = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yaml', 'compose.yml']

export function readComposeCommand(
  line: CommandLine,
  projects: ProjectRegister,
  workspace: Workspace,
): readonly Action[] {
  const { values, rest } = parseOptions(line, globalOptions, { stopAtFirstWord: true })
  const [head, ...tail] = rest
  const table =
    head !== undefined && Object.hasOwn(commands, head.text) ? commands[head.text] : undefined
  if (head === undefined || table === undefined) {
    const known = Object.keys(commands)
    line.issues.error({
      place: line.place,
      offset: head?.offset ?? 0,
      found: head === undefined ? 'no command' : `the command ${shown(head.text)}`,
      expected: `one of ${known.join(', ')}`,
      suggestion: head === undefined ? undefined : nearest(head.text, known),
    })
    return []
  }
  const project = projectOf(line, values, projects, workspace)
  const command = parseOptions(
    { ...line, tokens: tail, command: `${line.command} ${head.text}` },
    table,
    {
      stopAtFirstWord: false,
    },
  )
  if (project === undefined) return []
  switch (head.text) {
    case 'up': {
      const scales = (command.values.get('scale') ?? []).flatMap(
        (token) => scaleOf(token, line) ?? [],
      )
      checkServices(command.rest, project, line)
      return projects.up(
        project,
        scales,
        command.rest.map(({ text }) => text),
      )
    }
    case 'scale': {
      if (command.rest.length === 0) {
        line.issues.error({
          place: line.place,
          found: 'scale without a service',
          expected: 'a service and a number, such as web=3',
        })
      }
      return projects.scale(
        project,
        command.rest.flatMap((token) => scaleOf(token, line) ?? []),
      )
    }
    default:
      return projects.down(project)
  }
}

/** `-p NAME`, `-f FILE`, the only project there is, or a file of the usual name. */
function projectOf(
  line: CommandLine,
  values: ReadonlyMap<string, readonly Token[]>,
  projects: ProjectRegister,
  workspace: Workspace,
): Project | undefined {
  const name = values.get('project-name')?.at(-1)
  const paths = (values.get('file') ?? []).map(({ text }) => text)
  if (name !== undefined && paths.length === 0) {
    const project = projects.named(name.text)
    if (project !== undefined || !workspace.services.isComplete) return project
    const expected = `a project of this scenario (${listed(projects.names)})`
    const suggestion = nearest(name.text, projects.names)
    line.issues.error({
      place: line.place,
      offset: name.offset,
      found: shown(name.text),
      expected,
      suggestion,
    })
    return undefined
  }
  const { place } = line
  if (paths.length > 0) return projects.open({ paths, name: name?.text ?? '', place })
  const only = projects.names.length === 1 ? projects.named(projects.names[0] as string) : undefined
  if (only !== undefined) return only
  const usual = usualFiles.find(
    (file) => workspace.files.read(resolvePath(workspace.file, file)) !== undefined,
  )
  if (projects.names.length === 0 && usual !== undefined)
    return projects.open({ paths: [usual], name: '', place })
  if (projects.names.length === 0 && !workspace.services.isComplete) return undefined
  const found =
    projects.names.length === 0 ? 'no project' : `several projects (${listed(projects.names)})`
  line.issues.error({ place, found, expected: '-p and a project, or -f and a Compose file' })
  return undefined
}

function scaleOf(token: Token, line: CommandLine): Scale | undefined {
  const [, service = '', count = ''] = /^([^=]+)=(\d+)$/.exec(token.text) ?? []
  if (service !== '')
    return { service, count: Number(count), place: line.place, offset: token.offset }
  const expected = 'a service and a number, such as web=3'
  line.issues.error({ place: line.place, offset: token.offset, found: shown(token.text), expected })
  return undefined
}

function checkServices(tokens: readonly Token[], project: Project, line: CommandLine): void {
  const known = project.services.map(({ name }) => name)
  for (const { text, offset } of tokens) {
    if (known.includes(text)) continue
    const expected = `a service of ${project.name} (${listed(known)})`
    line.issues.error({
      place: line.place,
      offset,
      found: shown(text),
      expected,
      suggestion: nearest(text, known),
    })
  }
}
