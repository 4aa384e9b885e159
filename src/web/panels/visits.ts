/** The steps that a thing has made in its life cycle so far. */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  getInitialSnapshot,
  getNextSnapshot,
} from 'xstate'
import { type MachineName, machines } from '../../machine/machines.ts'
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

/** The states that such steps lead through, each with the time from which on it holds. */
export function statesOf(
  machine: MachineName,
  visits: readonly Visit[],
): { readonly state: string; readonly timeUs: number }[] {
  let snapshot = getInitialSnapshot(machines[machine]) as AnyMachineSnapshot
  const states = [{ state: String(snapshot.value), timeUs: 0 }]
  for (const { event, timeUs } of visits) {
    const definition: AnyStateMachine = machines[machine]
    snapshot = getNextSnapshot(definition, snapshot, { type: event })
    const state = String(snapshot.value)
    if (state !== states.at(-1)?.state) states.push({ state, timeUs })
  }
  return states
}
