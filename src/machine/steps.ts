/**
 * Which fact is which step of which machine: the one list that `apply` and `replay` share.
 */
import { type FactType, factTypes } from '../model/facts.ts'
import { containerStates, engineStates, managerStates, nodeStates } from '../model/states.ts'
import { compileMachine, type TransitionTable } from './compile.ts'
import { type MachineName, machines } from './machines.ts'

export interface Step {
  readonly machine: MachineName
  readonly event: string
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
  'container.created': { machine: 'container', event: 'create' },
  'container.started': { machine: 'container', event: 'start' },
  'container.paused': { machine: 'container', event: 'pause' },
  'container.unpaused': { machine: 'container', event: 'unpause' },
  'container.exited': { machine: 'container', event: 'exit' },
  'container.died': { machine: 'container', event: 'exit' },
  'container.removed': { machine: 'container', event: 'remove' },
  'manager.started': { machine: 'manager', event: 'start' },
  'manager.elected': { machine: 'manager', event: 'elect' },
  'manager.deposed': { machine: 'manager', event: 'depose' },
  'manager.crashed': { machine: 'manager', event: 'crash' },
}

/** The compiled tables. */
export const tables: Readonly<Record<MachineName, TransitionTable>> = {
  node: compileMachine(machines.node, nodeStates),
  engine: compileMachine(machines.engine, engineStates),
  container: compileMachine(machines.container, containerStates),
  manager: compileMachine(machines.manager, managerStates),
}

/** Event number of each fact code in its machine's table, -1 for facts that are no step. */
export const eventOf: Int8Array = Int8Array.from(factTypes, (type) => {
  const step = stepOf[type]
  return step ? tables[step.machine].events.indexOf(step.event) : -1
})
