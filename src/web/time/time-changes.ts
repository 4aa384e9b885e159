/** What the ways of going through time change: pure functions, named after the events. */
import { type ReadingStop, readingStops, readOn } from '../../projection/reading-pace.ts'
import type { LoadedRun, Moment } from '../run/loaded-run.ts'
import { findFact, seek } from '../state/playback.ts'
import { nextBroken } from './broken-parts.ts'

const stopsOf = new WeakMap<LoadedRun, readonly ReadingStop[]>()

/** The moment after a frame that plays as fast as it reads. */
export function readFurther(
  run: LoadedRun,
  timeUs: number,
  elapsedMs: number,
  endUs = run.trace.endUs,
): Moment {
  let stops = stopsOf.get(run)
  if (stops === undefined) {
    stops = readingStops(run.story)
    stopsOf.set(run, stops)
  }
  return seek(run.trace, readOn(stops, { timeUs, elapsedMs, endUs }), endUs)
}

/** To just after the next failure of a machine, or the one before. */
export function toFailure({ trace }: LoadedRun, moment: Moment, by: 1 | -1): Moment {
  return findFact(trace, moment, by, ['node.crashed', 'node.frozen', 'node.cutOff'])
}

/** To where the next expectation breaks; stays where none does. */
export function toBroken(run: LoadedRun, moment: Moment, by: 1 | -1): Moment {
  const timeUs = nextBroken(run.expectations ?? [], moment.timeUs, by)
  if (timeUs !== undefined) return seek(run.trace, timeUs)
  return { timeUs: moment.timeUs, position: moment.position }
}
