/**
 * What every container looks like at one moment: fill is fact, outline is belief, dashes are
 * desire. One number per container, in columns, so that it can be asked for on every frame with
 * a hundred thousand containers.
 */
import type { Cluster } from '../model/cluster.ts'
import {
  beliefState,
  containerState,
  isTrustedBelief,
  nodeState,
  slotState,
} from '../model/states.ts'
import type { HarbourMemory } from './harbour-memory.ts'
import type { HarbourPlan } from './harbour-plan.ts'

/** Which of the three truths the picture shows; `both` lays belief over fact. */
export const truths = ['both', 'actual', 'believed', 'asked'] as const
export type Truth = (typeof truths)[number]

/**
 * The marks of a box. `none` is not drawn. `known` runs and the manager knows it; `ghost` is
 * believed to run and does not; `unseen` runs where the manager has given it up; `placing` is
 * being created (or its image pulled); `wake` was here and moved on; `lost` died and nobody
 * replaces it.
 */
export const boxKinds = [
  'none',
  'known',
  'ghost',
  'unseen',
  'placing',
  'starting',
  'paused',
  'exited',
  'failed',
  'lost',
  'wake',
  'asked',
] as const
export type BoxKind = (typeof boxKinds)[number]

export const boxKind = Object.fromEntries(boxKinds.map((kind, code) => [kind, code])) as Readonly<
  Record<BoxKind, number>
>

/** A wake stays for a minute, so that the eye can follow a move that just happened. */
export const wakeUs = 60_000_000

/** All boxes at one moment. The arrays are reused from frame to frame. */
export interface Boxes {
  /** `boxKind` of each container. */
  kind: Uint8Array
  /** Node whose berth it stands in, -1 for none. */
  node: Int32Array
  /** Boxes of node n are `box[start[n]]` to `box[start[n + 1] - 1]`, the oldest first. */
  start: Int32Array
  box: Int32Array
}

export function createBoxes(plan: HarbourPlan): Boxes {
  const containers = plan.trace.tables.containers.length
  return {
    kind: new Uint8Array(containers),
    node: new Int32Array(containers),
    start: new Int32Array(plan.trace.model.nodes.length + 1),
    box: new Int32Array(containers),
  }
}

/** Fills `boxes` with what there is to draw at `timeUs`. */
export function placeBoxes(
  boxes: Boxes,
  cluster: Cluster,
  memory: HarbourMemory,
  options: { readonly truth: Truth; readonly timeUs: number },
): void {
  const { kind, node, start, box } = boxes
  const { containers } = cluster
  start.fill(0)
  for (let container = 0; container < kind.length; container++) {
    const code = kindOf(cluster, memory, container, options)
    kind[container] = code
    if (code === boxKind.none) {
      node[container] = -1
      continue
    }
    const actualNode = containers.node[container]
    const believedNode = containers.believedNode[container]
    const prefersBelief = options.truth === 'believed' || options.truth === 'asked'
    const place = (prefersBelief || actualNode < 0) && believedNode >= 0 ? believedNode : actualNode
    node[container] = place
    if (place >= 0) start[place + 1]++
  }
  for (let index = 1; index < start.length; index++) start[index] += start[index - 1]
  // Containers are numbered in the order of their arrival: filling by number keeps it.
  const next = start.slice(0, -1)
  for (let container = 0; container < kind.length; container++) {
    const place = node[container]
    if (place >= 0) box[next[place]++] = container
  }
}

function kindOf(
  cluster: Cluster,
  memory: HarbourMemory,
  container: number,
  { truth, timeUs }: { readonly truth: Truth; readonly timeUs: number },
): number {
  switch (truth) {
    case 'both':
      return bothKind(cluster, memory, container, timeUs)
    case 'actual':
      return actualKind(cluster, memory, container, timeUs)
    case 'believed':
      return believedKind(cluster, memory, container, timeUs)
    case 'asked':
      return askedKind(cluster, container)
  }
}

