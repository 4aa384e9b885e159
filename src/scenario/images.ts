/** Images and costs: what the scenario says, and the defaults for everything else. */
import type { ContainerConfig } from '../model/container-config.ts'
import type { Costs, ImageSpec } from '../model/model.ts'
import { imageWithTag } from './container/image-name.ts'
import { defaultCosts, imageSizeBytes } from './defaults.ts'
import type { CostsEntry, ImageEntry } from './schema.ts'

/** Every image a container uses and every one the scenario describes, sorted by name. */
export function compileImages(
  entries: Readonly<Record<string, number | ImageEntry>>,
  configs: readonly ContainerConfig[],
): readonly ImageSpec[] {
  const specs = new Map<string, ImageSpec>()
  for (const { image } of configs) {
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
function imageSpec(name: string, { size, layers = {}, pullable = true }: ImageEntry): ImageSpec {
  const named = Object.entries(layers).map(([id, sizeBytes]) => ({ id, sizeBytes }))
  const namedBytes = named.reduce((total, { sizeBytes }) => total + sizeBytes, 0)
  const wholeBytes = size ?? (named.length > 0 ? namedBytes : imageSizeBytes)
  const rest = Math.max(0, wholeBytes - namedBytes)
  const own = rest > 0 || named.length === 0 ? [{ id: name, sizeBytes: rest }] : []
  return { name, sizeBytes: namedBytes + rest, layers: [...named, ...own], pullable }
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
