/**
 * Reads one Compose file: YAML, format, variables, keys. Services stay raw, as layers of located
 * values, because `extends` and further files put layers on top of them.
 */
import { reportUnknownKey } from '../schema-issues.ts'
import { resolvePath } from '../text/paths.ts'
import { inside, type Place, type Source, shown } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import { readYaml } from '../text/yaml-source.ts'
import type { Workspace } from '../workspace.ts'
import { itemsOf, type Located, memberOf, textsOf } from './located.ts'
import { substitute } from './substitute.ts'
import {
  type Format,
  isInert,
  nestedKeys,
  networkKeys,
  renamed,
  serviceKeys,
  topKeys,
  volumeKeys,
} from './vocabulary.ts'

/** A service as written: for each key its layers, the ones that are built upon first. */
export interface RawService {
  readonly name: string
  readonly place: Place
  readonly format: Format
  readonly keys: ReadonlyMap<string, readonly Located[]>
}

export interface ComposeFile {
  readonly path: string
  readonly format: Format
  /** The `name:` of the file. */
  readonly name: string
  readonly services: ReadonlyMap<string, RawService>
  readonly networks: ReadonlyMap<string, Located>
  readonly volumes: ReadonlyMap<string, Located>
}

export interface ComposeContext {
  readonly workspace: Workspace
  /** Variables of this project: the environment over `.env`. */
  readonly variables: Readonly<Record<string, string>>
  /** Files read so far, so that `extends` reads each once. */
  readonly files: Map<string, ComposeFile | undefined>
  /** Variables already reported as missing. */
  readonly missing: Set<string>
  /** Circles of `extends` already reported. */
  readonly circles: Set<string>
  /** Reads the content of a file in place of the reading here: stack files have rules of their own. */
  readonly readContent?: (content: Located) => ComposeFile | undefined
}

/** The file at a path; nothing if it cannot be read, which is then reported at `from`. */
export function readComposeFile(
  path: string,
  from: Place,
  context: ComposeContext,
): ComposeFile | undefined {
  if (context.files.has(path)) return context.files.get(path)
  const { issues, files } = context.workspace
  const content = files.read(path)
  if (content === undefined) {
    issues.error({ place: from, found: shown(path), expected: 'a Compose file that is there' })
    return undefined
  }
  const source = readYaml(path, content, issues)
  const file = source === undefined ? undefined : readSource(source, context)
  context.files.set(path, file)
  return file
}

function readSource(source: Source, context: ComposeContext): ComposeFile | undefined {
  const { issues } = context.workspace
  const root: Place = { source, path: [] }
  if (!isRecord(source.value)) {
    issues.error({ place: root, found: shown(source.value), expected: 'a map of services' })
    return undefined
  }
  if (context.readContent !== undefined) {
    return context.readContent({ value: substitute(source.value, root, context), place: root })
  }
  const format = formatOf(source.value, root, context)
  if (format === undefined) return undefined
  const top = { value: substitute(source.value, root, context), place: root }
  if (format === 'version 1') {
    const services = readServices(withoutExtensions(top), format, context)
    return {
      path: source.file,
      format,
      name: '',
      services,
      networks: new Map(),
      volumes: new Map(),
    }
  }
  for (const key of Object.keys(source.value)) {
    if (!topKeys.includes(key) && !key.startsWith('x-'))
      reportUnknownKey(inside(root, key), key, topKeys, issues)
    if (['configs', 'secrets', 'models'].includes(key)) {
      issues.ignore(key, inside(root, key), 'it does not change placement or rescheduling')
    }
  }
  const services = memberOf(top, 'services')
  if (services !== undefined && !isRecord(services.value)) {
    issues.error({
      place: services.place,
      found: shown(services.value),
      expected: 'a map of services',
    })
  }
  const own: ComposeFile = {
    path: source.file,
    format,
    name: typeof source.value.name === 'string' ? String(memberOf(top, 'name')?.value) : '',
    services: readServices(services ?? { value: {}, place: root }, format, context),
    networks: readResources(memberOf(top, 'networks'), networkKeys, context),
    volumes: readResources(memberOf(top, 'volumes'), volumeKeys, context),
  }
  return withIncluded(own, memberOf(top, 'include'), context)
}

function formatOf(
  value: Record<string, unknown>,
  root: Place,
  { workspace }: ComposeContext,
): Format | undefined {
  const { issues } = workspace
  const { version } = value
  // A service may be called "version"; then it is a map.
  if (version !== undefined && !isRecord(version)) {
    const place = inside(root, 'version')
    if (/^[23](\.\d+)?$/.test(String(version))) return 'modern'
    const because = 'version 1 files have no version key'
    const expected = 'a version such as "2" or "3.8"'
    issues.error({
      place,
      found: shown(version),
      expected,
      ...(String(version).startsWith('1') ? { because } : {}),
    })
    return undefined
  }
  if (topKeys.some((key) => key !== 'version' && isRecord(value[key])) && isRecord(value.services))
    return 'modern'
  if (value.include !== undefined || typeof value.name === 'string') return 'modern'
  const services = Object.entries(value).filter(([key]) => !key.startsWith('x-'))
  if (services.length > 0 && services.every(([, service]) => isRecord(service))) return 'version 1'
  issues.error({ place: root, found: 'no services', expected: 'a map of services' })
  return undefined
}

