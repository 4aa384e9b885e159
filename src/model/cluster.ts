/**
 * The cluster at one moment, in columns: what is (actual), what the primary manager believes, and
 * what was asked for. It is the fold of a trace; only `apply` (src/machine) writes it. Indices are
 * those of the trace's tables.
 */
import { copyColumns, growColumns } from './columns.ts'

export interface NodeColumns {
  length: number
  /** `nodeState` codes. */
  actual: Uint8Array
  /** 1 while discovery lists the node. */
  listed: Uint8Array
  /** Time of the last change of `actual`, microseconds. */
  actualSinceUs: Float64Array
  /** `nodeBelief` codes. */
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
  /** Swarm mode: position in `availabilities`, and the node's labels as JSON (text index), -1 for the
   * model's. */
  availability: Uint8Array
  labels: Int32Array
  /** 1 while the store has it as a manager. */
  isManager: Uint8Array
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
  /** Swarm mode: the observed and the desired state of the task, as positions in `taskStateNames`. */
  taskState: Uint8Array
  desired: Uint8Array
  /** Why it ended, or why it waits (text index), -1 for nothing. */
  taskError: Int32Array
}

/** Swarm mode's services. */
export interface ServiceColumns {
  length: number
  /** 1 while it is there. */
  exists: Uint8Array
  /** Its current specification, an index into the trace's `specs`. */
  spec: Int32Array
  /** Position in `updateStates`, since when, and what is said of it (text index), -1 for nothing. */
  updateState: Uint8Array
  updateSinceUs: Float64Array
  updateMessage: Int32Array
}

/** What each manager of swarm mode has in its Raft log, and what it has promised. */
export interface RaftColumns {
  length: number
  isMember: Uint8Array
  term: Int32Array
  /** Whom it has given its vote in this term, -1 for nobody. */
  vote: Int32Array
  /** Whom it takes for the leader, -1 for nobody. */
  leader: Int32Array
  lastIndex: Int32Array
  commitIndex: Int32Array
  /** 1 while it leads and waits for a quorum. */
  isStalled: Uint8Array
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
  readonly services: ServiceColumns
  readonly raft: RaftColumns
  /** `managerState` codes. */
  managers: Uint8Array
  /** Primary manager, -1 while there is none. */
  primary: number
  /** 1 once the scheduling lock is lost. */
  lockedUp: number
  /** Images per node beyond those of the start, as `imageKey`. A replaced machine starts with none. */
  readonly pulled: Set<number>
  /** Entries of the timeline that changed connections and have not been undone. */
  readonly links: Set<number>
  /** Secrets, configs and networks that are there, as `objectKey`. */
  readonly objects: Set<number>
}

/** A secret, config or network by its kind's position and the index of its name. */
export function objectKey(kind: number, text: number): number {
  return text * 4 + kind
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
  readonly services?: number
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
    availability: new Uint8Array(0),
    labels: new Int32Array(0),
    isManager: new Uint8Array(0),
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
    taskState: new Uint8Array(0),
    desired: new Uint8Array(0),
    taskError: new Int32Array(0),
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
  const services: ServiceColumns = {
    length: 0,
    exists: new Uint8Array(0),
    spec: new Int32Array(0),
    updateState: new Uint8Array(0),
    updateSinceUs: new Float64Array(0),
    updateMessage: new Int32Array(0),
  }
  const cluster: Cluster = {
    timeUs: 0,
    nodes,
    containers,
    slots,
    services,
    raft: raftColumns(size.managers),
    managers: new Uint8Array(size.managers),
    primary: -1,
    lockedUp: 0,
    pulled: new Set(),
    links: new Set(),
    objects: new Set(),
  }
  ensureSize(cluster, size)
  return cluster
}

/** Makes room for entities that appeared since. */
export function ensureSize(cluster: Cluster, size: ClusterSize): void {
  const { nodes, containers, slots, services } = cluster
  if (size.nodes > nodes.length) {
    growColumns(nodes, size.nodes, ['error', 'engineId', 'loop', 'labels'])
  }
  if (size.containers > containers.length) {
    growColumns(containers, size.containers, ['slot', 'node', 'believedNode', 'taskError'])
  }
  if ((size.services ?? 0) > services.length) {
    growColumns(services, size.services ?? 0, ['spec', 'updateMessage'])
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
    services: copyColumns(cluster.services),
    raft: copyColumns(cluster.raft),
    managers: cluster.managers.slice(),
    pulled: new Set(cluster.pulled),
    links: new Set(cluster.links),
    objects: new Set(cluster.objects),
  }
}

function raftColumns(managers: number): RaftColumns {
  return {
    length: managers,
    isMember: new Uint8Array(managers),
    term: new Int32Array(managers),
    vote: new Int32Array(managers).fill(-1),
    leader: new Int32Array(managers).fill(-1),
    lastIndex: new Int32Array(managers),
    commitIndex: new Int32Array(managers),
    isStalled: new Uint8Array(managers),
  }
}
