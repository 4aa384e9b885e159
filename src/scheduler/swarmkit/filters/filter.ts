/**
 * What a filter is. A node is judged by the filters in a fixed order and refused by the first that
 * does not accept it. A filter that does not concern the task is not asked.
 */
import type { ClusterColumns } from '../cluster.ts'
import type { CompiledTaskSpec } from '../task-spec.ts'

/** A task, seen as all the filters need it. */
export interface Asked {
  readonly spec: CompiledTaskSpec
  /** Active tasks of its service, per slot. */
  readonly counts: Int32Array
}

export type SwarmkitFilterName =
  | 'ready'
  | 'resource'
  | 'plugin'
  | 'constraint'
  | 'platform'
  | 'hostPort'
  | 'maxReplicas'

export interface SwarmkitFilter {
  readonly name: SwarmkitFilterName
  /** Whether it concerns the task. */
  applies(spec: CompiledTaskSpec): boolean
  accepts(cluster: ClusterColumns, slot: number, asked: Asked): boolean
  /** The original's words for this many nodes that it refused. */
  explain(nodes: number): string
  /** Why this node is refused, for people. */
  reason(cluster: ClusterColumns, slot: number, asked: Asked): string
}

/** `missing plugin on 1 node`, `... on 2 nodes`. */
export function onNodes(words: string): (nodes: number) => string {
  return (nodes) => `${words} on ${nodes} node${nodes === 1 ? '' : 's'}`
}
