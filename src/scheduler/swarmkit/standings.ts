/**
 * The nodes' ranks for one kind of task, kept as a tournament: each inner place holds the best rank
 * below it and how many nodes share it. So the best node, drawn evenly from its equals, costs a walk
 * down the tree, and a change of one node a walk up. Equal requests of one service share the
 * standings; they are forgotten when others need the room.
 */
import type { SwarmkitChance } from './chance.ts'
import type { ClusterColumns } from './cluster.ts'
import { type Group, rankOf, refusalOf } from './group.ts'
import type { Service } from './services.ts'

export interface Standings {
  /** Slots there is room for, a power of two: the place of a slot is `size + slot`. */
  size: number
  /** The best rank below each place, 1 being the top; infinite where no node passes. */
  ranks: Float64Array
  /** Nodes below that share it. */
  equals: Int32Array
  /** Changes of the cluster that are worked in; -1 for none. */
  seen: number
  /** Slots whose failures count, which time alone can change. */
  failing: readonly number[]
  usedAt: number
  /** The text for tasks when no node passed, and the changes at which it was found. */
  refused: { readonly text: string; readonly at: number } | undefined
}

export interface AllStandings {
  readonly byService: Map<Service, Map<string, Standings>>
  /** Sum of the sizes. */
  room: number
  uses: number
}

/** All standings together have room for this many ranks, at most about 100 MB. */
const roomMax = 2 ** 22

export function createAllStandings(): AllStandings {
  return { byService: new Map(), room: 0, uses: 0 }
}

/** The standings of the group's kind of task, with all changes worked in. */
export function standingsOf(all: AllStandings, cluster: ClusterColumns, group: Group): Standings {
  const standings = knownStandings(all, group)
  standings.usedAt = ++all.uses
  const behind = cluster.changes - standings.seen
  if (standings.seen < 0 || behind > cluster.changed.length || cluster.slots > standings.size) {
    rebuild(all, cluster, { standings, group })
  } else {
    const { changed } = cluster
    for (let at = standings.seen; at < cluster.changes; at++) {
      judge(standings, cluster, { group, slot: changed[at % changed.length] })
    }
  }
  standings.seen = cluster.changes
  if (group.failures !== undefined || standings.failing.length > 0) {
    const failing = group.failures === undefined ? [] : [...group.failures.keys()]
    for (const slot of [...standings.failing, ...failing]) {
      judge(standings, cluster, { group, slot })
    }
    standings.failing = failing
  }
  return standings
}

/** One of the best nodes, each equally likely; -1 if none passes. */
export function drawBest({ ranks, equals, size }: Standings, chance: SwarmkitChance): number {
  const best = ranks[1]
  if (best === Number.POSITIVE_INFINITY) return -1
  let turn = chance.pick('nodes', equals[1])
  let place = 1
  while (place < size) {
    place *= 2
    if (ranks[place] !== best) place++
    else if (turn >= equals[place]) turn -= equals[place++]
  }
  return place - size
}

/** The best nodes in order, at most `most`. Judge them again before the standings are used. */
export function drawBestFew(
  standings: Standings,
  chance: SwarmkitChance,
  most: number,
): Int32Array {
  const slots = new Int32Array(most)
  let count = 0
  for (; count < most; count++) {
    const slot = drawBest(standings, chance)
    if (slot < 0) break
    slots[count] = slot
    setRank(standings, slot, Number.POSITIVE_INFINITY)
  }
  return slots.subarray(0, count)
}

/** The node's rank anew. */
export function judge(
  standings: Standings,
  cluster: ClusterColumns,
  { group, slot }: { readonly group: Group; readonly slot: number },
): void {
  const passes = refusalOf(cluster, group, slot) < 0
  setRank(standings, slot, passes ? rankOf(cluster, group, slot) : Number.POSITIVE_INFINITY)
}

function setRank({ ranks, equals, size }: Standings, slot: number, rank: number): void {
  let place = size + slot
  if (ranks[place] === rank) return
  ranks[place] = rank
  while (place > 1) {
    place >>= 1
    const left = ranks[place * 2]
    const right = ranks[place * 2 + 1]
    const best = left < right ? left : right
    const count =
      (left === best ? equals[place * 2] : 0) + (right === best ? equals[place * 2 + 1] : 0)
    if (ranks[place] === best && equals[place] === count) return
    ranks[place] = best
    equals[place] = count
  }
}

function rebuild(
  all: AllStandings,
  cluster: ClusterColumns,
  { standings, group }: { readonly standings: Standings; readonly group: Group },
): void {
  if (standings.size === 0 || cluster.slots > standings.size) {
    let size = 64
    while (size < cluster.slots) size *= 2
    all.room += size - standings.size
    standings.size = size
    standings.ranks = new Float64Array(2 * size)
    standings.equals = new Int32Array(2 * size)
    makeRoom(all)
  }
  const { ranks, equals, size } = standings
  ranks.fill(Number.POSITIVE_INFINITY, size)
  equals.fill(1, size)
  for (let slot = 0; slot < cluster.slots; slot++) {
    if (refusalOf(cluster, group, slot) < 0) ranks[size + slot] = rankOf(cluster, group, slot)
  }
  for (let place = size - 1; place > 0; place--) {
    const left = ranks[place * 2]
    const right = ranks[place * 2 + 1]
    const best = left < right ? left : right
    ranks[place] = best
    equals[place] =
      (left === best ? equals[place * 2] : 0) + (right === best ? equals[place * 2 + 1] : 0)
  }
}

function knownStandings(all: AllStandings, { service, version, spec }: Group): Standings {
  let ofService = all.byService.get(service)
  if (ofService === undefined) {
    ofService = new Map()
    all.byService.set(service, ofService)
  }
  // Failures count by spec version, so two versions with the same request have two standings.
  const key = version < 0 ? spec.key : `${version} ${spec.key}`
  let standings = ofService.get(key)
  if (standings === undefined) {
    standings = {
      size: 0,
      ranks: new Float64Array(0),
      equals: new Int32Array(0),
      seen: -1,
      failing: [],
      usedAt: 0,
      refused: undefined,
    }
    ofService.set(key, standings)
  }
  return standings
}

/** Forgets what was used longest ago, never the one in use. */
function makeRoom(all: AllStandings): void {
  while (all.room > roomMax) {
    let oldest: { readonly map: Map<string, Standings>; readonly key: string } | undefined
    let usedAt = all.uses
    for (const map of all.byService.values()) {
      for (const [key, standings] of map) {
        if (standings.usedAt >= usedAt) continue
        usedAt = standings.usedAt
        oldest = { map, key }
      }
    }
    if (oldest === undefined) return
    all.room -= oldest.map.get(oldest.key)?.size ?? 0
    oldest.map.delete(oldest.key)
  }
}
