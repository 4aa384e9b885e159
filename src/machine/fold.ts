/**
 * Folding a trace into clusters: at any fact, forwards step by step, and to any moment through key
 * frames, so that a jump costs at most the distance between two of them.
 */
import { type Cluster, copyCluster, createCluster } from '../model/cluster.ts'
import type { Trace } from '../model/trace.ts'
import { apply } from './apply.ts'

/** A cluster in which none of the trace's facts has happened. */
export function emptyClusterOf(trace: Trace): Cluster {
  const { containers, slots } = trace.tables
  const cluster = createCluster({
    nodes: trace.model.nodes.length,
    containers: containers.length,
    slots: slots.length,
    managers: trace.model.manager.managers.length,
    services: trace.tables.services?.length ?? 0,
  })
  for (const [container, { slot }] of containers.entries()) {
    cluster.containers.slot[container] = slot
  }
  return cluster
}

/** Applies facts `[from, until)`. */
export function applyRange(cluster: Cluster, trace: Trace, from: number, until: number): void {
  for (let row = from; row < until; row++) {
    apply(cluster, trace.timeUs[row], trace.type[row], trace.a[row], trace.b[row], trace.c[row])
  }
}

/** The cluster before fact `position` (0: nothing happened; `trace.length`: the end). */
export function clusterAt(trace: Trace, position: number): Cluster {
  const cluster = emptyClusterOf(trace)
  applyRange(cluster, trace, 0, position)
  return cluster
}

/** Number of facts with a time of at most `timeUs`. */
export function positionAt(trace: Trace, timeUs: number): number {
  let low = 0
  let high = trace.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (trace.timeUs[middle] <= timeUs) low = middle + 1
    else high = middle
  }
  return low
}

/** A cluster that can be moved to any position of its trace. */
export interface Playhead {
  readonly cluster: Cluster
  /** Facts applied so far. */
  readonly position: number
  moveTo(position: number): Cluster
}

/** Clusters along a trace, one every so many facts; the first holds the beginning. */
export interface KeyFrames {
  readonly factsPerFrame: number
  readonly clusters: (Cluster | undefined)[]
}

/** Below this distance a fold is quicker than the copy that would save it. */
const factsPerFrameMin = 16_384

/** What all key frames of a trace may take: a page holds several runs. */
const framesBytesMax = 64 * 1024 * 1024

/** How far key frames may stand apart, so that they fit: far in a long trace of a large cluster. */
export function keyFrameDistance(trace: Trace): number {
  const { containers, slots } = trace.tables
  // A row of the columns in `cluster.ts` is about sixty bytes; a little more or less does not matter.
  const clusterBytes = 60 * (containers.length + slots.length + trace.model.nodes.length)
  return Math.max(factsPerFrameMin, Math.ceil((trace.length * clusterBytes) / framesBytesMax))
}

/** All key frames of a trace, in one fold: for where no jump may wait for the first pass. */
export function keyFramesOf(trace: Trace, factsPerFrame = keyFrameDistance(trace)): KeyFrames {
  const cluster = emptyClusterOf(trace)
  const clusters: Cluster[] = []
  for (let from = 0; from < trace.length; from += factsPerFrame) {
    clusters.push(copyCluster(cluster))
    applyRange(cluster, trace, from, Math.min(trace.length, from + factsPerFrame))
  }
  return { factsPerFrame, clusters }
}

/**
 * @param frames distance between key frames, which are then made when a region is first passed; or
 *   the key frames themselves, which are the playhead's own from then on.
 */
export function createPlayhead(
  trace: Trace,
  frames: number | KeyFrames = keyFrameDistance(trace),
): Playhead {
  const { factsPerFrame, clusters } =
    typeof frames === 'number' ? { factsPerFrame: frames, clusters: [] } : frames
  let cluster = emptyClusterOf(trace)
  let position = 0

  function advance(until: number): void {
    while (position < until) {
      const frame = position / factsPerFrame
      if (Number.isInteger(frame)) clusters[frame] ??= copyCluster(cluster)
      const stop = Math.min(until, (Math.floor(frame) + 1) * factsPerFrame)
      applyRange(cluster, trace, position, stop)
      position = stop
    }
  }

  return {
    get cluster() {
      return cluster
    },
    get position() {
      return position
    },
    moveTo(target) {
      const wanted = Math.max(0, Math.min(trace.length, target))
      let frame = Math.floor(wanted / factsPerFrame)
      while (frame > 0 && !clusters[frame]) frame--
      const frameAt = frame * factsPerFrame
      const isBehind = wanted < position
      const isFarAhead = frameAt > position
      if (isBehind || isFarAhead) {
        const key = clusters[frame]
        cluster = key ? copyCluster(key) : emptyClusterOf(trace)
        position = key ? frameAt : 0
      }
      advance(wanted)
      return cluster
    },
  }
}
