/**
 * The life of one thing as a stream that follows the playhead: forward every step is an event and a
 * snapshot, back is one snapshot of the state at that moment. The steps are taken by the XState machine
 * itself, so that a snapshot is what XState says and no copy of it.
 */
import { type AnyMachineSnapshot, getInitialSnapshot, getNextSnapshot } from 'xstate'
import { machines } from '../../machine/machines.ts'
import { eventOfStep, stepOf } from '../../machine/steps.ts'
import { factTypes } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import type { Moment } from '../run/loaded-run.ts'
import {
  actorEvent,
  eventEvent,
  type InspectionEvent,
  type SentSnapshot,
  snapshotEvent,
} from './inspection-event.ts'
import type { Life } from './lives.ts'

export interface LifeStream {
  /** Registers the actor and tells its life up to the moment. */
  begin(moment: Moment): InspectionEvent[]
  /** What there is to tell between the last moment and this one. */
  moveTo(moment: Moment): InspectionEvent[]
}

export function createLifeStream(trace: Trace, life: Life): LifeStream {
  const first = getInitialSnapshot(machines[life.machine])
  const steps = stepsOf(trace, life, first)
  /** Steps that have been told. */
  let told = 0
  const moveTo = ({ timeUs, position }: Moment): InspectionEvent[] => {
    const before = told
    told = countBefore(steps, position)
    if (told >= before) {
      return steps.slice(before, told).flatMap((step) => {
        const sent = { event: { type: step.event }, snapshot: sentOf(step.snapshot) }
        return [eventEvent(life, sent.event, step.timeUs), snapshotEvent(life, sent, step.timeUs)]
      })
    }
    const event = { type: 'playhead.movedBack' }
    const snapshot = sentOf(told === 0 ? first : steps[told - 1].snapshot)
    return [snapshotEvent(life, { event, snapshot }, timeUs)]
  }
  return {
    begin(moment) {
      told = 0
      return [actorEvent(life, sentOf(first), 0), ...moveTo(moment)]
    },
    moveTo,
  }
}

interface TakenStep {
  readonly row: number
  readonly timeUs: number
  readonly event: string
  readonly snapshot: AnyMachineSnapshot
}

function stepsOf(trace: Trace, { machine, index }: Life, first: AnyMachineSnapshot): TakenStep[] {
  const steps: TakenStep[] = []
  let snapshot = first
  for (let row = 0; row < trace.length; row++) {
    if (trace.a[row] !== index) continue
    const step = stepOf[factTypes[trace.type[row]]]
    if (step?.machine !== machine) continue
    const event = eventOfStep(step, trace.b[row])
    snapshot = getNextSnapshot(machines[machine], snapshot as never, { type: event } as never)
    steps.push({ row, timeUs: trace.timeUs[row], event, snapshot })
  }
  return steps
}

function countBefore(steps: readonly TakenStep[], position: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (steps[middle].row < position) low = middle + 1
    else high = middle
  }
  return low
}

function sentOf({ status, value }: AnyMachineSnapshot): SentSnapshot {
  return { status, value: value as unknown, context: {} }
}
