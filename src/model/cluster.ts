/**
 * The cluster at one moment, in columns: what is (actual), what the primary manager believes, and
 * what was asked for. It is the fold of a trace; only `apply` (src/machine) writes it. Indices are
 * those of the trace's tables.
 */
import { growFloat64, growInt32, growUint8 } from '../sim/growable.ts'

export interface NodeColumns {
  length: number
  /** `nodeState` codes. */
  actual: Uint8Array
  /** 1 while discovery lists the node. */
  listed: Uint8Array
  /** Time of the last change of `actual`, microseconds. */
  actualSinceUs: Float64Array
  /** `engineState` codes. */
  believed: Uint8Array
  believedSinceUs: Float64Array
  failures: Int32Array
  /** Last error the manager shows for it (text index), -1 for none. */
  error: Int32Array
  /** 1 while the manager receives the engine's events. */
  subscribed: Uint8Array
  /** When a fact last told that the manager heard of it; refreshes that found nothing are none. */
  heardUs: Float64Array
  /** Number of its refresh loop, -1 without one, and when that was started. */
  loop: Int32Array
  loopStartUs: Float64Array
  /** Engine ID where the machine was replaced (text index), -1 for the model's. */
  engineId: Int32Array
}

export interface ContainerColumns {
  length: number
  /** Slot it belongs to, -1 for one made behind the manager's back. Set when it is registered. */
  slot: Int32Array
  /** Node it was created on (or is being created on), -1 before. */
  node: Int32Array
  /** `containerState` codes. */
  actual: Uint8Array
  actualSinceUs: Float64Array
  /** `beliefState` codes. */
  believed: Uint8Array
  /** Node the manager books it on, -1 for none. */
  believedNode: Int32Array
  believedSinceUs: Float64Array
  /** 1 once it died with its machine and was not started again. */
  died: Uint8Array
  /** 1 once the manager gave it up and a successor took its slot. */
  moved: Uint8Array
}

export interface SlotColumns {
  length: number
  /** `slotState` codes. */
  asked: Uint8Array
  /** Container that holds the slot in the manager's eyes, -1 for none. */
  container: Int32Array
  /** Why it has no place (text index), -1 when it has one or was never tried. */
  unplaced: Int32Array
  unplacedSinceUs: Float64Array
  /** Times it was placed. */
  placements: Int32Array
  /** Containers of the slot that really run: more than one is a duplicate. */
  running: Int32Array
}

export interface Cluster {
  timeUs: number
  readonly nodes: NodeColumns
  readonly containers: ContainerColumns
  readonly slots: SlotColumns
  /** `managerState` codes. */
  managers: Uint8Array
  /** Primary manager, -1 while there is none. */
  primary: number
  /** 1 once the scheduling lock is lost. */
  lockedUp: number
  /** Images per node beyond those of the start, as `imageKey`. A replaced machine starts with none. */
  readonly pulled: Set<number>
}

/** No model has more images than this: an image on a node is one number. */
export const imagesMax = 65_536

/** An image in the cache of a node. */
export function imageKey(node: number, image: number): number {
  return node * imagesMax + image
}

export function nodeOfImageKey(key: number): number {
  return Math.floor(key / imagesMax)
}

/** Sizes of the tables a cluster is folded over. */
export interface ClusterSize {
  readonly nodes: number
  readonly containers: number
  readonly slots: number
  readonly managers: number
}

/** A cluster in which nothing is there yet. */
export function createCluster(size: ClusterSize): Cluster {
  const nodes: NodeColumns = {
    length: 0,
    actual: new Uint8Array(0),
    listed: new Uint8Array(0),
    actualSinceUs: new Float64Array(0),
    believed: new Uint8Array(0),
    believedSinceUs: new Float64Array(0),
    failures: new Int32Array(0),
    error: new Int32Array(0),
    subscribed: new Uint8Array(0),
    heardUs: new Float64Array(0),
    loop: new Int32Array(0),
    loopStartUs: new Float64Array(0),
    engineId: new Int32Array(0),
  }
  const containers: ContainerColumns = {
    length: 0,
    slot: new Int32Array(0),
    node: new Int32Array(0),
    actual: new Uint8Array(0),
    actualSinceUs: new Float64Array(0),
    believed: new Uint8Array(0),
    believedNode: new Int32Array(0),
    believedSinceUs: new Float64Array(0),
    died: new Uint8Array(0),
    moved: new Uint8Array(0),
  }
  const slots: SlotColumns = {
    length: 0,
    asked: new Uint8Array(0),
    container: new Int32Array(0),
    unplaced: new Int32Array(0),
    unplacedSinceUs: new Float64Array(0),
    placements: new Int32Array(0),
    running: new Int32Array(0),
  }
  const cluster: Cluster = {
    timeUs: 0,
    nodes,
    containers,
    slots,
    managers: new Uint8Array(size.managers),
    primary: -1,
    lockedUp: 0,
    pulled: new Set(),
  }
  ensureSize(cluster, size)
  return cluster
}

/** Makes room for entities that appeared since. */
export function ensureSize(cluster: Cluster, size: ClusterSize): void {
  const { nodes, containers, slots } = cluster
  if (size.nodes > nodes.length) growColumns(nodes, size.nodes, ['error', 'engineId', 'loop'])
  if (size.containers > containers.length) {
    growColumns(containers, size.containers, ['slot', 'node', 'believedNode'])
  }
  if (size.slots > slots.length) growColumns(slots, size.slots, ['container', 'unplaced'])
}

/** An independent copy: a key frame. */
export function copyCluster(cluster: Cluster): Cluster {
  return {
    ...cluster,
    nodes: copyColumns(cluster.nodes),
    containers: copyColumns(cluster.containers),
    slots: copyColumns(cluster.slots),
    managers: cluster.managers.slice(),
    pulled: new Set(cluster.pulled),
  }
}

type Columns = { length: number } & {
  [name: string]: number | Uint8Array | Int32Array | Float64Array
}

// The column interfaces have no index signature of their own, hence the cast.
function growColumns<T extends { length: number }>(
  columns: T,
  length: number,
  startAtMinusOne: readonly (keyof T & string)[],
): void {
  const table = columns as unknown as Columns
  columns.length = length
  // One column stands for all: they grow together. Rows beyond `length` are ready for use.
  const first = table[startAtMinusOne[0]]
  if (typeof first !== 'number' && first.length >= length) return
  for (const name of Object.keys(table)) {
    const column = table[name]
    if (typeof column === 'number') continue
    const fill = startAtMinusOne.includes(name as keyof T & string) ? -1 : 0
    table[name] = growColumn(column, length, fill)
  }
}

function growColumn(
  column: Uint8Array | Int32Array | Float64Array,
  length: number,
  fill: number,
): Uint8Array | Int32Array | Float64Array {
  if (column instanceof Int32Array) return growInt32(column, length, fill)
  if (column instanceof Float64Array) return growFloat64(column, length, fill)
  return growUint8(column, length, fill)
}

function copyColumns<T extends { length: number }>(columns: T): T {
  const copy: Columns = { length: columns.length }
  for (const [name, column] of Object.entries(columns as unknown as Columns)) {
    if (typeof column !== 'number') copy[name] = column.slice(0, columns.length)
  }
  return copy as unknown as T
}
