/**
 * Playing as fast as it reads: time stands almost still where something happened, for as long as its
 * words take, and what lies between is passed in under a second. Pure arithmetic from real to
 * virtual time; the story says what there is to read.
 */
import type { StoryEntry } from './story/entry.ts'

/** A person reads about four words a second; a glance at the picture is added. */
const msPerWord = 250
const glanceMs = 600

/** However much happens at one moment, it is not looked at for longer than this. */
const stopMsMax = 5_000

/** What lies closer together is read as one. */
const togetherUs = 200_000

/** A quiet span is passed in so long at most; a short one at the speed of real time. */
const quietMsMax = 800

export interface ReadingStop {
  readonly timeUs: number
  readonly readMs: number
}

/** Where time slows down, in its order. */
export function readingStops(story: readonly StoryEntry[]): ReadingStop[] {
  const stops: ReadingStop[] = []
  for (const { timeUs, text } of story) {
    const words = text.split(/\s+/).length
    const last = stops.at(-1)
    if (last !== undefined && timeUs - last.timeUs <= togetherUs) {
      const readMs = Math.min(stopMsMax, last.readMs + words * msPerWord)
      stops[stops.length - 1] = { ...last, readMs }
    } else stops.push({ timeUs, readMs: Math.min(stopMsMax, glanceMs + words * msPerWord) })
  }
  return stops
}

/** The virtual time `elapsedMs` later, when playing as fast as it reads. */
export function readOn(
  stops: readonly ReadingStop[],
  { timeUs, elapsedMs, endUs }: { timeUs: number; elapsedMs: number; endUs: number },
): number {
  let now = timeUs
  let leftMs = elapsedMs
  // The stop that is being read: the last one that has come.
  let at = lastStop(stops, now)
  while (leftMs > 0 && now < endUs) {
    const stop = stops[at]
    const nextUs = Math.min(endUs, stops[at + 1]?.timeUs ?? endUs)
    // While it is read, time goes on as in reality, but never into the next.
    const readUntilUs =
      stop === undefined
        ? now
        : Math.min(stop.timeUs + stop.readMs * 500, (stop.timeUs + nextUs) / 2)
    if (stop !== undefined && now < readUntilUs) {
      const usPerMs = (readUntilUs - stop.timeUs) / stop.readMs
      const stepMs = Math.min(leftMs, (readUntilUs - now) / usPerMs)
      now = stepMs === leftMs ? now + stepMs * usPerMs : readUntilUs
      leftMs -= stepMs
      continue
    }
    const quietFromUs = stop === undefined ? 0 : readUntilUs
    const usPerMs = Math.max(1000, (nextUs - quietFromUs) / quietMsMax)
    const stepMs = Math.min(leftMs, (nextUs - now) / usPerMs)
    now = stepMs === leftMs ? now + stepMs * usPerMs : nextUs
    leftMs -= stepMs
    if (now >= nextUs) at++
  }
  return Math.min(endUs, now)
}

/** Index of the last stop at or before `timeUs`, -1 for none. */
function lastStop(stops: readonly ReadingStop[], timeUs: number): number {
  let low = 0
  let high = stops.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (stops[middle].timeUs <= timeUs) low = middle + 1
    else high = middle
  }
  return low - 1
}