function withoutExtensions({ value, place }: Located): Located {
  const entries = Object.entries(value as Record<string, unknown>)
  return { value: Object.fromEntries(entries.filter(([key]) => !key.startsWith('x-'))), place }
}

function readServices(
  located: Located,
  format: Format,
  context: ComposeContext,
): Map<string, RawService> {
  const { issues } = context.workspace
  const services = new Map<string, RawService>()
  if (!isRecord(located.value)) return services
  for (const [name, value] of Object.entries(located.value)) {
    const place = inside(located.place, name)
    if (!/^[a-zA-Z0-9._-]+$/.test(name)) {
      const expected = 'a service name of letters, digits, dots, dashes and underscores'
      issues.error({ place, spot: 'key', found: shown(name), expected })
    }
    if (!isRecord(value)) {
      issues.error({ place, found: shown(value), expected: 'a map that describes the service' })
      continue
    }
    services.set(name, { name, place, format, keys: readKeys(value, place, format, context) })
  }
  return services
}

function readKeys(
  service: Record<string, unknown>,
  place: Place,
  format: Format,
  { workspace }: ComposeContext,
): Map<string, readonly Located[]> {
  const keys = new Map<string, readonly Located[]>()
  const known = serviceKeys(format)
  for (const [key, value] of Object.entries(service)) {
    const at = inside(place, key)
    if (key.startsWith('x-')) continue
    if (!known.includes(key)) reportUnknownServiceKey(key, at, format, workspace)
    else if (isInert(format, key)) {
      workspace.issues.ignore(key, at, 'it does not change placement or rescheduling')
    } else keys.set(key, [{ value, place: at }])
    checkNested(key, value, at, workspace)
  }
  return keys
}

function reportUnknownServiceKey(
  key: string,
  place: Place,
  format: Format,
  { issues }: Workspace,
): void {
  const other = renamed[format][key]
  if (other === undefined) {
    reportUnknownKey(place, key, serviceKeys(format), issues)
    return
  }
  const expected = `${other}, as a ${format === 'modern' ? 'file with services:' : 'version 1 file'} calls it`
  issues.error({ place, spot: 'key', found: `the unknown key ${key}`, expected, suggestion: other })
}

/** Unknown keys inside of maps such as `deploy` and `build`. */
function checkNested(way: string, value: unknown, place: Place, workspace: Workspace): void {
  const known = nestedKeys[way]
  if (known === undefined || !isRecord(value)) return
  for (const [key, child] of Object.entries(value)) {
    if (key.startsWith('x-')) continue
    const at = inside(place, key)
    if (!known.includes(key)) reportUnknownKey(at, key, known, workspace.issues)
    checkNested(`${way}.${key}`, child, at, workspace)
  }
}

function readResources(
  located: Located | undefined,
  known: readonly string[],
  { workspace }: ComposeContext,
): Map<string, Located> {
  const found = new Map<string, Located>()
  if (located === undefined || located.value === null) return found
  if (!isRecord(located.value)) {
    workspace.issues.error({
      place: located.place,
      found: shown(located.value),
      expected: 'a map of names',
    })
    return found
  }
  for (const [name, value] of Object.entries(located.value)) {
    const place = inside(located.place, name)
    found.set(name, { value, place })
    if (value === null) continue
    if (!isRecord(value)) {
      workspace.issues.error({ place, found: shown(value), expected: 'a map, or nothing' })
      continue
    }
    for (const key of Object.keys(value)) {
      if (!known.includes(key) && !key.startsWith('x-'))
        reportUnknownKey(inside(place, key), key, known, workspace.issues)
    }
  }
  return found
}

/** `include:` brings the services, networks and volumes of other files. */
function withIncluded(
  own: ComposeFile,
  include: Located | undefined,
  context: ComposeContext,
): ComposeFile {
  if (include === undefined) return own
  // The file itself counts as read: a circle of includes ends here.
  context.files.set(own.path, own)
  const paths = itemsOf(include).flatMap((item) => {
    const path = isRecord(item.value) ? memberOf(item, 'path') : item
    return path === undefined ? [] : textsOf(path, context.workspace.issues, 'the path of a file')
  })
  const files = paths.flatMap(
    ({ text, place }) => readComposeFile(resolvePath(own.path, text), place, context) ?? [],
  )
  const merged = <T>(pick: (file: ComposeFile) => ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...files, own].flatMap((file) => [...pick(file)]))
  return {
    ...own,
    services: merged((file) => file.services),
    networks: merged((file) => file.networks),
    volumes: merged((file) => file.volumes),
  }
}
