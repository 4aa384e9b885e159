/**
 * What the scheduler knows of nodes, in columns: what is free on each, how many active tasks it has,
 * which host ports are taken. Nodes have small numbers (slots). Nothing is decided here.
 *
 * What is free is counted as the original counts it: anew when the node is updated, and otherwise by
 * what comes and goes, so that a node without a description can have less than nothing.
 */
import { growFloat64, growInt32, growUint8 } from '../../sim/growable.ts'
import { type GenericClaim, type GenericPool, poolOf, take } from './generic-resources.ts'
import type { SpreadBy } from './load.ts'
import type { SwarmkitNode } from './node.ts'

export interface ClusterColumns {
  /** An extension: see `load.ts`. */
  readonly spreadBy: SpreadBy
  /** Slots in use or free again: all are below this number. */
  slots: number
  readonly slotOf: Map<string, number>
  readonly freeSlots: number[]
  readonly nodes: SwarmkitNode[]
  /** 1 where the node is there; a removed node's slot is kept while tasks name it. */
  isKnown: Uint8Array
  /** 1 where the node is ready and active. */
  isReady: Uint8Array
  freeCpus: Float64Array
  freeMemory: Float64Array
  /** Sums over the tasks on the node. */
  reservedCpus: Float64Array
  reservedMemory: Float64Array
  /** Tasks on the node that shall not go past COMPLETE. */
  activeTasks: Int32Array
  /** Tasks that name the node, whether they count there or not. */
  namedBy: Int32Array
  /** Grows when the node is removed: tasks that came on it before count no more. */
  epoch: Int32Array
  readonly generic: (GenericPool | undefined)[]
  /** By task, for nodes with tasks that hold generic resources. */
  readonly claims: (Map<number, GenericClaim> | undefined)[]
  /** Host ports in use, by `tcp/80`: 1 where the port is taken. */
  readonly ports: Map<string, Uint8Array>
  /** Slots whose tasks, resources or readiness changed, a ring written at `changes % length`. */
  readonly changed: Int32Array
  changes: number
  /** Slots whose description or labels changed, in order; cut when it gets long. */
  readonly described: number[]
  /** Number of the first entry of `described`. */
  describedFrom: number
}

/** A reader that lags further behind than this starts anew. Divides 2^32. */
const changedMax = 4096
const describedMax = 65_536

export function createCluster(spreadBy: SpreadBy): ClusterColumns {
  return {
    spreadBy,
    slots: 0,
    slotOf: new Map(),
    freeSlots: [],
    nodes: [],
    isKnown: new Uint8Array(0),
    isReady: new Uint8Array(0),
    freeCpus: new Float64Array(0),
    freeMemory: new Float64Array(0),
    reservedCpus: new Float64Array(0),
    reservedMemory: new Float64Array(0),
    activeTasks: new Int32Array(0),
    namedBy: new Int32Array(0),
    epoch: new Int32Array(0),
    generic: [],
    claims: [],
    ports: new Map(),
    changed: new Int32Array(changedMax),
    changes: 0,
    described: [],
    describedFrom: 0,
  }
}

/** Adds the node, or takes in what is new about it. Returns its slot. */
export function putNode(cluster: ClusterColumns, node: SwarmkitNode): number {
  const slot = cluster.slotOf.get(node.id) ?? newSlot(cluster, node.id)
  const { description } = node
  const { resources } = description ?? {}
  if (cluster.isKnown[slot] === 0 || isOther(cluster.nodes[slot], node)) {
    noteDescribed(cluster, slot)
  }
  cluster.nodes[slot] = node
  cluster.isKnown[slot] = 1
  cluster.isReady[slot] = node.state === 'ready' && node.availability === 'active' ? 1 : 0
  if (resources === undefined) {
    // What tasks hold there is forgotten too: the original starts from nothing.
    cluster.freeCpus[slot] = 0
    cluster.freeMemory[slot] = 0
    cluster.generic[slot] = undefined
  } else {
    cluster.freeCpus[slot] = resources.nanoCpus - cluster.reservedCpus[slot]
    cluster.freeMemory[slot] = resources.memoryBytes - cluster.reservedMemory[slot]
    const pool = poolOf(resources.generic ?? [])
    for (const held of cluster.claims[slot]?.values() ?? []) take(pool, held)
    cluster.generic[slot] = pool.size === 0 ? undefined : pool
  }
  noteChange(cluster, slot)
  return slot
}

