/** Facts of one kind that come close together are told together. */
import type { Severity, StoryEntry, Who } from './entry.ts'
import { grouped } from './words.ts'

/** A fact that is told. */
export interface Told {
  readonly timeUs: number
  readonly row: number
}

/** Equal keys belong together as long as one comes no later than `gapUs` after the other. */
export function bursts<T extends Told>(
  events: readonly T[],
  key: (event: T) => string,
  gapUs: number,
): T[][] {
  return [...grouped(events, key).values()].flatMap((ofOneKey) => {
    const parts: T[][] = []
    for (const event of ofOneKey) {
      const part = parts.at(-1)
      const last = part?.at(-1)
      if (part && last && event.timeUs - last.timeUs <= gapUs) part.push(event)
      else parts.push([event])
    }
    return parts
  })
}

/** The entry of a burst, which lasts from its first fact to its last. */
export function burstEntry(
  burst: readonly Told[],
  entry: {
    readonly who: Who
    readonly text: string
    readonly severity: Severity
    readonly details?: readonly string[]
  },
): StoryEntry {
  const first = burst[0]
  const last = burst[burst.length - 1]
  return {
    details: [],
    ...entry,
    timeUs: first.timeUs,
    untilUs: last.timeUs,
    rows: [first.row, last.row],
  }
}

/** `10.2 s`, `10.2 s to 14.9 s`. */
export function rangeInWords(
  durationsUs: readonly number[],
  format: (durationUs: number) => string,
): string {
  let least = durationsUs[0]
  let most = durationsUs[0]
  for (const duration of durationsUs) {
    least = Math.min(least, duration)
    most = Math.max(most, duration)
  }
  const [shortest, longest] = [format(least), format(most)]
  return shortest === longest ? shortest : `${shortest} to ${longest}`
}
