/**
 * The objects of the manager's store. Everybody may read them; only the store changes them. A deleted
 * object is kept by whoever still holds it, and says that it is deleted.
 */

import type {
  Availability,
  ServiceSpec,
  SwarmNodeState,
  TaskStateCode,
  UpdateState,
} from '../../../model/swarm-mode.ts'
import type { NodeDescription, SwarmkitNode } from '../../../scheduler/swarmkit/node.ts'
import type { CompiledTaskSpec } from '../../../scheduler/swarmkit/task-spec.ts'

/** A specification with what is asked of it again and again. */
export interface CompiledSpec {
  readonly spec: ServiceSpec
  /** Equal for equal specifications. */
  readonly key: string
  /** The same for what makes a task outdated: the template without its placement, and the ports. */
  readonly taskKey: string
  readonly placementKey: string
  /** As the scheduler reads it. */
  readonly request: CompiledTaskSpec
}

export interface NodeObject {
  /** Counted; a node that joins again after its removal is another one. */
  readonly index: number
  readonly id: string
  role: 'worker' | 'manager'
  readonly address: string
  availability: Availability
  labels: Readonly<Record<string, string>>
  description: NodeDescription | undefined
  state: SwarmNodeState
  message: string
  isDeleted: boolean
  /** As the scheduler sees it. */
  view: SwarmkitNode
  /** Tasks that name it, in the order in which they came. */
  readonly tasks: Set<TaskObject>
}

export interface UpdateStatus {
  readonly state: Exclude<UpdateState, 'none'>
  readonly message: string
}

export interface SpecVersion {
  readonly spec: CompiledSpec
  readonly version: number
}

export interface ServiceObject {
  readonly index: number
  /** Its name: unique among the services that are there. */
  readonly id: string
  current: SpecVersion
  previous: SpecVersion | undefined
  updateStatus: UpdateStatus | undefined
  /** Counts the runs of a job. */
  jobIteration: number
  isDeleted: boolean
  readonly tasks: Set<TaskObject>
  /** The same by slot; all tasks of a global service are in slot 0. */
  readonly slots: Map<number, TaskObject[]>
}

export interface TaskObject {
  readonly index: number
  readonly service: ServiceObject
  /** 0 for global services and their jobs; jobs of a number of completions count from 0. */
  readonly slot: number
  readonly spec: CompiledSpec
  readonly specVersion: number
  readonly jobIteration: number
  readonly createdUs: number
  /** The task whose place it took. */
  readonly predecessor: TaskObject | undefined
  node: NodeObject | undefined
  desired: TaskStateCode
  state: TaskStateCode
  /** Why it ended, or why it waits. */
  error: string
  /** When its state was last written. */
  stateUs: number
  isDeleted: boolean
}
