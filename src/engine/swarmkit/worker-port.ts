/** What a worker of a swarm is given, and what can be done to it. */
import type { TaskStateCode } from '../../model/swarm-mode.ts'

/** How the container of a task behaves on a node. */
export interface TaskBehaviour {
  readonly prepareUs: number
  readonly startUs: number
  readonly stopUs: number
  /** By itself, so long after it runs; undefined for never. */
  readonly exitAfterUs?: number | undefined
  readonly exitState?: 'failed' | 'complete' | undefined
  readonly exitError?: string | undefined
  /** Why it is REJECTED once it would be prepared. */
  readonly rejection?: string | undefined
  readonly neverStops?: boolean | undefined
}

export const defaultBehaviour: TaskBehaviour = {
  prepareUs: 100_000,
  startUs: 50_000,
  stopUs: 100_000,
}

/** One task as the worker sees it; its identity is the manager's affair. */
export interface WorkerTask<Key> {
  readonly key: Key
  readonly image: string
  readonly desired: TaskStateCode
  /** As the manager has it. */
  readonly state: TaskStateCode
}

/** How the worker reaches the manager; the run decides what gets through. */
export interface WorkerPort<Key> {
  at(timeUs: number, callback: () => void): void
  /** The same for one function and many things: no closure has to be made for each. */
  afterWith<T>(delayUs: number, callback: (thing: T) => void, thing: T): void
  nowUs(): number
  /**
   * Registers and calls back when the session is open. `refused`: it tries again by itself after a while;
   * `unreachable`: there is nobody it could ask, and it is told to connect when that changes.
   */
  register(answered: () => void): 'taken' | 'refused' | 'unreachable'
  hasSession(): boolean
  /** The tasks that are assigned to it. */
  tasks(): Iterable<WorkerTask<Key>>
  report(key: Key, state: TaskStateCode, error: string): void
  /** Asked once for each task, when it begins to be prepared. */
  behaviourOf(key: Key, image: string): TaskBehaviour
  /** A task has come to this state on the machine. */
  happened(key: Key, state: TaskStateCode): void
  /** The task's container is removed, by force if it runs. */
  removed(key: Key): void
  /** The wait before the next attempt to register, after so many. */
  retryUs(attempt: number): number
  /** What is said of containers that were lost with their machine. */
  readonly lostError: string
  /** How often it looks at its tasks, from when it has registered. */
  readonly pollUs: number
}

export interface Worker<Key> {
  /** The machine is there and can reach the manager: it registers. */
  connect(): void
  /** Nothing gets through; containers go on. */
  cutOff(): void
  /** The same, and it does nothing by itself until it is thawed. */
  freeze(): void
  thaw(): void
  /** What gets through again, before it has noticed that nothing did. */
  resume(): void
  /** The containers are lost as well. */
  crash(): void
  /** By a policy of ours: whatever runs is stopped. */
  stopAll(why: string): void
  /** A container came to an end that nobody expected. */
  exited(key: Key, error: string): void
  /** The session has come to an end. */
  sessionLost(): void
  /** The task was assigned, or something else shall become of it. */
  taskChanged(task: WorkerTask<Key>): void
  taskDeleted(key: Key): void
  /** The node is out of the swarm: it does nothing any more. */
  leave(): void
}
