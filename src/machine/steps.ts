/**
 * Which fact is which step of which machine: the one list that `apply` and `replay` share.
 */
import { type FactType, factTypes } from '../model/facts.ts'
import {
  containerStates,
  engineStates,
  managerStates,
  memberStates,
  nodeStates,
} from '../model/states.ts'
import { taskStateName } from '../model/swarm-mode.ts'
import { compileMachine, type TransitionTable } from './compile.ts'
import { type MachineName, machines } from './machines.ts'
import { taskTable } from './task-machine.ts'

export interface Step {
  readonly machine: MachineName
  /** `worker.` stands for one event per state: the fact's second operand says which. */
  readonly event: string
}

/** Which event the step is, for a fact with this second operand. */
export function eventOfStep({ event }: Step, b: number): string {
  return event === 'worker.' ? `worker.${taskStateName(b)}` : event
}

/** The fact's first operand (`a`) is the thing that makes the step. */
export const stepOf: Readonly<Partial<Record<FactType, Step>>> = {
  'node.joined': { machine: 'node', event: 'join' },
  'node.crashed': { machine: 'node', event: 'crash' },
  'node.frozen': { machine: 'node', event: 'freeze' },
  'node.cutOff': { machine: 'node', event: 'cutOff' },
  'node.recovered': { machine: 'node', event: 'recover' },
  'engine.listed': { machine: 'engine', event: 'list' },
  'engine.connected': { machine: 'engine', event: 'connect' },
  'engine.unhealthy': { machine: 'engine', event: 'fail' },
  'engine.reconnected': { machine: 'engine', event: 'reconnect' },
  'engine.mismatched': { machine: 'engine', event: 'mismatch' },
  'engine.dropped': { machine: 'engine', event: 'drop' },
  'node.added': { machine: 'member', event: 'add' },
  'node.ready': { machine: 'member', event: 'ready' },
  'node.down': { machine: 'member', event: 'lose' },
  'node.unknown': { machine: 'member', event: 'doubt' },
  'node.disconnected': { machine: 'member', event: 'disconnect' },
  'node.removed': { machine: 'member', event: 'remove' },
  'container.created': { machine: 'container', event: 'create' },
  'container.started': { machine: 'container', event: 'start' },
  'container.paused': { machine: 'container', event: 'pause' },
  'container.unpaused': { machine: 'container', event: 'unpause' },
  'container.exited': { machine: 'container', event: 'exit' },
  'container.died': { machine: 'container', event: 'exit' },
  'container.removed': { machine: 'container', event: 'remove' },
  'task.allocated': { machine: 'task', event: 'allocator.pending' },
  'task.assigned': { machine: 'task', event: 'scheduler.assigned' },
  'task.withdrawn': { machine: 'task', event: 'scheduler.shutdown' },
  'task.reported': { machine: 'task', event: 'worker.' },
  'task.rejected': { machine: 'task', event: 'enforcer.rejected' },
  'task.orphaned': { machine: 'task', event: 'dispatcher.orphaned' },
  'task.nodeRemoved': { machine: 'task', event: 'control.orphaned' },
  'manager.started': { machine: 'manager', event: 'start' },
  'raft.campaigned': { machine: 'manager', event: 'campaign' },
  'raft.steppedDown': { machine: 'manager', event: 'stepDown' },
  'raft.followed': { machine: 'manager', event: 'follow' },
  'manager.elected': { machine: 'manager', event: 'elect' },
  'manager.deposed': { machine: 'manager', event: 'depose' },
  'manager.left': { machine: 'manager', event: 'leave' },
  'manager.crashed': { machine: 'manager', event: 'crash' },
}

/** The compiled tables. */
export const tables: Readonly<Record<MachineName, TransitionTable>> = {
  node: compileMachine(machines.node, nodeStates),
  engine: compileMachine(machines.engine, engineStates),
  member: compileMachine(machines.member, memberStates),
  container: compileMachine(machines.container, containerStates),
  task: taskTable,
  manager: compileMachine(machines.manager, managerStates),
}

/** Event number of each fact code in its machine's table, -1 for facts that are no step. */
export const eventOf: Int8Array = Int8Array.from(factTypes, (type) => {
  const step = stepOf[type]
  return step ? tables[step.machine].events.indexOf(step.event) : -1
})
