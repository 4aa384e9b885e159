/**
 * Every time a slot that was asked to run had no copy left, until one was there again. What counts
 * as a copy is the caller's choice: a container that runs (downtime), or one that runs on a machine
 * the manager can reach (what a failure took from it). The time before the first start is no outage.
 */
import type { Cluster } from '../model/cluster.ts'
import type { FactType } from '../model/facts.ts'
import { containerState, nodeState, slotState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import type { PlacedOn } from './placed-on.ts'
import type { Row, Visitor } from './walk.ts'

export interface Outage {
  readonly slot: number
  /** The last copy, and the node it was on. */
  readonly container: number
  readonly node: number
  readonly lostUs: number
  readonly lostRow: number
  /** The fact that took it: `node.crashed`, `container.exited`, `container.removed`, ... */
  readonly cause: FactType
  /** `back`: runs again. `withdrawn`: the user no longer asks for it. `open`: lost to the end. */
  readonly end: 'back' | 'withdrawn' | 'open'
  /** When it ended; the end of the trace for an open one. */
  readonly endUs: number
  /** Fact that ended it, -1 for an open one. */
  readonly endRow: number
  /** The container that runs again, -1 if none. It may be the one that was lost. */
  readonly back: number
}

export interface OutageTracker extends Visitor {
  /** Those that have ended, in the order of their ends. */
  readonly closed: readonly Outage[]
  /** Those going on at this moment, as if the trace ended at `timeUs`. */
  open(timeUs: number): readonly Outage[]
  /** Those that ended and those going on. */
  all(timeUs: number): readonly Outage[]
  /** True while any is going on. */
  readonly isAnyOpen: boolean
}

interface OpenOutage {
  readonly slot: number
  readonly container: number
  readonly node: number
  readonly lostUs: number
  readonly lostRow: number
  readonly cause: FactType
}

/** Whether a container is there for whoever needs it. */
export type Presence = (cluster: Cluster, container: number) => boolean

/** A paused container is where its user wants it: it counts as there. */
export const runs: Presence = ({ containers }, container) => {
  const state = containers.actual[container]
  return state === containerState.running || state === containerState.paused
}

/** A frozen engine answers nobody, but its containers do; one that is cut off is out of reach. */
export const runsWithinReach: Presence = (cluster, container) =>
  runs(cluster, container) &&
  cluster.nodes.actual[cluster.containers.node[container]] !== nodeState.cutOff

/** Must stand behind `placedOn` in the list of visitors. */
export function createOutageTracker(
  trace: Trace,
  placedOn: PlacedOn,
  isThere: Presence = runs,
): OutageTracker {
  const closed: Outage[] = []
  const open = new Map<number, OpenOutage>()
  const present = new Uint8Array(trace.tables.containers.length)
  const copies = new Int32Array(trace.tables.slots.length)

  function close(slot: number, row: Row, end: 'back' | 'withdrawn', back: number): void {
    const outage = open.get(slot)
    if (!outage) return
    open.delete(slot)
    closed.push({ ...outage, end, endUs: row.timeUs, endRow: row.row, back })
  }

  function look(container: number, row: Row, cluster: Cluster): void {
    const slot = cluster.containers.slot[container]
    if (slot < 0) return
    const now = isThere(cluster, container) ? 1 : 0
    if (now === present[container]) return
    present[container] = now
    copies[slot] += now === 1 ? 1 : -1
    if (copies[slot] === 1 && now === 1) close(slot, row, 'back', container)
    if (copies[slot] > 0 || cluster.slots.asked[slot] !== slotState.running) return
    open.set(slot, {
      slot,
      container,
      node: cluster.containers.node[container],
      lostUs: row.timeUs,
      lostRow: row.row,
      cause: row.type,
    })
  }

  const openAt = (timeUs: number): readonly Outage[] =>
    [...open.values()].map((outage) => ({
      ...outage,
      end: 'open',
      endUs: timeUs,
      endRow: -1,
      back: -1,
    }))

  return {
    closed,
    get isAnyOpen() {
      return open.size > 0
    },
    open: openAt,
    all: (timeUs) => [...closed, ...openAt(timeUs)],
    after(row, cluster) {
      switch (row.type) {
        case 'node.joined':
        case 'node.crashed':
        case 'node.frozen':
        case 'node.cutOff':
        case 'node.recovered':
          for (const container of placedOn.of(row.a)) look(container, row, cluster)
          break
        case 'container.started':
        case 'container.died':
        case 'container.exited':
        case 'container.removed':
          look(row.a, row, cluster)
          break
        case 'slot.stopAsked':
        case 'slot.dropped':
          close(row.a, row, 'withdrawn', -1)
          break
        default:
          break
      }
    },
  }
}
