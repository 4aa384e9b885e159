/**
 * A span of time that is looked at by itself: drawn on the lanes, or made with the keyboard fact by fact.
 * While there is one, playing ends at its end and begins again at its beginning.
 */
import { positionAt } from '../../machine/fold.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { isFreeToAct } from '../lessons/lesson-stage.ts'
import type { LoadedRun, Moment } from '../run/loaded-run.ts'
import * as playback from '../state/playback.ts'
import { activeRun, type WorkbenchContext } from '../state/workbench-context.ts'

export type PickEvent =
  | { readonly type: 'pick'; readonly span: TimeSpan | undefined }
  /** The moment goes on or back by a fact, and the span goes with it. */
  | { readonly type: 'pick.extended'; readonly by: 1 | -1 }

type Change = Partial<WorkbenchContext>

/** Both ends within the run, the earlier one first; nothing where nothing lies between them. */
export function picked(context: WorkbenchContext, span: TimeSpan | undefined): Change {
  const run = activeRun(context)
  if (run === undefined || span === undefined) return { picked: undefined }
  const within = (timeUs: number) => Math.max(0, Math.min(run.trace.endUs, timeUs))
  const fromUs = within(Math.min(span.fromUs, span.untilUs))
  const untilUs = within(Math.max(span.fromUs, span.untilUs))
  return { picked: untilUs > fromUs ? { fromUs, untilUs } : undefined }
}

export function extended(context: WorkbenchContext, by: 1 | -1): Change {
  const run = activeRun(context)
  // In a lesson nobody looks past what has run.
  if (run === undefined || !isFreeToAct(context)) return {}
  const { timeUs, picked: span } = context
  const moment = playback.stepFacts(run.trace, context, by)
  // The end that stays is the one at which the moment is not.
  const stays = span === undefined ? timeUs : timeUs === span.untilUs ? span.fromUs : span.untilUs
  const next = picked(context, { fromUs: stays, untilUs: moment.timeUs })
  return { hasMoved: true, ...moment, ...next }
}

/** What playing on leads to: not past the end of a span in which it began. */
export function withinPicked(
  { picked: span, timeUs }: WorkbenchContext,
  run: LoadedRun,
  moment: Moment,
): Moment {
  const isInside = span !== undefined && timeUs >= span.fromUs && timeUs < span.untilUs
  return isInside && moment.timeUs > span.untilUs ? playback.seek(run.trace, span.untilUs) : moment
}

export function isAtPickedEnd({ picked: span, timeUs }: WorkbenchContext): boolean {
  return span !== undefined && timeUs === span.untilUs
}

export interface SpanCounts {
  readonly facts: number
  readonly decisions: number
  /** Entries of the scenario's timeline. */
  readonly happenings: number
}

/** What happens at either end of a span does so in it. */
export function isIn(timeUs: number, { fromUs, untilUs }: TimeSpan): boolean {
  return timeUs >= fromUs && timeUs <= untilUs
}

/** What lies in a span; what happens at its beginning does. */
export function countsIn(
  { trace, timeline }: LoadedRun,
  { fromUs, untilUs }: TimeSpan,
): SpanCounts {
  const lies = ({ timeUs }: { readonly timeUs: number }) => isIn(timeUs, { fromUs, untilUs })
  return {
    facts: positionAt(trace, untilUs) - positionAt(trace, fromUs - 1),
    decisions: timeline.decisions.filter(lies).length,
    happenings: timeline.happenings.filter(lies).length,
  }
}
