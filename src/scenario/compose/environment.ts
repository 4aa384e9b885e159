/** `env_file:` and `environment:`, in which classic Swarm looks for its expressions. */
import { readEnvironmentFile } from '../container/environment-file.ts'
import { checkEnvironment, isSwarmEntry } from '../container/swarm-entries.ts'
import { resolvePath } from '../text/paths.ts'
import { shown } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'
import type { RawService } from './file.ts'
import { itemsOf, memberOf, pairsOf, textOf } from './located.ts'
import type { ServiceContext } from './service.ts'

/** Files first, then `environment:`; later entries of one name win. */
export function readEnvironment(raw: RawService, context: ServiceContext): readonly string[] {
  const { workspace, variables } = context
  const { issues } = workspace
  const entries = new Map<string, string>()
  for (const line of environmentFiles(raw, context)) {
    const [name = ''] = line.split('=', 1)
    if (line.includes('=') || isSwarmEntry(line)) entries.set(name, line)
  }
  for (const layer of raw.keys.get('environment') ?? []) {
    for (const { key, value, raw: written, place } of pairsOf(layer, issues)) {
      const entry = environmentEntry(key, value, written, variables)
      if (entry === undefined) continue
      checkEnvironment(entry, { place, workspace })
      entries.set(key, entry)
    }
  }
  return [...entries.values()]
}

function environmentEntry(
  key: string,
  value: string | undefined,
  written: string | undefined,
  variables: Readonly<Record<string, string>>,
): string | undefined {
  // `reschedule:on-node-failure` has no value, as a list entry or as a key of a map.
  if (isSwarmEntry(key))
    return written ?? (value === undefined || value === '' ? key : `${key}=${value}`)
  if (value !== undefined) return `${key}=${value}`
  return Object.hasOwn(variables, key) ? `${key}=${variables[key]}` : undefined
}

function environmentFiles(raw: RawService, { workspace }: ServiceContext): readonly string[] {
  const { issues, files } = workspace
  return (raw.keys.get('env_file') ?? []).flatMap(itemsOf).flatMap((item) => {
    const at = isRecord(item.value) ? memberOf(item, 'path') : item
    const isOptional = memberOf(item, 'required')?.value === false
    if (at === undefined) {
      issues.error({ place: item.place, found: 'a map without path', expected: 'path: and a file' })
      return []
    }
    const path = textOf(at, issues, 'the path of a file')
    if (path === undefined) return []
    const content = files.read(resolvePath(at.place.source.file, path))
    if (content === undefined && !isOptional) {
      const says = `there is no file ${shown(path)}: its variables are missing from the containers`
      issues.warn({ place: at.place, says })
    }
    return content === undefined ? [] : readEnvironmentFile(content)
  })
}
