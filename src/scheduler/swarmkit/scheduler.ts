/**
 * The scheduler of SwarmKit (swarm mode) over a picture of the cluster that is kept up to date change by
 * change. The manager owns it: it reports each service, node and task it knows of and calls `schedule`
 * when the store has been quiet for a moment. What `schedule` answers is decided and booked; the
 * manager writes it down and reports none of it back. Every choice left open is made by the chance
 * object it was given.
 */
import { assert } from '../../sim/assert.ts'
import type { SwarmkitChance } from './chance.ts'
import { type ClusterColumns, createCluster, putNode, takeNode } from './cluster.ts'
import type { SpreadBy } from './load.ts'
import type { SwarmkitNode } from './node.ts'
import type { PickyColumns } from './picky-nodes.ts'
import { createPreferenceTrees, type PreferenceTrees } from './preference-tree.ts'
import { createQueue, type Queue } from './queue.ts'
import { type SchedulingRound, scheduleRound } from './round.ts'
import { createServices, forgetNode, type Services, serviceOf } from './services.ts'
import { type AllStandings, createAllStandings } from './standings.ts'
import { addTask, removeTask, type TaskChange, updateTask } from './task-changes.ts'
import type { CompiledTaskSpec } from './task-spec.ts'
import type { TaskState } from './task-state.ts'
import { createTasks, type TaskColumns } from './tasks.ts'

export interface SwarmkitTask {
  /** `''` for a task without a service. */
  readonly service: string
  /** Of the service when the task was made; a task without one is scheduled by itself. */
  readonly specVersion?: number
  readonly spec: CompiledTaskSpec
  readonly state: TaskState
  readonly desired: TaskState
  /** The node's slot, -1 for none; given with state PENDING the task is preassigned (a global service). */
  readonly node?: number
}

export interface SwarmkitScheduler {
  /** The service exists, with this spec version. Reported before its tasks. */
  setService(id: string, specVersion: number): void
  removeService(id: string): void
  /** Adds the node, or takes in what has changed about it. Returns its slot. */
  setNode(node: SwarmkitNode): number
  /** Its tasks count no more, until they are reported anew on a node with the same ID. */
  removeNode(slot: number): void
  /** Returns the task's handle. Tasks before PENDING or past RUNNING are welcome but hold nothing. */
  addTask(task: SwarmkitTask): number
  /** The task's state, its desired state or its node has changed. */
  updateTask(handle: number, change: TaskChange): void
  /** The task is deleted. Its handle becomes invalid. */
  removeTask(handle: number): void
  /**
   * Whether a call of `schedule` would look at anything: at preassigned tasks that wait, or at all
   * waiting tasks because something has changed that may help them.
   */
  needsRound(): boolean
  schedule(timeUs: number): SchedulingRound
  /** Slot of the task's node, -1 for none. */
  nodeOf(handle: number): number
  /** Why the task waits; `''` if it does not, or was not looked at yet. */
  errorOf(handle: number): string
  /** Active tasks on the node: all, or those of one service. */
  activeTasks(slot: number, service?: string): number
}

/** Everything the parts of the scheduler share. */
export interface Placer {
  readonly chance: SwarmkitChance
  readonly cluster: ClusterColumns
  readonly services: Services
  readonly tasks: TaskColumns
  readonly queue: Queue
  readonly picky: PickyColumns
  readonly trees: PreferenceTrees
  readonly standings: AllStandings
}

export function createSwarmkitScheduler(
  chance: SwarmkitChance,
  spreadBy: SpreadBy = 'tasks',
): SwarmkitScheduler {
  return schedulerOver(createPlacer(chance, spreadBy))
}

export function createPlacer(chance: SwarmkitChance, spreadBy: SpreadBy = 'tasks'): Placer {
  return {
    chance,
    cluster: createCluster(spreadBy),
    services: createServices(),
    tasks: createTasks(),
    queue: createQueue(),
    picky: new Map(),
    trees: createPreferenceTrees(),
    standings: createAllStandings(),
  }
}

export function schedulerOver(placer: Placer): SwarmkitScheduler {
  const { cluster, services, tasks, queue } = placer
  return {
    setService(id, specVersion) {
      serviceOf(services, id).specVersion = specVersion
    },
    removeService(id) {
      serviceOf(services, id).specVersion = undefined
    },
    setNode(node) {
      queue.isTickDue = true
      return putNode(cluster, node)
    },
    removeNode(slot) {
      assert(cluster.isKnown[slot] === 1, 'a node is removed once')
      forgetNode(services, slot)
      takeNode(cluster, slot)
    },
    addTask: (task) => addTask(placer, task),
    updateTask: (handle, change) => updateTask(placer, handle, change),
    removeTask: (handle) => removeTask(placer, handle),
    needsRound: () => queue.preassigned.size > 0 || queue.isTickDue,
    schedule: (timeUs) => scheduleRound(placer, timeUs),
    nodeOf: (handle) => tasks.node[handle],
    errorOf: (handle) => tasks.errors.get(handle) ?? '',
    activeTasks(slot, service) {
      if (service === undefined) return cluster.activeTasks[slot]
      return services.byId.get(service)?.counts[slot] ?? 0
    },
  }
}