/** Whether filters and preferences may see another node in it; its state and availability aside. */
function isOther(before: SwarmkitNode, after: SwarmkitNode): boolean {
  return (
    before.labels !== after.labels ||
    before.description !== after.description ||
    before.role !== after.role ||
    before.address !== after.address
  )
}

/** The services' counts on it are the caller's to clear. */
export function takeNode(cluster: ClusterColumns, slot: number): void {
  cluster.isKnown[slot] = 0
  cluster.isReady[slot] = 0
  cluster.activeTasks[slot] = 0
  cluster.reservedCpus[slot] = 0
  cluster.reservedMemory[slot] = 0
  cluster.epoch[slot]++
  cluster.generic[slot] = undefined
  cluster.claims[slot] = undefined
  for (const column of cluster.ports.values()) column[slot] = 0
  noteDescribed(cluster, slot)
  noteChange(cluster, slot)
  freeIfUnnamed(cluster, slot)
}

/** Tasks that name a removed node would come back with it, so its slot waits for the last of them. */
export function freeIfUnnamed(cluster: ClusterColumns, slot: number): void {
  if (cluster.isKnown[slot] === 1 || cluster.namedBy[slot] > 0) return
  const { id } = cluster.nodes[slot]
  if (cluster.slotOf.get(id) !== slot) return
  cluster.slotOf.delete(id)
  cluster.freeSlots.push(slot)
}

/** 1 where the port is taken. */
export function portColumn(cluster: ClusterColumns, port: string): Uint8Array {
  let column = cluster.ports.get(port)
  if (column === undefined || column.length < cluster.slots) {
    column = growUint8(column ?? new Uint8Array(0), cluster.isKnown.length)
    cluster.ports.set(port, column)
  }
  return column
}

export function noteChange(cluster: ClusterColumns, slot: number): void {
  cluster.changed[cluster.changes++ % changedMax] = slot
}

/** The nodes that are there, in the order of their slots. */
export function knownSlots(cluster: ClusterColumns): number[] {
  const found: number[] = []
  for (let slot = 0; slot < cluster.slots; slot++) if (cluster.isKnown[slot] === 1) found.push(slot)
  return found
}

function noteDescribed(cluster: ClusterColumns, slot: number): void {
  if (cluster.described.length === describedMax) {
    cluster.described.length = 0
    // Whoever has not read the entries that were dropped sees a gap, and starts anew.
    cluster.describedFrom += describedMax
  }
  cluster.described.push(slot)
}

function newSlot(cluster: ClusterColumns, id: string): number {
  const slot = cluster.freeSlots.pop() ?? cluster.slots++
  const length = slot + 1
  cluster.isKnown = growUint8(cluster.isKnown, length)
  cluster.isReady = growUint8(cluster.isReady, length)
  cluster.freeCpus = growFloat64(cluster.freeCpus, length)
  cluster.freeMemory = growFloat64(cluster.freeMemory, length)
  cluster.reservedCpus = growFloat64(cluster.reservedCpus, length)
  cluster.reservedMemory = growFloat64(cluster.reservedMemory, length)
  cluster.activeTasks = growInt32(cluster.activeTasks, length)
  cluster.namedBy = growInt32(cluster.namedBy, length)
  // From 1, so that 0 can mean that a task counts nowhere.
  cluster.epoch = growInt32(cluster.epoch, length, 1)
  cluster.slotOf.set(id, slot)
  cluster.generic[slot] = undefined
  cluster.claims[slot] = undefined
  return slot
}
