/** The containers that a name in a claim means, and which of them counts. */
import type { Cluster } from '../model/cluster.ts'
import { containerState } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'

/** Containers with this name, or whose slot or only service has it; newest last. */
export function containersNamed(trace: Trace, name: string): readonly number[] {
  const { containers, slots } = trace.tables
  const numbersWhere = (matches: (container: number) => boolean) =>
    containers.flatMap((_, container) => (matches(container) ? [container] : []))
  const exact = numbersWhere((container) => containers[container].name === name)
  if (exact.length > 0) return exact
  const ofSlot = numbersWhere((container) => slots[containers[container].slot]?.name === name)
  if (ofSlot.length > 0) return ofSlot
  const ofService = slots.filter(({ service }) => service === name)
  if (ofService.length !== 1) return []
  return numbersWhere((container) => slots[containers[container].slot]?.service === name)
}

/** The newest that runs, else the newest that exists, else -1. */
export function theOneThatCounts(cluster: Cluster, candidates: readonly number[]): number {
  const { actual } = cluster.containers
  const newest = (isIt: (state: number) => boolean) =>
    candidates.findLast((container) => isIt(actual[container])) ?? -1
  const running = newest((state) => state === containerState.running)
  if (running >= 0) return running
  return newest((state) => state !== containerState.none && state !== containerState.removed)
}
