/**
 * What differs between managers for whoever reads a trace: which of their facts plays which part, and
 * the words their users know. A manager is one folder here and one line in the registry.
 */
import type { Cluster } from '../../model/cluster.ts'
import type { FactType } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import type { FactWords } from '../names.ts'
import type { Row } from '../walk.ts'

export interface ManagerReading {
  /** How its facts read; those it does not name read as for every manager. */
  readonly factWords: FactWords
  /** Periodic news that explains nothing by itself. */
  readonly noise: ReadonlySet<FactType>
  /** A container's name where it must not be mistaken for another. */
  containerName(trace: Trace, container: number): string
  /** What its users call the state of a node, by `nodeBelief` code. */
  readonly beliefNames: readonly string[]
  /** The state of the newest of these containers, in its users' words. */
  containerState(cluster: Cluster, candidates: readonly number[]): string

  /** The fact that puts container `a` on node `b`. */
  readonly placement: FactType
  /** Facts that tell that container `a` is on node `b`; the placement is one of them. */
  readonly placing: ReadonlySet<FactType>
  /** The slot that found no node by this fact, -1 for none. */
  refusedSlot(trace: Trace, row: Row): number
  /** Container `a`, with which as such nothing was wrong, is given up for another one. */
  isMove(row: Row): boolean
  /** The manager gives node `a` up. */
  isNotice(row: Row, cluster: Cluster): boolean
  /** What the manager believes of node `a`, and so of what runs there, may be another thing now. */
  readonly trusting: ReadonlySet<FactType>
}
