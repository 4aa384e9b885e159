/**
 * Tasks of one service and spec version, which are scheduled together, and what the columns hold for
 * them. `refusalOf` and `rankOf` are asked for every task and node, so they do at once, over numbers,
 * what the filters in `filters/` do one by one; a test holds them together.
 */
import { type ClusterColumns, portColumn } from './cluster.ts'
import { hasEnough } from './generic-resources.ts'
import { loadOf } from './load.ts'
import { type PickyColumns, pickyRefusals } from './picky-nodes.ts'
import { countsOf, failuresMax, recentFailures, type Service } from './services.ts'
import type { CompiledTaskSpec } from './task-spec.ts'

export interface Group {
  readonly service: Service
  readonly version: number
  readonly spec: CompiledTaskSpec
  /** Active tasks of the service, per slot. */
  readonly counts: Int32Array
  /** See `picky-nodes.ts`; `undefined` when no such filter concerns the task. */
  readonly picky: Uint8Array | undefined
  readonly ports: readonly Uint8Array[]
  /** Recent failures by slot. */
  readonly failures: ReadonlyMap<number, number> | undefined
}

export interface GroupKey {
  readonly service: Service
  readonly version: number
  readonly spec: CompiledTaskSpec
}

export function openGroup(
  { cluster, picky }: { readonly cluster: ClusterColumns; readonly picky: PickyColumns },
  { service, version, spec }: GroupKey,
  timeUs: number,
): Group {
  return {
    service,
    version,
    spec,
    counts: countsOf(service, cluster.slots),
    picky: spec.isPicky ? pickyRefusals(picky, cluster, spec) : undefined,
    ports: spec.hostPorts.map((port) => portColumn(cluster, port)),
    failures: service.failures.size === 0 ? undefined : recentFailures(service, version, timeUs),
  }
}

/** The first filter that refuses the node, by its place in the order; -1 for none. */
export function refusalOf(cluster: ClusterColumns, group: Group, slot: number): number {
  if (cluster.isReady[slot] === 0) return 0
  const { spec, picky, ports } = group
  if (spec.reserves) {
    if (spec.nanoCpus > cluster.freeCpus[slot] || spec.memoryBytes > cluster.freeMemory[slot]) {
      return 1
    }
    if (spec.generic.length > 0) {
      const pool = cluster.generic[slot]
      if (pool === undefined || !spec.generic.every((wanted) => hasEnough(pool, wanted))) return 1
    }
  }
  if (picky !== undefined && picky[slot] !== 0) return picky[slot]
  for (let index = 0; index < ports.length; index++) if (ports[index][slot] !== 0) return 5
  return spec.maxReplicas > 0 && group.counts[slot] >= spec.maxReplicas ? 6 : -1
}

/** Room for two million tasks on a node below the next term, so that terms never mix. */
const termSize = 2 ** 21
/** More failures than this on one node are as bad as this many. */
const failuresTermMax = 1023

/**
 * Smaller is better: failures (from five on, else they do not matter), then tasks of the service,
 * then the load of the node. Nodes of equal rank are equally good.
 */
export function rankOf(cluster: ClusterColumns, group: Group, slot: number): number {
  const rank = group.counts[slot] * termSize + loadOf(cluster, slot)
  if (group.failures === undefined) return rank
  const failures = group.failures.get(slot) ?? 0
  if (failures < failuresMax) return rank
  return rank + Math.min(failures, failuresTermMax) * termSize * termSize
}
