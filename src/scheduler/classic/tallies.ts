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
import type { SchedulerContainer } from './scheduler.ts'

export interface Tally {
  readonly question: ContainerQuestion
  counts: Int32Array
  /** Nodes with a count above 0. */
  nodes: NodeSet
  /** Number of container changes in the book when it was asked last. */
  askedAt: number
}

export interface Tallies {
  readonly byKey: Map<string, Tally>
  /** Those about one host port, by that port: a container without it need not be asked. */
  readonly byPort: Map<string, Tally[]>
  /** All others. */
  list: Tally[]
  changes: number
}

/** More questions than this at once are too many to keep for every container that comes. */
const talliesMax = 256
/** Changes a question is always kept for, however small the cluster. */
const idleMin = 256

export function createTallies(): Tallies {
  return { byKey: new Map(), byPort: new Map(), list: [], changes: 0 }
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
  if (tallies.byKey.size >= talliesMax) forgetOldest(tallies)
  const tally: Tally = {
    question,
    counts: new Int32Array(cluster.capacity),
    nodes: createNodeSet(cluster.capacity),
    askedAt: tallies.changes,
  }
  for (let handle = 0; handle < cluster.containers.length; handle++) {
    const slot = cluster.containerNode[handle]
    if (slot >= 0 && question.holds(cluster.containers[handle])) count(tally, slot, 1)
  }
  tallies.byKey.set(question.key, tally)
  if (question.hostPort === undefined) tallies.list.push(tally)
  else put(tallies.byPort, question.hostPort, tally)
  return tally
}

/** Call after the container was added, or before it is removed. */
export function tallyContainer(
  tallies: Tallies,
  cluster: ClusterColumns,
  change: { readonly handle: number; readonly by: 1 | -1 },
): void {
  if (tallies.byKey.size === 0) return
  tallies.changes++
  const { handle, by } = change
  const idleMax = Math.max(idleMin, cluster.total)
  const container = cluster.containers[handle]
  const slot = cluster.containerNode[handle]
  let isStale = false
  for (const tally of tallies.list) {
    if (tallies.changes - tally.askedAt > idleMax) isStale = true
    else if (tally.question.holds(container)) count(tally, slot, by)
  }
  if (isStale) forget(tallies, (tally) => tallies.changes - tally.askedAt > idleMax)
  if (tallies.byPort.size === 0) return
  for (const port of hostPortsOf(container)) {
    for (const tally of tallies.byPort.get(port) ?? []) {
      if (tally.question.holds(container)) count(tally, slot, by)
    }
  }
}

export function growTallies(tallies: Tallies, capacity: number): void {
  for (const tally of tallies.byKey.values()) {
    tally.counts = growInt32(tally.counts, capacity)
    tally.nodes = growNodeSet(tally.nodes, capacity)
  }
}

/** Each port once, whether asked for or bound or both. */
function hostPortsOf({ request, bound }: SchedulerContainer): Iterable<string> {
  const { ports } = request
  if (ports.length === 0 && (bound === undefined || bound.length === 0)) return none
  if (ports.length === 1 && (bound === undefined || bound.length === 0)) return [ports[0].hostPort]
  return new Set([...ports, ...(bound ?? [])].map(({ hostPort }) => hostPort))
}

const none: readonly string[] = []

function count(tally: Tally, slot: number, by: 1 | -1): void {
  const sum = tally.counts[slot] + by
  tally.counts[slot] = sum
  if (sum === 0) removeFromSet(tally.nodes, slot)
  else if (sum === 1) addToSet(tally.nodes, slot)
}

function forgetOldest(tallies: Tallies): void {
  let oldest: Tally | undefined
  for (const tally of tallies.byKey.values()) {
    if (oldest === undefined || tally.askedAt < oldest.askedAt) oldest = tally
  }
  forget(tallies, (tally) => tally === oldest)
}

function forget(tallies: Tallies, isChosen: (tally: Tally) => boolean): void {
  for (const tally of tallies.byKey.values()) {
    if (!isChosen(tally)) continue
    const { key, hostPort } = tally.question
    tallies.byKey.delete(key)
    if (hostPort !== undefined) take(tallies.byPort, hostPort, tally)
  }
  tallies.list = tallies.list.filter((tally) => tallies.byKey.get(tally.question.key) === tally)
}

function put(byPort: Map<string, Tally[]>, port: string, tally: Tally): void {
  const others = byPort.get(port)
  if (others === undefined) byPort.set(port, [tally])
  else others.push(tally)
}

function take(byPort: Map<string, Tally[]>, port: string, tally: Tally): void {
  const others = byPort.get(port)?.filter((other) => other !== tally) ?? []
  if (others.length === 0) byPort.delete(port)
  else byPort.set(port, others)
}
