/**
 * When claims are true in a part of a run. As for expectations, a claim is looked at after all facts
 * of a moment and holds until the next; `recovery` is looked at when something happens only.
 */
import type { Cluster } from '../../model/cluster.ts'
import type { Claim } from '../../model/lesson.ts'
import type { Trace } from '../../model/trace.ts'
import { compare, createMeasure, type Measured } from '../measure.ts'
import { createOutageTracker } from '../outages.ts'
import { createPlacedOn } from '../placed-on.ts'
import { createTally } from '../tally.ts'
import { createTaskTally } from '../task-counts.ts'
import { walk } from '../walk.ts'

export interface ClaimTimes {
  /** True at the first moment already. */
  readonly isTrueBefore: boolean
  /** First moment at which it is true, -1 for none. */
  readonly firstUs: number
  readonly isTrueAtEnd: boolean
  /** What was measured at the last moment. */
  readonly measured: Measured
}

/** Looks at the moments from `fromUs` to `untilUs`, both included. */
export function claimTimes(
  trace: Trace,
  claims: readonly Claim[],
  { fromUs, untilUs }: { readonly fromUs: number; readonly untilUs: number },
): readonly ClaimTimes[] {
  const placedOn = createPlacedOn(trace)
  const tally = createTally(trace, placedOn)
  const tasks = createTaskTally(trace)
  const outages = createOutageTracker(trace, placedOn)
  const measures = claims.map(({ quantity }) =>
    createMeasure({ trace, tally, tasks, outages }, quantity),
  )
  const found = claims.map(() => ({
    isTrueBefore: false,
    firstUs: -1,
    isTrueAtEnd: false,
    measured: '' as Measured,
  }))

  let sinceUs = 0
  function see(untilFactUs: number, cluster: Cluster): void {
    const atUs = Math.max(sinceUs, fromUs)
    if (atUs >= untilFactUs || atUs > untilUs) return
    for (const [index, { comparison, value }] of claims.entries()) {
      const measured = measures[index](cluster, atUs)
      const holds = compare(measured, comparison, value)
      const times = found[index]
      times.measured = measured
      times.isTrueAtEnd = holds
      if (!holds) continue
      if (atUs === fromUs) times.isTrueBefore = true
      if (times.firstUs < 0) times.firstUs = atUs
    }
  }
  const moments = {
    before({ timeUs }: { timeUs: number }, cluster: Cluster) {
      if (timeUs > sinceUs) see(timeUs, cluster)
      sinceUs = timeUs
    },
  }
  const end = walk(trace, [moments, placedOn, tally, tasks, outages])
  see(trace.endUs + 1, end)
  return found
}
