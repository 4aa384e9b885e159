/**
 * What decides between nodes that have equally many tasks of the service: all tasks on the node, as in the
 * original, or, as an extension, the share of the node that is reserved.
 */
import type { ClusterColumns } from './cluster.ts'

export type SpreadBy = 'tasks' | 'reserved'

/** Smaller is better: tasks, or thousandths of what the node has. */
export function loadOf(cluster: ClusterColumns, slot: number): number {
  if (cluster.spreadBy === 'tasks') return cluster.activeTasks[slot]
  return Math.round(1000 * reservedShare(cluster, slot))
}

/** The larger of the shares of CPUs and memory that tasks hold; 0 for a node that has none. */
export function reservedShare(cluster: ClusterColumns, slot: number): number {
  const { nanoCpus = 0, memoryBytes = 0 } = cluster.nodes[slot].description?.resources ?? {}
  const cpus = nanoCpus > 0 ? cluster.reservedCpus[slot] / nanoCpus : 0
  const memory = memoryBytes > 0 ? cluster.reservedMemory[slot] / memoryBytes : 0
  return Math.max(cpus, memory)
}
