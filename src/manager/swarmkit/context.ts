/**
 * What swarm mode needs of the run it is part of: the clock, a way to be called later, and a place to
 * state what has changed. Things are known by small numbers in the order in which they came.
 */
import type { SwarmChangeType } from '../../model/swarm-mode.ts'
import type { NodeObject, ServiceObject, TaskObject } from './store/objects.ts'

export interface SwarmContext {
  readonly seed: string
  nowUs(): number
  at(timeUs: number, callback: () => void): void
  /** The one way in which a change of the manager's state leaves it. */
  emit(type: SwarmChangeType, a: number, b: number, c: number): void
  /** Index of a text in the table of texts. */
  text(value: string): number
  /** A new thing, before the first change that names it. */
  addTask(task: TaskObject): void
  addService(service: ServiceObject): void
  addNode(node: NodeObject): void
}
