/**
 * The numbers of each service at the current moment of a walk: asked, running, believed, unplaced,
 * duplicates, moves. Each fact changes the share of the few slots it concerns, so a walk costs the
 * length of the trace and not that times the number of containers.
 */
import type { Cluster } from '../model/cluster.ts'
import { factCode, fieldsOf } from '../model/facts.ts'
import { beliefState, isTrustedBelief, slotState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'
import type { PlacedOn } from './placed-on.ts'
import type { Row, Visitor } from './walk.ts'

export interface Counts {
  /** Containers the user wants to run. */
  asked: number
  /** Containers that really run, reachable or not. */
  running: number
  /** Containers that the manager shows as running on a node it trusts. */
  believed: number
  /** Containers asked for that have no place. */
  unplaced: number
  /** Running copies beyond the one asked for. */
  duplicates: number
  /** Containers moved since the start. */
  moves: number
}

export interface Tally extends Visitor {
  /** Service names in the order in which they were first asked for. */
  readonly services: readonly string[]
  /** The counts of one service, or of all together (`''`). */
  of(service: string): Readonly<Counts>
}

/** Must stand behind `placedOn` in the list of visitors. */
export function createTally(trace: Trace, placedOn: PlacedOn): Tally {
  const { slots, containers } = trace.tables
  const { isMove, trusting } = readingOf(trace.model)
  // A service may be there before any container of it is asked for.
  const asked = slots.map(({ service }) => service)
  const services = [...new Set([...(trace.tables.services ?? []), ...asked])]
  const total = noCounts()
  const byService = new Map(services.map((service) => [service, noCounts()]))
  const shares = slots.map(noCounts)
  const isBelieved = new Uint8Array(containers.length)

  function update(slot: number, change: (share: Counts) => void): void {
    const counts = byService.get(slots[slot].service)
    if (!counts) return
    const share = shares[slot]
    for (const name of countNames) {
      counts[name] -= share[name]
      total[name] -= share[name]
    }
    change(share)
    for (const name of countNames) {
      counts[name] += share[name]
      total[name] += share[name]
    }
  }

  function lookAtSlot(slot: number, cluster: Cluster): void {
    const asked = cluster.slots.asked[slot]
    const running = cluster.slots.running[slot]
    update(slot, (share) => {
      share.asked = asked === slotState.running ? 1 : 0
      share.running = running
      share.unplaced = isUnplaced(cluster, slot) ? 1 : 0
      share.duplicates = Math.max(0, running - 1)
    })
  }

  function lookAtContainer(container: number, cluster: Cluster): void {
    const { slot } = containers[container]
    if (slot < 0) return
    const now = isBelievedRunning(cluster, container) ? 1 : 0
    if (now !== isBelieved[container]) {
      update(slot, (share) => {
        share.believed += now - isBelieved[container]
      })
      isBelieved[container] = now
    }
    lookAtSlot(slot, cluster)
  }

  return {
    services,
    of: (service) => (service === '' ? total : (byService.get(service) ?? noCounts())),
    after(row: Row, cluster: Cluster) {
      if (isMove(row)) update(containers[row.a].slot, (share) => share.moves++)
      switch (fieldsOf[factCode[row.type]][0]?.[1]) {
        case 'slot':
          lookAtSlot(row.a, cluster)
          break
        case 'container':
          lookAtContainer(row.a, cluster)
          break
        case 'node':
          // Only what the manager thinks of a node changes what it believes of containers.
          if (!trusting.has(row.type)) break
          for (const container of placedOn.of(row.a)) lookAtContainer(container, cluster)
          break
        default:
          break
      }
    },
  }
}

/**
 * True while a slot waits for a place. A container that found no place when its node was lost is
 * put back there by the manager; when that node is healthy again it has a place again.
 */
export function isUnplaced(cluster: Cluster, slot: number): boolean {
  const { slots, containers, nodes } = cluster
  if (slots.unplaced[slot] < 0 || slots.asked[slot] === slotState.dropped) return false
  const holder = slots.container[slot]
  if (holder < 0 || containers.believed[holder] === beliefState.none) return true
  const node = containers.believedNode[holder]
  return node < 0 || !isTrustedBelief(nodes.believed[node])
}

function isBelievedRunning({ containers, nodes }: Cluster, container: number): boolean {
  if (containers.believed[container] !== beliefState.running) return false
  const node = containers.believedNode[container]
  return node >= 0 && isTrustedBelief(nodes.believed[node])
}

const countNames = ['asked', 'running', 'believed', 'unplaced', 'duplicates', 'moves'] as const

function noCounts(): Counts {
  return { asked: 0, running: 0, believed: 0, unplaced: 0, duplicates: 0, moves: 0 }
}
