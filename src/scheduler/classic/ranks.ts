/**
 * The rank of every node for one amount of CPUs and memory, kept as a column per amount. A change of
 * a node is noted once; each column catches up when it is read, so unused ones cost nothing.
 */
import { assert } from '../../sim/assert.ts'
import { growInt32 } from '../../sim/growable.ts'
import type { ClusterColumns } from './cluster.ts'
import { percentInUse, scoreMax } from './resources.ts'
import { containersMax, type ScoringStrategy } from './strategies/strategy.ts'

export interface RankColumn {
  readonly cpus: number
  readonly memoryBytes: number
  /** Smaller is better; `noRank` where the request does not fit. */
  ranks: Int32Array
  /** Changes of the cluster that are worked in; -1 for none. */
  seen: number
  forgotten: boolean
}

/** One per amount asked for; a `Map` keeps the order in which they were made. */
export type RankColumns = Map<string, RankColumn>

export const noRank = 0x7fffffff

/** Beyond this the oldest column makes room. */
const columnsMax = 128

export interface Amounts {
  readonly cpus: number
  readonly memoryBytes: number
}

export function rankColumnOf(columns: RankColumns, { cpus, memoryBytes }: Amounts): RankColumn {
  const key = `${cpus} ${memoryBytes}`
  const known = columns.get(key)
  if (known !== undefined) return known
  if (columns.size >= columnsMax) forgetOldest(columns)
  const column = { cpus, memoryBytes, ranks: new Int32Array(0), seen: -1, forgotten: false }
  columns.set(key, column)
  return column
}

/** Works in what has changed since the column was read last. */
export function catchUp(
  column: RankColumn,
  cluster: ClusterColumns,
  strategy: ScoringStrategy,
): Int32Array {
  const { changed, changes } = cluster
  if (column.seen === changes) return column.ranks
  if (column.ranks.length < cluster.capacity) {
    column.ranks = growInt32(column.ranks, cluster.capacity)
    column.seen = -1
  }
  const { ranks } = column
  if (column.seen < 0 || changes - column.seen > changed.length) {
    for (let slot = 0; slot < cluster.slots; slot++) {
      ranks[slot] = rankOf(cluster, strategy, slot, column)
    }
  } else {
    for (let at = column.seen; at < changes; at++) {
      const slot = changed[at % changed.length]
      ranks[slot] = rankOf(cluster, strategy, slot, column)
    }
  }
  column.seen = changes
  return ranks
}

export interface Score {
  readonly cpu: number
  readonly memory: number
  /** Factor times health. */
  readonly health: number
  readonly sum: number
}

/** The terms of a node's score; `undefined` if the request does not fit. */
export function scoreOf(
  cluster: ClusterColumns,
  strategy: ScoringStrategy,
  slot: number,
  { cpus, memoryBytes }: Amounts,
): Score | undefined {
  const totalCpus = cluster.totalCpus[slot]
  const totalMemoryBytes = cluster.totalMemoryBytes[slot]
  if (totalMemoryBytes < memoryBytes || totalCpus < cpus) return undefined
  const cpu = percentInUse({ used: cluster.usedCpus[slot], asked: cpus, total: totalCpus })
  const used = cluster.usedMemoryBytes[slot]
  const memory = percentInUse({ used, asked: memoryBytes, total: totalMemoryBytes })
  if (cpu > scoreMax || memory > scoreMax) return undefined
  const health = strategy.healthFactor * cluster.health[slot]
  return { cpu, memory, health, sum: cpu + memory + health }
}

function rankOf(
  cluster: ClusterColumns,
  strategy: ScoringStrategy,
  slot: number,
  amounts: Amounts,
): number {
  const score = scoreOf(cluster, strategy, slot, amounts)
  if (score === undefined) return noRank
  const containers = cluster.containerCount[slot]
  if (containers > containersMax) assert(false, 'too many containers on one node to rank it')
  return strategy.rank(score.sum, containers)
}

function forgetOldest(columns: RankColumns): void {
  for (const [key, column] of columns) {
    column.forgotten = true
    columns.delete(key)
    return
  }
}
