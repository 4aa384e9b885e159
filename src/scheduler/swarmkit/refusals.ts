/**
 * Counts which filter refused how many nodes, for the text that a waiting task gets. All counts go
 * back to nothing each time a node is accepted, so the text tells of the nodes refused since.
 */
import type { ClusterColumns } from './cluster.ts'
import { swarmkitFilters } from './filters/index.ts'
import { type Group, refusalOf } from './group.ts'

export interface Refusals {
  readonly counts: Int32Array
  /** Whether a node was accepted since the counts were made. */
  wasReset: boolean
}

export function createRefusals(): Refusals {
  return { counts: new Int32Array(swarmkitFilters.length), wasReset: false }
}

/** Whether the node is accepted; counts the answer. */
export function accepts(
  refusals: Refusals,
  cluster: ClusterColumns,
  { group, slot }: { readonly group: Group; readonly slot: number },
): boolean {
  const refusal = refusalOf(cluster, group, slot)
  countAnswer(refusals, refusal)
  return refusal < 0
}

/** Counts an answer that is known already. */
export function countAnswer(refusals: Refusals, refusal: number): void {
  if (refusal < 0) {
    refusals.counts.fill(0)
    refusals.wasReset = true
  } else {
    refusals.counts[refusal]++
  }
}

/** `insufficient resources on 2 nodes; missing plugin on 1 node`; `''` when nothing was refused. */
export function explainRefusals({ counts }: Refusals): string {
  return [...counts.keys()]
    .filter((index) => counts[index] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .map((index) => swarmkitFilters[index].explain(counts[index]))
    .join('; ')
}
