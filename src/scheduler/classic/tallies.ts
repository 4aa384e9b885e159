/**
 * Answers to questions about containers, kept per node while containers come and go: how many of
 * the node's containers answer yes, and the set of nodes with at least one. A question costs one
 * look at every container when it is asked first and almost nothing after that. One that nobody
 * asks any more is forgotten once keeping it has cost more than asking it anew would.
 */
import { growInt32 } from '../../sim/growable.ts'
import type { ClusterColumns } from './cluster.ts'
import type { ContainerQuestion } from './condition.ts'
import { addToSet, createNodeSet, growNodeSet, type NodeSet, removeFromSet } from './node-set.ts'

export interface Tally {
  readonly question: ContainerQuestion
  counts: Int32Array
  /** Nodes with a count above 0. */
  nodes: NodeSet
  /** Number of container changes in the book when it was asked last. */
  askedAt: number
  forgotten: boolean
}

export interface Tallies {
  readonly byKey: Map<string, Tally>
  /** The same, for quick walks. */
  list: Tally[]
  changes: number
}

/** More questions than this at once are too many to keep for every container that comes. */
const talliesMax = 256
/** Changes a question is always kept for, however small the cluster. */
const idleMin = 256

export function createTallies(): Tallies {
  return { byKey: new Map(), list: [], changes: 0 }
}

export function tallyOf(
  tallies: Tallies,
  cluster: ClusterColumns,
  question: ContainerQuestion,
): Tally {
  const known = tallies.byKey.get(question.key)
  if (known !== undefined) {
    known.askedAt = tallies.changes
    return known
  }
  if (tallies.list.length >= talliesMax) forgetOldest(tallies)
  const tally: Tally = {
    question,
    counts: new Int32Array(cluster.capacity),
    nodes: createNodeSet(cluster.capacity),
    askedAt: tallies.changes,
    forgotten: false,
  }
  for (let handle = 0; handle < cluster.containers.length; handle++) {
    const slot = cluster.containerNode[handle]
    if (slot >= 0 && question.holds(cluster.containers[handle])) count(tally, slot, 1)
  }
  tallies.byKey.set(question.key, tally)
  tallies.list.push(tally)
  return tally
}

/** Call after the container was added, or before it is removed. */
export function tallyContainer(
  tallies: Tallies,
  cluster: ClusterColumns,
  change: { readonly handle: number; readonly by: 1 | -1 },
): void {
  if (tallies.list.length === 0) return
  tallies.changes++
  const idleMax = Math.max(idleMin, cluster.total)
  const container = cluster.containers[change.handle]
  const slot = cluster.containerNode[change.handle]
  let stale = false
  for (const tally of tallies.list) {
    if (tallies.changes - tally.askedAt > idleMax) stale = true
    else if (tally.question.holds(container)) count(tally, slot, change.by)
  }
  if (stale) forget(tallies, (tally) => tallies.changes - tally.askedAt > idleMax)
}

export function growTallies(tallies: Tallies, capacity: number): void {
  for (const tally of tallies.list) {
    tally.counts = growInt32(tally.counts, capacity)
    tally.nodes = growNodeSet(tally.nodes, capacity)
  }
}

function count(tally: Tally, slot: number, by: 1 | -1): void {
  const sum = tally.counts[slot] + by
  tally.counts[slot] = sum
  if (sum === 0) removeFromSet(tally.nodes, slot)
  else if (sum === 1) addToSet(tally.nodes, slot)
}

function forgetOldest(tallies: Tallies): void {
  const oldest = tallies.list.reduce((a, b) => (b.askedAt < a.askedAt ? b : a))
  forget(tallies, (tally) => tally === oldest)
}

function forget(tallies: Tallies, chosen: (tally: Tally) => boolean): void {
  for (const tally of tallies.list) {
    if (!chosen(tally)) continue
    tally.forgotten = true
    tallies.byKey.delete(tally.question.key)
  }
  tallies.list = tallies.list.filter(({ forgotten }) => !forgotten)
}
