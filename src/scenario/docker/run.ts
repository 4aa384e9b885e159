/** `docker run` and `docker create`: from their options to a container's configuration. */
import {
  type ContainerConfig,
  emptyConfig,
  type PortBinding,
} from '../../model/container-config.ts'
import { readEnvironmentFile } from '../container/environment-file.ts'
import { parseExposed, parsePublished } from '../container/ports.ts'
import { checkEnvironment, checkLabels } from '../container/swarm-entries.ts'
import { memoryLimitMinBytes } from '../defaults.ts'
import { resolvePath } from '../text/paths.ts'
import { shown } from '../text/place.ts'
import { expandRange, rangeStem } from '../text/ranges.ts'
import { parseBytes } from '../text/units.ts'
import type { Workspace } from '../workspace.ts'
import { type CommandLine, parseOptions } from './options.ts'
import { laterOptions, runOptions } from './run-options.ts'
import type { Token } from './tokens.ts'

export interface RunCommand {
  /** One, or those of a range; `''` without `--name`. */
  readonly names: readonly string[]
  /** The name without its range. */
  readonly stem: string
  readonly config: ContainerConfig
}

export function parseRun(line: CommandLine, workspace: Workspace): RunCommand | undefined {
  const { values, rest } = parseOptions({ ...line, later: laterOptions }, runOptions, {
    stopAtFirstWord: true,
  })
  const fail = (token: Token, expected: string, because?: string) =>
    line.issues.error({
      place: line.place,
      offset: token.offset,
      found: shown(token.text),
      expected,
      ...(because === undefined ? {} : { because }),
    })
  const all = (name: string) => values.get(name) ?? []
  const last = (name: string) => all(name).at(-1)
  const texts = (name: string) => all(name).map(({ text }) => text)

  const image = rest[0]
  if (image === undefined) {
    const expected = 'an image after the options'
    line.issues.error({ place: line.place, found: `${line.command} without an image`, expected })
    return undefined
  }
  if (!isImage(image.text)) fail(image, 'an image name such as redis or postgres:9.4')

  const names = namesOf(last('name'), fail)
  const check = (token: Token) => ({
    place: line.place,
    offset: token.offset,
    workspace,
  })
  for (const token of all('env')) checkEnvironment(token.text, check(token))
  const labels = labelsOf(texts('label'))
  for (const token of all('label')) checkLabels(labelsOf([token.text]), check(token))

  const exposed = all('expose').flatMap((token) => {
    const ports = parseExposed(token.text)
    if (ports === undefined) fail(token, 'a port such as 80, 53/udp or 8000-8010')
    return ports ?? []
  })
  const restart = last('restart')
  if (restart !== undefined && !isRestartPolicy(restart.text)) {
    fail(restart, 'no, always, unless-stopped, on-failure or on-failure:5')
  }
  const config: ContainerConfig = {
    ...emptyConfig,
    image: image.text,
    env: [...environmentFiles(all('env-file'), workspace, fail), ...texts('env')],
    labels,
    cpus: cpusOf(last('cpu-shares'), fail),
    memoryBytes: memoryOf(last('memory'), fail),
    ports: [...bindingsOf(all('publish'), fail), ...publishedExposed(last('publish-all'), exposed)],
    exposed,
    networkMode: networkOf(last('net')?.text ?? ''),
    links: texts('link'),
    volumesFrom: texts('volumes-from'),
    volumes: texts('volume'),
    volumeDriver: last('volume-driver')?.text ?? '',
    restartPolicy: restart?.text ?? '',
  }
  return { names, stem: rangeStem(last('name')?.text ?? ''), config }
}

function namesOf(token: Token | undefined, fail: Fail): readonly string[] {
  if (token === undefined) return ['']
  const names = expandRange(token.text)
  if (names === undefined) fail(token, 'a name with one range such as {1..3}')
  else if (!names.every(isName))
    fail(token, 'a name of letters, digits, dashes, dots and underscores')
  return names ?? ['']
}

type Fail = (token: Token, expected: string, because?: string) => void

function environmentFiles(
  tokens: readonly Token[],
  workspace: Workspace,
  fail: Fail,
): readonly string[] {
  return tokens.flatMap((token) => {
    const content = workspace.files.read(resolvePath(workspace.file, token.text))
    if (content === undefined) fail(token, 'a file that is there')
    return content === undefined ? [] : readEnvironmentFile(content)
  })
}

function cpusOf(token: Token | undefined, fail: Fail): number {
  if (token === undefined) return 0
  if (/^\d+$/.test(token.text)) return Number(token.text)
  fail(token, 'a whole number of CPUs', 'classic Swarm reads --cpu-shares as CPUs')
  return 0
}

function memoryOf(token: Token | undefined, fail: Fail): number {
  if (token === undefined) return 0
  const bytes = parseBytes(token.text)
  if (bytes === undefined) fail(token, 'a size such as 512m or 2g')
  else if (bytes > 0 && bytes < memoryLimitMinBytes) {
    fail(token, 'a size of at least 4m', 'the engine refuses a smaller limit')
  }
  return bytes ?? 0
}

function bindingsOf(tokens: readonly Token[], fail: Fail): readonly PortBinding[] {
  return tokens.flatMap((token) => {
    const bindings = parsePublished(token.text)
    if (bindings === undefined) fail(token, 'ports such as 80, 8080:80 or 127.0.0.1:53:53/udp')
    return bindings ?? []
  })
}

/** `-P`: every exposed port on a host port of the engine's choice. */
function publishedExposed(
  flag: Token | undefined,
  exposed: readonly string[],
): readonly PortBinding[] {
  if (flag?.text !== 'true') return []
  return exposed.map((containerPort) => ({ containerPort, hostIp: '', hostPort: '' }))
}

/** `default` is another word for saying nothing. */
export function networkOf(text: string): string {
  return text === 'default' ? '' : text
}

function labelsOf(entries: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const end = entry.indexOf('=')
      return end < 0 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)]
    }),
  )
}

export function isImage(text: string): boolean {
  return /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::[\w][\w.-]*)?(?:@[\w:+.-]+)?$/.test(
    text,
  )
}

export function isName(text: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(text)
}

export function isRestartPolicy(text: string): boolean {
  return /^(no|always|unless-stopped|on-failure(:\d+)?)?$/.test(text)
}
