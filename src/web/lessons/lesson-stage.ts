/**
 * How far a lesson lets anybody see. The page's machine keeps it, so that no key and no slider leads
 * past a question that is still open.
 */
import type { Timeline } from '../../projection/timeline.ts'
import type { Moment } from '../run/loaded-run.ts'
import * as playback from '../state/playback.ts'
import { activeRun, type WorkbenchContext } from '../state/workbench-context.ts'

export interface LessonStage {
  /** File of the lesson. */
  readonly path: string
  /** Index of the scene; nothing: where it was left in this browser. */
  readonly scene?: number | undefined
  /** Its address, and that of the scene. */
  readonly address: string
  readonly fromUs: number
  /** The last moment that can be seen. */
  readonly untilUs: number
  /** Free play: everything can be seen and done. */
  readonly isFree: boolean
}

/** The moment itself, or the last that can be seen before it. */
export function withinStage(context: WorkbenchContext, moment: Moment): Moment {
  const { lesson } = context
  const run = activeRun(context)
  if (lesson === undefined || lesson.isFree || run === undefined) return moment
  if (moment.timeUs <= lesson.untilUs) return moment
  return playback.seek(run.trace, lesson.untilUs)
}

/** The end of what can be played. */
export function stageEndUs({ lesson }: WorkbenchContext, endUs: number): number {
  return lesson === undefined || lesson.isFree ? endUs : Math.min(endUs, lesson.untilUs)
}

/** Without what happens later: words about it would stand before the veil where they have room. */
export function toldTimeline(
  timeline: Timeline,
  { lesson }: Pick<WorkbenchContext, 'lesson'>,
): Timeline {
  if (lesson === undefined || lesson.isFree) return timeline
  const isTold = ({ timeUs }: { readonly timeUs: number }) => timeUs <= lesson.untilUs
  return {
    ...timeline,
    happenings: timeline.happenings.filter(isTold),
    decisions: timeline.decisions.filter(isTold),
    lanes: timeline.lanes.map((lane) => ({
      ...lane,
      gaps: lane.gaps.filter(({ untilUs }) => untilUs <= lesson.untilUs),
    })),
  }
}

/** Whether the cluster may be changed, and other things looked at than the lesson shows. */
export function isFreeToAct({ lesson }: WorkbenchContext): boolean {
  return lesson === undefined || lesson.isFree
}