function bothKind(
  cluster: Cluster,
  memory: HarbourMemory,
  container: number,
  timeUs: number,
): number {
  const { containers } = cluster
  const actual = containers.actual[container]
  const believed = containers.believed[container]
  if (actual === containerState.none && believed === beliefState.none) return boxKind.none
  const node = actual === containerState.none ? -1 : containers.node[container]
  const home = node >= 0 ? node : containers.believedNode[container]
  const isTrusted = home >= 0 && isTrustedBelief(cluster.nodes.believed[home])
  const believesRuns = isTrusted && believed === beliefState.running
  switch (actual) {
    case containerState.running:
      // The manager learns of a start some milliseconds later: that is not "out of its sight".
      return isTrusted && believed !== beliefState.none && believed !== beliefState.exited
        ? boxKind.known
        : boxKind.unseen
    case containerState.paused:
      return boxKind.paused
    case containerState.none:
      if (believed === beliefState.placing) return boxKind.placing
      return memory.reading.hasFailed(cluster, memory, container, timeUs)
        ? boxKind.failed
        : boxKind.none
    case containerState.created:
      if (memory.reading.hasFailed(cluster, memory, container, timeUs)) return boxKind.failed
      if (home >= 0 && cluster.nodes.actual[home] === nodeState.crashed) return boxKind.wake
      return boxKind.starting
    case containerState.exited:
      return believesRuns ? boxKind.ghost : stoppedKind(cluster, memory, container, timeUs)
    default: {
      if (believesRuns) return boxKind.ghost
      const sinceUs = containers.actualSinceUs[container]
      const wasRunning = containers.moved[container] === 1 || memory.duplicate[container] === 1
      return wasRunning && timeUs - sinceUs < wakeUs ? boxKind.wake : boxKind.none
    }
  }
}

/** A container that has stopped, and the manager knows or does not care. */
function stoppedKind(
  cluster: Cluster,
  memory: HarbourMemory,
  container: number,
  timeUs: number,
): number {
  const { containers, slots } = cluster
  if (containers.died[container] === 0) {
    if (memory.reading.hasFailed(cluster, memory, container, timeUs)) return boxKind.failed
    const isFresh = timeUs - containers.actualSinceUs[container] < wakeUs
    return isFresh && memory.reading.hasMovedOn(cluster, container) ? boxKind.wake : boxKind.exited
  }
  const home = containers.node[container]
  const isDead = home >= 0 && cluster.nodes.actual[home] !== nodeState.up
  const slot = containers.slot[container]
  const isReplaced =
    containers.moved[container] === 1 || (slot >= 0 && slots.container[slot] !== container)
  if (isReplaced) {
    const sinceUs = containers.believedSinceUs[container]
    return isDead || timeUs - sinceUs < wakeUs ? boxKind.wake : boxKind.exited
  }
  if (!isDead) return boxKind.exited
  const isAsked = slot >= 0 && slots.asked[slot] === slotState.running
  if (!isAsked) return boxKind.exited
  // On its way to another node, or already waiting in the roads: it left a wake here.
  if (slots.unplaced[slot] >= 0 || memory.reschedulable[container] === 1) return boxKind.wake
  return boxKind.lost
}

function actualKind(
  cluster: Cluster,
  memory: HarbourMemory,
  container: number,
  timeUs: number,
): number {
  switch (cluster.containers.actual[container]) {
    case containerState.running:
      return boxKind.known
    case containerState.paused:
      return boxKind.paused
    case containerState.created:
      return memory.reading.hasFailed(cluster, memory, container, timeUs)
        ? boxKind.failed
        : boxKind.starting
    case containerState.exited:
      return stoppedKind(cluster, memory, container, timeUs)
    default:
      return boxKind.none
  }
}

/** What `docker ps -a` would answer. */
function believedKind(
  cluster: Cluster,
  memory: HarbourMemory,
  container: number,
  timeUs: number,
): number {
  const { containers, nodes } = cluster
  const node = containers.believedNode[container]
  const isDown = node >= 0 && !isTrustedBelief(nodes.believed[node])
  switch (containers.believed[container]) {
    case beliefState.none:
      return boxKind.none
    case beliefState.placing:
      return boxKind.placing
    case beliefState.created:
      return boxKind.starting
    case beliefState.running:
      return isDown ? boxKind.lost : boxKind.known
    case beliefState.paused:
      return boxKind.paused
    default:
      return memory.reading.hasFailed(cluster, memory, container, timeUs)
        ? boxKind.failed
        : boxKind.exited
  }
}

function askedKind(cluster: Cluster, container: number): number {
  const { containers, slots } = cluster
  const slot = containers.slot[container]
  if (slot < 0 || slots.container[slot] !== container) return boxKind.none
  const asked = slots.asked[slot]
  const isJobToDo = asked === slotState.job && containers.believed[container] !== beliefState.exited
  const isAsked = asked === slotState.running || asked === slotState.created || isJobToDo
  return isAsked && containers.believedNode[container] >= 0 ? boxKind.asked : boxKind.none
}
