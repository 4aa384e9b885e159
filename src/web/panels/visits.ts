/** The steps that a thing has made in its life cycle so far. */
import type { MachineName } from '../../machine/machines.ts'
import { eventOfStep, stepOf } from '../../machine/steps.ts'
import { factTypes } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'

export interface Visit {
  readonly event: string
  readonly timeUs: number
}

export function visitsOf(
  trace: Trace,
  machine: MachineName,
  index: number,
  position: number,
): Visit[] {
  const visits: Visit[] = []
  for (let row = 0; row < position; row++) {
    if (trace.a[row] !== index) continue
    const step = stepOf[factTypes[trace.type[row]]]
    if (step?.machine !== machine) continue
    visits.push({ event: eventOfStep(step, trace.b[row]), timeUs: trace.timeUs[row] })
  }
  return visits
}
