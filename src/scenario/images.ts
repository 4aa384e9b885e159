/** Images and costs: what the scenario says, and the defaults for everything else. */
import type { ContainerBehaviour, Costs, ImageSpec } from '../model/model.ts'
import { imageWithTag } from './container/image-name.ts'
import { defaultCosts, imageSizeBytes } from './defaults.ts'
import type { IssueList } from './issue-list.ts'
import type { CostsEntry, ImageEntry } from './schema.ts'
import { inside, type Place } from './text/place.ts'

/** Every image a container uses and every one the scenario describes, sorted by name. */
export function compileImages(
  entries: Readonly<Record<string, number | ImageEntry>>,
  used: Iterable<string>,
): readonly ImageSpec[] {
  const specs = new Map<string, ImageSpec>()
  for (const image of used) {
    const name = imageWithTag(image)
    specs.set(name, imageSpec(name, {}))
  }
  for (const [given, entry] of Object.entries(entries)) {
    const name = imageWithTag(given)
    specs.set(name, imageSpec(name, typeof entry === 'number' ? { size: entry } : entry))
  }
  return [...specs.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Layers may be named in part: what they leave of the size is a layer of the image's own. */
function imageSpec(name: string, entry: ImageEntry): ImageSpec {
  const { size, layers = {}, pullable = true } = entry
  const behaviour = behaviourOf(entry)
  const named = Object.entries(layers).map(([id, sizeBytes]) => ({ id, sizeBytes }))
  const namedBytes = named.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
  const wholeBytes = size ?? (named.length > 0 ? namedBytes : imageSizeBytes)
  const rest = Math.max(0, wholeBytes - namedBytes)
  const own = rest > 0 || named.length === 0 ? [{ id: name, sizeBytes: rest }] : []
  const spec = { name, sizeBytes: namedBytes + rest, layers: [...named, ...own], pullable }
  return behaviour === undefined ? spec : { ...spec, behaviour }
}

const behaviourKeys = ['exits-after', 'exit-code', 'stop-takes', 'memory', 'memory-growth'] as const

/** What its containers do by themselves; nothing if they just run. */
function behaviourOf(entry: ImageEntry): ContainerBehaviour | undefined {
  if (behaviourKeys.every((key) => entry[key] === undefined)) return undefined
  const growth = entry['memory-growth']
  return {
    ...(entry['exits-after'] === undefined ? {} : { exitAfterUs: entry['exits-after'] }),
    ...(entry['exit-code'] === undefined ? {} : { exitCode: entry['exit-code'] }),
    ...(entry['stop-takes'] === undefined ? {} : { stopUs: entry['stop-takes'] }),
    ...(entry.memory === undefined ? {} : { memoryBytes: entry.memory }),
    ...(growth === undefined ? {} : { memoryGrowthPerSecond: Math.round(growth / 60) }),
  }
}

/** Warns of what containers would do by themselves under a manager that does not follow it. */
export function warnOfBehaviour(
  entries: Readonly<Record<string, number | ImageEntry>>,
  { place, issues, because }: { place: Place; issues: IssueList; because: string },
): void {
  for (const [image, entry] of Object.entries(entries)) {
    if (typeof entry === 'number') continue
    for (const key of behaviourKeys) {
      if (entry[key] === undefined) continue
      const at = inside(place, image, key)
      issues.warn({ place: at, spot: 'key', says: `${key} is ignored: ${because}`, once: key })
    }
  }
}

export function compileCosts(entry: CostsEntry): Costs {
  return {
    latencyUs: entry.latency ?? defaultCosts.latencyUs,
    createUs: entry.create ?? defaultCosts.createUs,
    startUs: entry.start ?? defaultCosts.startUs,
    stopUs: entry.stop ?? defaultCosts.stopUs,
    killUs: entry.kill ?? defaultCosts.killUs,
    removeUs: entry.remove ?? defaultCosts.removeUs,
    requestUs: entry.request ?? defaultCosts.requestUs,
    pullBytesPerSecond: entry.bandwidth ?? defaultCosts.pullBytesPerSecond,
    pullOverheadUs: entry['pull-overhead'] ?? defaultCosts.pullOverheadUs,
  }
}
