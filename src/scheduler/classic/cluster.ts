/**
 * What the scheduler knows of nodes and containers, in columns. Nodes and containers have small
 * numbers (slots and handles) that are used again after removal; sums per node are kept as changes
 * come in. Nothing is decided here.
 */
import { assert } from '../../sim/assert.ts'
import { growFloat64, growInt32 } from '../../sim/growable.ts'
import { createNodeSet, growNodeSet, type NodeSet, putInSet, wordsFor } from './node-set.ts'
import { healthOf } from './resources.ts'
import type {
  SchedulerContainer,
  SchedulerHealth,
  SchedulerImage,
  SchedulerNode,
} from './scheduler.ts'

export interface ClusterColumns {
  readonly failureRetry: number
  /** Slots there is room for. */
  capacity: number
  /** Slots in use or free again: all are below this number. */
  slots: number
  readonly freeSlots: number[]
  /** Slots in use. */
  known: NodeSet
  /** Slots with a health above 0. */
  healthy: NodeSet
  readonly nodes: SchedulerNode[]
  readonly images: (readonly SchedulerImage[])[]
  readonly states: SchedulerHealth[]
  /** 0 to 100. */
  health: Int32Array
  totalCpus: Float64Array
  totalMemoryBytes: Float64Array
  usedCpus: Float64Array
  usedMemoryBytes: Float64Array
  containerCount: Int32Array
  /** When the node was added, counted: the input order. */
  addedAt: Float64Array
  added: number
  /** Slots ascend in input order. False once a freed slot was used again. */
  inOrder: boolean
  /** Per node: its first and last container, -1 for none. */
  firstContainer: Int32Array
  lastContainer: Int32Array
  /** Per container handle. */
  readonly containers: SchedulerContainer[]
  containerNode: Int32Array
  nextContainer: Int32Array
  previousContainer: Int32Array
  readonly freeHandles: number[]
  /** Containers in all. */
  total: number
  /** Slots whose scores may have changed, a ring written at `changes % length`. */
  readonly changed: Int32Array
  changes: number
}

/** A scorer that lags further behind than this computes everything anew. */
const changedMax = 1024

export function createCluster(failureRetry: number): ClusterColumns {
  assert(failureRetry >= 1, 'failureRetry is at least 1')
  return {
    failureRetry,
    capacity: 0,
    slots: 0,
    freeSlots: [],
    known: createNodeSet(0),
    healthy: createNodeSet(0),
    nodes: [],
    images: [],
    states: [],
    health: new Int32Array(0),
    totalCpus: new Float64Array(0),
    totalMemoryBytes: new Float64Array(0),
    usedCpus: new Float64Array(0),
    usedMemoryBytes: new Float64Array(0),
    containerCount: new Int32Array(0),
    addedAt: new Float64Array(0),
    added: 0,
    inOrder: true,
    firstContainer: new Int32Array(0),
    lastContainer: new Int32Array(0),
    containers: [],
    containerNode: new Int32Array(0),
    nextContainer: new Int32Array(0),
    previousContainer: new Int32Array(0),
    freeHandles: [],
    total: 0,
    changed: new Int32Array(changedMax),
    changes: 0,
  }
}

/** The caller has made room: see `growNodes`. */
export function putNode(cluster: ClusterColumns, node: SchedulerNode): number {
  const reused = cluster.freeSlots.pop()
  const slot = reused ?? cluster.slots++
  if (reused !== undefined && slot < cluster.slots - 1) cluster.inOrder = false
  cluster.images[slot] = []
  cluster.usedCpus[slot] = 0
  cluster.usedMemoryBytes[slot] = 0
  cluster.containerCount[slot] = 0
  cluster.addedAt[slot] = cluster.added++
  cluster.firstContainer[slot] = -1
  cluster.lastContainer[slot] = -1
  putInSet(cluster.known, slot, true)
  putNodeProperties(cluster, slot, node)
  putHealth(cluster, slot, { state: 'healthy', failures: 0 })
  return slot
}

export function putNodeProperties(
  cluster: ClusterColumns,
  slot: number,
  node: SchedulerNode,
): void {
  cluster.nodes[slot] = node
  cluster.totalCpus[slot] = node.totalCpus
  cluster.totalMemoryBytes[slot] = node.totalMemoryBytes
  noteChange(cluster, slot)
}

/** The node's containers are gone already. */
export function takeNode(cluster: ClusterColumns, slot: number): void {
  assert(cluster.containerCount[slot] === 0, 'a node is emptied before it is removed')
  putInSet(cluster.known, slot, false)
  putInSet(cluster.healthy, slot, false)
  cluster.freeSlots.push(slot)
  cluster.images[slot] = []
  noteChange(cluster, slot)
}

