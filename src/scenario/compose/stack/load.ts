/**
 * Reads the Compose files of a stack and lays them on top of each other. Variables come from the
 * environment alone: unlike Compose, `docker stack deploy` reads no `.env` file.
 */
import { resolvePath } from '../../text/paths.ts'
import { type Place, shown } from '../../text/place.ts'
import { isRecord } from '../../text/plain.ts'
import { listed } from '../../text/suggest.ts'
import { wholeFile } from '../../text/yaml-source.ts'
import type { Workspace } from '../../workspace.ts'
import { type ComposeContext, type ComposeFile, type RawService, readComposeFile } from '../file.ts'
import { entriesOf, type Located, memberOf } from '../located.ts'
import { dotEnvironment, rawServices } from '../project.ts'
import { newestMinor, stackFile } from './schema.ts'
import { checkShape } from './shape.ts'

/** What is declared at the top of the files, by name: the layers of each, later files last. */
export type Declared = ReadonlyMap<string, readonly Located[]>

export interface StackFiles {
  /** The first file: paths inside of all of them are relative to it. */
  readonly path: string
  readonly services: ReadonlyMap<string, RawService>
  readonly networks: Declared
  readonly volumes: Declared
  readonly secrets: Declared
  readonly configs: Declared
  readonly variables: Readonly<Record<string, string>>
}

interface StackFile extends ComposeFile {
  readonly place: Place
  readonly version: Located | undefined
  readonly secrets: ReadonlyMap<string, Located>
  readonly configs: ReadonlyMap<string, Located>
}

/** The files of a stack as one; nothing if one cannot be read, which is then reported. */
export function loadStackFiles(
  written: readonly string[],
  from: Place,
  workspace: Workspace,
): StackFiles | undefined {
  const paths = written.map((path) => resolvePath(workspace.file, path))
  const read: StackFile[] = []
  const variables = workspace.environment
  const context: ComposeContext = {
    workspace,
    variables,
    files: new Map(),
    missing: new Set(),
    circles: new Set(),
    readContent(content) {
      // A file of another format would be nothing but mistakes.
      const minor = minorVersion(content, workspace)
      if (minor === undefined) return undefined
      checkShape(content, stackFile, { minor, issues: workspace.issues })
      const file = readContent(content)
      read.push(file)
      return file
    },
  }
  const files = paths.flatMap((path) => readComposeFile(path, from, context) ?? [])
  if (files.length < paths.length || files.length === 0) return undefined
  const own = read.filter(({ path }) => paths.includes(path))
  checkSameVersion(own, workspace)
  noteDotEnvironment(paths[0] as string, context)
  const services = rawServices(files, context)
  noteExtends(read, workspace)
  const layers = (pick: (file: StackFile) => ReadonlyMap<string, Located>) => layersOf(own, pick)
  return {
    path: paths[0] as string,
    services,
    networks: layers((file) => file.networks),
    volumes: layers((file) => file.volumes),
    secrets: layers((file) => file.secrets),
    configs: layers((file) => file.configs),
    variables,
  }
}

/** A file without a version, or with a plain "3", is one of the newest. */
function minorVersion(content: Located, { issues }: Workspace): number | undefined {
  const found = memberOf(content, 'version')
  if (found === undefined) return isVersion1(content, issues) ? undefined : newestMinor
  const version = String(found.value)
  if (version === '' || version === '3') return newestMinor
  const minor = Number(/^3\.(\d+)$/.exec(version)?.[1] ?? Number.NaN)
  if (minor <= newestMinor) return minor
  const isOld = /^[12](\.|$)/.test(version)
  issues.error({
    place: found.place,
    found: shown(version),
    expected: isOld
      ? `version "3" for swarm mode, or classic Swarm: swarm: {manager: classic}`
      : `a version from "3.0" to "3.${newestMinor}"`,
    because: `docker: unsupported Compose file version: ${version}`,
  })
  return undefined
}

/** Version 1 had its services at the top. */
function isVersion1(content: Located, issues: Workspace['issues']): boolean {
  const entries = entriesOf(content)
  const isService = ({ value }: Located) =>
    isRecord(value) && ('image' in value || 'build' in value)
  if (memberOf(content, 'services') !== undefined || !entries.some(([, item]) => isService(item)))
    return false
  issues.error({
    place: content.place,
    found: 'a version 1 file',
    expected: 'services: for swarm mode, or classic Swarm: swarm: {manager: classic}',
    because: 'docker stack deploy reads version 3 only',
  })
  return true
}

function readContent(content: Located): StackFile {
  const section = (key: string) =>
    new Map(entriesOf(memberOf(content, key) ?? { ...content, value: null }))
  const services = new Map<string, RawService>()
  for (const [name, item] of section('services')) {
    if (!isRecord(item.value)) continue
    const keys = entriesOf(item).flatMap(([key, value]): [string, Located[]][] =>
      key.startsWith('x-') ? [] : [[key, [value]]],
    )
    services.set(name, { name, place: item.place, format: 'modern', keys: new Map(keys) })
  }
  return {
    place: content.place,
    path: content.place.source.file,
    format: 'modern',
    name: '',
    version: memberOf(content, 'version'),
    services,
    networks: section('networks'),
    volumes: section('volumes'),
    secrets: section('secrets'),
    configs: section('configs'),
  }
}

function checkSameVersion(files: readonly StackFile[], { issues }: Workspace): void {
  const normal = (file: StackFile | undefined) => {
    const version = String(file?.version?.value ?? '')
    return version === '' || version === '3' ? `3.${newestMinor}` : version
  }
  const [first, ...others] = files
  for (const file of others) {
    if (normal(file) === normal(first)) continue
    issues.error({
      place: file.version?.place ?? file.place,
      found: `version ${normal(file)}`,
      expected: `${normal(first)}, as the first file has it`,
      because: `docker: version mismatched between two composefiles : ${normal(first)} and ${normal(file)}`,
    })
  }
}

/** A variable that only `.env` sets is the usual reason for an empty image tag. */
function noteDotEnvironment(path: string, { missing, workspace }: ComposeContext): void {
  const unread = [...missing].filter((name) => Object.hasOwn(dotEnvironment(path, workspace), name))
  if (unread.length === 0) return
  const says = `docker stack deploy does not read .env, which sets ${listed(unread)}`
  workspace.issues.warn({ place: wholeFile(path), says, once: `stack .env ${path}` })
}

/** What `docker compose config` makes of it is what can be deployed. */
function noteExtends(files: readonly StackFile[], { issues }: Workspace): void {
  for (const file of files) {
    for (const { keys } of file.services.values()) {
      const found = keys.get('extends')?.[0]
      if (found === undefined) continue
      const says =
        'docker: Support for `extends` is not implemented yet. What docker compose config makes of the file is deployed here'
      issues.warn({ place: found.place, spot: 'key', says, once: 'stack extends' })
    }
  }
}

function layersOf(
  files: readonly StackFile[],
  pick: (file: StackFile) => ReadonlyMap<string, Located>,
): Declared {
  const layers = new Map<string, readonly Located[]>()
  for (const file of files) {
    for (const [name, item] of pick(file)) layers.set(name, [...(layers.get(name) ?? []), item])
  }
  return layers
}
