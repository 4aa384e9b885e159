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
  const { nodes, timeUs } = cluster
  const heardUs = nodes.heardUs[node] > 0 ? nodes.heardUs[node] : undefined
  // An engine that hangs does not answer: the refresh that met it is still waiting.
  const hangs = nodes.actual[node] === nodeState.frozen
  const beatUs = beatBefore(trace, cluster, node, hangs ? nodes.actualSinceUs[node] : timeUs)
  return beatUs === undefined ? heardUs : Math.max(heardUs ?? 0, beatUs)
}

/**
 * When the engine itself was heard last, an answer or an event: so old is what the manager believes of
 * it. A refused connection is an update, and no news of its containers.
 *
 * @param nowUs a moment at which the cluster is still as it is
 */
export function lastHeardUs(
  trace: Trace,
  cluster: Cluster,
  node: number,
  nowUs: number,
): number | undefined {
  const { actual, actualSinceUs, heardUs } = cluster.nodes
  const untilUs = actual[node] === nodeState.up ? nowUs : actualSinceUs[node]
  const beatUs = beatBefore(trace, cluster, node, untilUs)
  const factUs = heardUs[node] > 0 ? Math.min(heardUs[node], untilUs) : undefined
  // What came after it stopped answering was a refusal: the beat before counts.
  if (heardUs[node] > untilUs && beatUs !== undefined) return beatUs
  return beatUs === undefined ? factUs : Math.max(factUs ?? 0, beatUs)
}

/** The last quiet refresh of the loop that asks the engine; nothing where none is known. */
function beatBefore(
  trace: Trace,
  { nodes, primary }: Cluster,
  node: number,
  untilUs: number,
): number | undefined {
  const loop = nodes.loop[node]
  if (primary < 0 || loop < 0) return undefined
  const startUs = nodes.loopStartUs[node]
  return refreshLoop(trace.model, { manager: primary, node, loop, startUs }).lastUntil(untilUs)
}
