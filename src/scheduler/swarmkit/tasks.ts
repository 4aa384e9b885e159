/**
 * The tasks the scheduler knows, in columns, by small numbers (handles) that are used again. A task
 * counts on its node from assignment until it is past RUNNING or gone; `book` and `unbook` are the only
 * places where that changes.
 */
import { growInt32 } from '../../sim/growable.ts'
import { type ClusterColumns, freeIfUnnamed, noteChange, portColumn } from './cluster.ts'
import { claim, giveBack } from './generic-resources.ts'
import type { GroupKey } from './group.ts'
import { countsOf, type Service } from './services.ts'
import type { CompiledTaskSpec } from './task-spec.ts'
import { taskState } from './task-state.ts'

export interface TaskColumns {
  /** Handles in use or free again. */
  count: number
  readonly free: number[]
  readonly services: Service[]
  readonly specs: CompiledTaskSpec[]
  /** Spec version, `oneOff` for none. */
  version: Int32Array
  /** Slot, -1 for none. */
  node: Int32Array
  state: Int32Array
  desired: Int32Array
  /** Epoch of the node at which the task was booked there; 0 when it is not. */
  bookedAt: Int32Array
  /** Bits of `flag`. */
  flags: Int32Array
  /** Of waiting tasks, by handle. */
  readonly errors: Map<number, string>
}

export const flag = {
  /** The scheduler has heard of it and it can still hold something. */
  known: 1,
  /** In the queue of tasks without a node. */
  queued: 2,
  /** Came with a node: the scheduler did not choose it. */
  preassigned: 4,
  /** Deleted, but still in the queue. */
  deleted: 8,
  /** Past RUNNING, but still in the queue. */
  ended: 16,
} as const

export function createTasks(): TaskColumns {
  return {
    count: 0,
    free: [],
    services: [],
    specs: [],
    version: new Int32Array(0),
    node: new Int32Array(0),
    state: new Int32Array(0),
    desired: new Int32Array(0),
    bookedAt: new Int32Array(0),
    flags: new Int32Array(0),
    errors: new Map(),
  }
}

export function newTask(tasks: TaskColumns): number {
  const handle = tasks.free.pop() ?? tasks.count++
  if (handle >= tasks.node.length) {
    const length = handle + 1
    tasks.version = growInt32(tasks.version, length)
    tasks.node = growInt32(tasks.node, length)
    tasks.state = growInt32(tasks.state, length)
    tasks.desired = growInt32(tasks.desired, length)
    tasks.bookedAt = growInt32(tasks.bookedAt, length)
    tasks.flags = growInt32(tasks.flags, length)
  }
  return handle
}

/** What the scheduler groups it by. */
export function groupKeyOf({ services, version, specs }: TaskColumns, handle: number): GroupKey {
  return { service: services[handle], version: version[handle], spec: specs[handle] }
}

export function isActive(tasks: TaskColumns, handle: number): boolean {
  return tasks.desired[handle] <= taskState.complete
}

export function isBooked(tasks: TaskColumns, cluster: ClusterColumns, handle: number): boolean {
  const slot = tasks.node[handle]
  return slot >= 0 && tasks.bookedAt[handle] === cluster.epoch[slot] && cluster.isKnown[slot] === 1
}

/** The task names another node, or none (-1). It is not booked anywhere. */
export function nameNode(
  tasks: TaskColumns,
  cluster: ClusterColumns,
  { handle, slot }: { readonly handle: number; readonly slot: number },
): void {
  const before = tasks.node[handle]
  if (before === slot) return
  tasks.node[handle] = slot
  tasks.bookedAt[handle] = 0
  if (slot >= 0) cluster.namedBy[slot]++
  if (before < 0) return
  cluster.namedBy[before]--
  freeIfUnnamed(cluster, before)
}

/** The task holds its reservation on the node that it names. */
export function book(tasks: TaskColumns, cluster: ClusterColumns, handle: number): void {
  const slot = tasks.node[handle]
  const spec = tasks.specs[handle]
  tasks.bookedAt[handle] = cluster.epoch[slot]
  if (spec.reserves) {
    cluster.reservedCpus[slot] += spec.nanoCpus
    cluster.reservedMemory[slot] += spec.memoryBytes
    cluster.freeCpus[slot] -= spec.nanoCpus
    cluster.freeMemory[slot] -= spec.memoryBytes
    if (spec.generic.length > 0) bookGeneric(cluster, { handle, slot, spec })
  }
  if (spec.hostPorts.length > 0) setPorts(cluster, slot, { spec, taken: 1 })
  if (isActive(tasks, handle)) countActive(tasks, cluster, { handle, by: 1 })
  noteChange(cluster, slot)
}

/** The opposite; `wasActive` as it was counted. */
export function unbook(tasks: TaskColumns, cluster: ClusterColumns, handle: number): void {
  const slot = tasks.node[handle]
  const spec = tasks.specs[handle]
  tasks.bookedAt[handle] = 0
  if (spec.reserves) {
    cluster.reservedCpus[slot] -= spec.nanoCpus
    cluster.reservedMemory[slot] -= spec.memoryBytes
    cluster.freeCpus[slot] += spec.nanoCpus
    cluster.freeMemory[slot] += spec.memoryBytes
    if (spec.generic.length > 0) unbookGeneric(cluster, handle, slot)
  }
  // Set or not, never counted: another task with the same port loses its mark as well.
  if (spec.hostPorts.length > 0) setPorts(cluster, slot, { spec, taken: 0 })
  if (isActive(tasks, handle)) countActive(tasks, cluster, { handle, by: -1 })
  noteChange(cluster, slot)
}

/** A booked task shall (not) go past COMPLETE now. */
export function setDesired(
  tasks: TaskColumns,
  cluster: ClusterColumns,
  { handle, desired }: { readonly handle: number; readonly desired: number },
): void {
  const before = isActive(tasks, handle)
  tasks.desired[handle] = desired
  const after = isActive(tasks, handle)
  if (before === after || !isBooked(tasks, cluster, handle)) return
  countActive(tasks, cluster, { handle, by: after ? 1 : -1 })
  noteChange(cluster, tasks.node[handle])
}

function countActive(
  tasks: TaskColumns,
  cluster: ClusterColumns,
  { handle, by }: { readonly handle: number; readonly by: 1 | -1 },
): void {
  const slot = tasks.node[handle]
  cluster.activeTasks[slot] += by
  countsOf(tasks.services[handle], cluster.slots)[slot] += by
}

function setPorts(
  cluster: ClusterColumns,
  slot: number,
  { spec, taken }: { readonly spec: CompiledTaskSpec; readonly taken: 0 | 1 },
): void {
  for (const port of spec.hostPorts) portColumn(cluster, port)[slot] = taken
}

function bookGeneric(
  cluster: ClusterColumns,
  { handle, slot, spec }: { handle: number; slot: number; spec: CompiledTaskSpec },
): void {
  const pool = cluster.generic[slot]
  const held = pool === undefined ? [] : claim(pool, spec.generic)
  if (held.length === 0) return
  let claims = cluster.claims[slot]
  if (claims === undefined) {
    claims = new Map()
    cluster.claims[slot] = claims
  }
  claims.set(handle, held)
}

function unbookGeneric(cluster: ClusterColumns, handle: number, slot: number): void {
  const held = cluster.claims[slot]?.get(handle)
  if (held === undefined) return
  cluster.claims[slot]?.delete(handle)
  const total = cluster.nodes[slot].description?.resources?.generic
  if (total === undefined) return
  cluster.generic[slot] ??= new Map()
  giveBack(cluster.generic[slot], held, total)
}
