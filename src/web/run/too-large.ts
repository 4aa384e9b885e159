/**
 * What does not fit in a browser is refused before it is computed. With 150,000 containers the page holds 192 MB
 * (88 of objects, 104 of buffers, Chromium 147), about 1.3 kB for each, and the worker as much again; a page may hold
 * 3.7 GB. So a million fits with room to spare, and two do not.
 */
import type { Model } from '../../model/model.ts'

export const containersMax = 1_000_000

/** A run that would end the page instead of showing anything. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError'
}

/** @throws TooLargeError where more is asked for than a browser can hold */
export function refuseTooLarge(model: Model): void {
  const containers = askedFor(model)
  if (containers <= containersMax) return
  throw new TooLargeError(
    `${(containers / 1e6).toFixed(1)} million containers are asked for, and ${containersMax / 1e6} million is what fits in a browser. ` +
      'Use reberth run with this file: it tells the story and the tables in the terminal.',
  )
}

/** How many containers or tasks are asked for, each time that they are. */
export function askedFor({ timeline, nodes }: Model): number {
  let count = 0
  for (const { action } of timeline) {
    switch (action.type) {
      case 'container.run':
        count++
        break
      case 'compose.up':
      case 'compose.scale':
        count += action.containers.length
        break
      case 'service.create':
        count += action.spec.mode.type === 'replicated' ? action.spec.mode.replicas : nodes.length
        break
      case 'service.update':
        count += action.change.replicas ?? 0
        break
      default:
        break
    }
  }
  return count
}