export function putHealth(cluster: ClusterColumns, slot: number, health: SchedulerHealth): void {
  const { state, failures } = health
  const number = healthOf(state === 'healthy', failures, cluster.failureRetry)
  cluster.states[slot] = health
  cluster.health[slot] = number
  putInSet(cluster.healthy, slot, number > 0)
  noteChange(cluster, slot)
}

export function putContainer(
  cluster: ClusterColumns,
  slot: number,
  container: SchedulerContainer,
): number {
  const handle = cluster.freeHandles.pop() ?? cluster.containers.length
  if (handle >= cluster.containerNode.length) growContainers(cluster)
  const last = cluster.lastContainer[slot]
  cluster.containers[handle] = container
  cluster.containerNode[handle] = slot
  cluster.previousContainer[handle] = last
  cluster.nextContainer[handle] = -1
  if (last < 0) cluster.firstContainer[slot] = handle
  else cluster.nextContainer[last] = handle
  cluster.lastContainer[slot] = handle
  cluster.containerCount[slot]++
  cluster.usedCpus[slot] += container.request.cpus
  cluster.usedMemoryBytes[slot] += container.request.memoryBytes
  cluster.total++
  noteChange(cluster, slot)
  return handle
}

export function takeContainer(cluster: ClusterColumns, handle: number): void {
  const slot = cluster.containerNode[handle]
  const next = cluster.nextContainer[handle]
  const previous = cluster.previousContainer[handle]
  if (previous < 0) cluster.firstContainer[slot] = next
  else cluster.nextContainer[previous] = next
  if (next < 0) cluster.lastContainer[slot] = previous
  else cluster.previousContainer[next] = previous
  const { request } = cluster.containers[handle]
  cluster.containerCount[slot]--
  cluster.usedCpus[slot] -= request.cpus
  cluster.usedMemoryBytes[slot] -= request.memoryBytes
  cluster.containerNode[handle] = -1
  cluster.freeHandles.push(handle)
  cluster.total--
  noteChange(cluster, slot)
}

/** The node's containers in the order in which they were added. */
export function containersOn(cluster: ClusterColumns, slot: number): SchedulerContainer[] {
  const found: SchedulerContainer[] = []
  for (let at = cluster.firstContainer[slot]; at >= 0; at = cluster.nextContainer[at]) {
    found.push(cluster.containers[at])
  }
  return found
}

/** Slots in input order; sorts in place. */
export function inInputOrder<List extends number[] | Int32Array>(
  cluster: ClusterColumns,
  slots: List,
): List {
  if (!cluster.inOrder) slots.sort((a, b) => cluster.addedAt[a] - cluster.addedAt[b])
  return slots
}

export function hasRoom(cluster: ClusterColumns): boolean {
  return cluster.freeSlots.length > 0 || cluster.slots < cluster.capacity
}

/** Doubles the room for nodes. */
export function growNodes(cluster: ClusterColumns): void {
  const capacity = wordsFor(Math.max(1, cluster.capacity * 2)) * 32
  cluster.capacity = capacity
  cluster.known = growNodeSet(cluster.known, capacity)
  cluster.healthy = growNodeSet(cluster.healthy, capacity)
  cluster.health = growInt32(cluster.health, capacity)
  cluster.containerCount = growInt32(cluster.containerCount, capacity)
  cluster.firstContainer = growInt32(cluster.firstContainer, capacity)
  cluster.lastContainer = growInt32(cluster.lastContainer, capacity)
  cluster.totalCpus = growFloat64(cluster.totalCpus, capacity)
  cluster.totalMemoryBytes = growFloat64(cluster.totalMemoryBytes, capacity)
  cluster.usedCpus = growFloat64(cluster.usedCpus, capacity)
  cluster.usedMemoryBytes = growFloat64(cluster.usedMemoryBytes, capacity)
  cluster.addedAt = growFloat64(cluster.addedAt, capacity)
}

function growContainers(cluster: ClusterColumns): void {
  const length = cluster.containerNode.length + 1
  cluster.containerNode = growInt32(cluster.containerNode, length)
  cluster.nextContainer = growInt32(cluster.nextContainer, length)
  cluster.previousContainer = growInt32(cluster.previousContainer, length)
}

function noteChange(cluster: ClusterColumns, slot: number): void {
  cluster.changed[cluster.changes++ % changedMax] = slot
}
