/**
 * What swarm mode needs of the run it is part of: the clock, a way to be called later, and a place to
 * state what has changed. Things are known by small numbers in the order in which they came.
 */
import type { NodeObject, ServiceObject, TaskObject } from './store/objects.ts'

/** What changes, with the meaning of the operands `a`, `b` and `c`; numbers are those of the objects. */
export const swarmChanges = {
  'node.added': ['node', 'availability', 'none'],
  'node.state': ['node', 'state', 'text'],
  /** Availability or labels, by what the user has asked for. */
  'node.specified': ['node', 'availability', 'none'],
  'node.role': ['node', 'role', 'none'],
  'node.removed': ['node', 'none', 'none'],
  'service.created': ['service', 'version', 'none'],
  'service.specified': ['service', 'version', 'none'],
  'service.updateState': ['service', 'updateState', 'text'],
  'service.removed': ['service', 'none', 'none'],
  /** Its service, slot and node are those of the object. */
  'task.created': ['task', 'desired', 'version'],
  'task.replaced': ['task', 'successor', 'cause'],
  'task.desired': ['task', 'desired', 'none'],
  /** The state, by who writes it. */
  'task.allocated': ['task', 'none', 'none'],
  'task.assigned': ['task', 'node', 'none'],
  'task.withdrawn': ['task', 'none', 'none'],
  'task.reported': ['task', 'state', 'text'],
  'task.rejected': ['task', 'none', 'text'],
  'task.orphaned': ['task', 'none', 'none'],
  'task.nodeRemoved': ['task', 'none', 'none'],
  /** Why it still waits. */
  'task.refused': ['task', 'text', 'none'],
  'task.deleted': ['task', 'none', 'none'],
  /** Nobody asks any more for what the task stands for. */
  'slot.dropped': ['task', 'none', 'none'],
  /** A name that tasks need: secret, config, network. */
  'object.created': ['kind', 'text', 'none'],
  'object.removed': ['kind', 'text', 'none'],
} as const

export type SwarmChangeType = keyof typeof swarmChanges

export interface SwarmContext {
  readonly seed: string
  nowUs(): number
  at(timeUs: number, callback: () => void): void
  /** The one way in which a change of the manager's state leaves it. */
  emit(type: SwarmChangeType, a: number, b: number, c: number): void
  /** How the task is called in texts. */
  nameOf(task: TaskObject): string
  /** Index of a text in the table of texts. */
  text(value: string): number
  /** A new thing, before the first change that names it. */
  addTask(task: TaskObject): void
  addService(service: ServiceObject): void
  addNode(node: NodeObject): void
  /** Absent where one manager is all there is: what it commits is committed. */
  readonly replicate?: (entry: ReplicatedEntry) => void
}

/**
 * One commit on its way through the managers' log: committed, or abandoned by a leader that is none any
 * more. What was abandoned is dropped or has survived, which the log of the next leader decides.
 */
export interface ReplicatedEntry {
  committed(): void
  abandoned(): void
  dropped(): void
  survived(): void
}
