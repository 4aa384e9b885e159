/**
 * Drives a finished trace through the XState definitions themselves, one machine per node, engine,
 * container and manager: an independent check of the compiled tables that the run used.
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  getInitialSnapshot,
  getNextSnapshot,
} from 'xstate'
import { factTypes } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import { type MachineName, machines } from './machines.ts'
import { eventOfStep, stepOf } from './steps.ts'

export type Replay =
  | {
      readonly type: 'legal'
      /** Facts that are a step of a machine. */
      readonly steps: number
    }
  | {
      readonly type: 'illegal'
      /** Number of the fact, from 0. */
      readonly row: number
      readonly timeUs: number
      readonly machine: MachineName
      /** Name of the thing that cannot take the step. */
      readonly entity: string
      readonly state: string
      readonly event: string
    }

/** Ends at the first illegal step. */
export function replay(trace: Trace): Replay {
  const snapshots = new Map<string, AnyMachineSnapshot>()
  const beginnings = beginningOfEach()
  let steps = 0
  for (let row = 0; row < trace.length; row++) {
    const step = stepOf[factTypes[trace.type[row]]]
    if (!step) continue
    const definition: AnyStateMachine = machines[step.machine]
    const entity = trace.a[row]
    const key = `${step.machine} ${entity}`
    const snapshot = snapshots.get(key) ?? beginnings[step.machine]
    const event = { type: eventOfStep(step, trace.b[row]) }
    if (!snapshot.can(event)) {
      return {
        type: 'illegal',
        row,
        timeUs: trace.timeUs[row],
        machine: step.machine,
        entity: nameOf(trace, step.machine, entity),
        state: String(snapshot.value),
        event: event.type,
      }
    }
    snapshots.set(key, getNextSnapshot(definition, snapshot, event))
    steps++
  }
  return { type: 'legal', steps }
}

/** Every thing of a kind begins in the same state. */
function beginningOfEach(): Record<MachineName, AnyMachineSnapshot> {
  return {
    node: getInitialSnapshot(machines.node),
    engine: getInitialSnapshot(machines.engine),
    member: getInitialSnapshot(machines.member),
    container: getInitialSnapshot(machines.container),
    task: getInitialSnapshot(machines.task),
    manager: getInitialSnapshot(machines.manager),
  }
}

function nameOf({ model, tables }: Trace, machine: MachineName, index: number): string {
  switch (machine) {
    case 'node':
    case 'engine':
    case 'member':
      return model.nodes[index]?.name ?? `number ${index}`
    case 'container':
    case 'task':
      return tables.containers[index]?.name ?? `number ${index}`
    case 'manager':
      return model.manager.managers[index]?.name ?? `number ${index}`
  }
}
