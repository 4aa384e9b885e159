/**
 * Pulling an image: the layers that the node does not have yet, over its bandwidth. Layers that
 * two images share are fetched once per node.
 */
import type { ImageSpec, Model } from '../model/model.ts'
import type { EngineState } from './engine-state.ts'
import { withTag } from './engine-state.ts'

/** Images of the model by name with tag. */
export function imagesByName(model: Model): ReadonlyMap<string, ImageSpec> {
  return new Map(model.images.map((image) => [withTag(image.name), image]))
}

/** Time to fetch what is missing, in microseconds. */
export function pullTimeUs(model: Model, image: ImageSpec, state: EngineState): number {
  let bytes = 0
  for (const layer of image.layers) if (!state.layers.has(layer.id)) bytes += layer.sizeBytes
  if (image.layers.length === 0) bytes = image.sizeBytes
  const { pullBytesPerSecond, pullOverheadUs } = model.costs
  return pullOverheadUs + Math.round((bytes / pullBytesPerSecond) * 1e6)
}

export function cacheLayers(state: EngineState, image: ImageSpec): void {
  for (const layer of image.layers) state.layers.add(layer.id)
}
