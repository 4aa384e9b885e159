/**
 * Answers of the filters that ask what a node is (plugin, constraint, platform), kept per request for
 * all nodes: nodes change seldom, tasks come by thousands. Equal requests share the answers.
 */
import { growUint8 } from '../../sim/growable.ts'
import type { ClusterColumns } from './cluster.ts'
import { constraint } from './filters/constraint.ts'
import type { Asked, SwarmkitFilter } from './filters/filter.ts'
import { platform } from './filters/platform.ts'
import { plugin } from './filters/plugin.ts'
import type { CompiledTaskSpec } from './task-spec.ts'

interface PickyColumn {
  /** 0 where the node is accepted, else the refusing filter's place in the order of all filters. */
  refusals: Uint8Array
  /** Entries of the cluster's list of described nodes that are worked in. */
  seen: number
}

export type PickyColumns = Map<string, PickyColumn>

/** Beyond this the oldest column makes room. */
const columnsMax = 1024

/** The filters by their place in the order of all filters: see `filters/index.ts`. */
const pickyFilters: readonly (readonly [number, SwarmkitFilter])[] = [
  [2, plugin],
  [3, constraint],
  [4, platform],
]

const noCounts = new Int32Array(0)

export function pickyRefusals(
  columns: PickyColumns,
  cluster: ClusterColumns,
  spec: CompiledTaskSpec,
): Uint8Array {
  let column = columns.get(spec.key)
  if (column === undefined) {
    if (columns.size >= columnsMax) forgetOldest(columns)
    column = { refusals: new Uint8Array(0), seen: -1 }
    columns.set(spec.key, column)
  }
  const { described, describedFrom } = cluster
  const end = describedFrom + described.length
  if (column.seen === end) return column.refusals
  column.refusals = growUint8(column.refusals, cluster.isKnown.length)
  if (column.seen < describedFrom) {
    for (let slot = 0; slot < cluster.slots; slot++) judge(column, cluster, spec, slot)
  } else {
    for (let at = column.seen; at < end; at++) {
      judge(column, cluster, spec, described[at - describedFrom])
    }
  }
  column.seen = end
  return column.refusals
}

function judge(
  column: PickyColumn,
  cluster: ClusterColumns,
  spec: CompiledTaskSpec,
  slot: number,
): void {
  const asked: Asked = { spec, counts: noCounts }
  const refusal = pickyFilters.find(
    ([, filter]) => filter.applies(spec) && !filter.accepts(cluster, slot, asked),
  )
  column.refusals[slot] = refusal === undefined ? 0 : refusal[0]
}

function forgetOldest(columns: PickyColumns): void {
  for (const key of columns.keys()) {
    columns.delete(key)
    return
  }
}
