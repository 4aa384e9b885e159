/** How labels are read: a missing one is empty text, and Swarm's own ID is one of them. */
import { type CompiledRequest, swarmIdLabel } from './request.ts'

type Labels = Readonly<Record<string, string>>

/** Own labels only: `constructor` is a legal key, and nobody has set it. */
export function labelOf(labels: Labels, key: string): string {
  return Object.hasOwn(labels, key) ? labels[key] : ''
}

export function containerLabel(
  container: { readonly swarmId: string; readonly request: CompiledRequest },
  key: string,
): string {
  if (key === swarmIdLabel && container.swarmId !== '') return container.swarmId
  return labelOf(container.request.labels, key)
}
