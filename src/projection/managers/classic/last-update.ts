/**
 * When the manager last updated what it knows of an engine, as `docker info` shows it. Refreshes
 * that found nothing new are no facts, but their times follow from the seed.
 */
import type { Cluster } from '../../../model/cluster.ts'
import { refreshLoop } from '../../../model/refresh-loop.ts'
import { nodeState } from '../../../model/states.ts'
import type { Trace } from '../../../model/trace.ts'

/** Time of the last update in microseconds, or `undefined` when there was none. */
export function lastUpdateUs(trace: Trace, cluster: Cluster, node: number): number | undefined {
  const { nodes, primary } = cluster
  const heardUs = nodes.heardUs[node] > 0 ? nodes.heardUs[node] : undefined
  const loop = nodes.loop[node]
  if (primary < 0 || loop < 0) return heardUs
  // An engine that hangs does not answer: the refresh that met it is still waiting.
  const hangs = nodes.actual[node] === nodeState.frozen
  const untilUs = hangs ? nodes.actualSinceUs[node] : cluster.timeUs
  const startUs = nodes.loopStartUs[node]
  const beats = refreshLoop(trace.model, { manager: primary, node, loop, startUs })
  const refreshedUs = beats.lastUntil(untilUs)
  if (refreshedUs === undefined) return heardUs
  return Math.max(heardUs ?? 0, refreshedUs)
}
