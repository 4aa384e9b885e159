/**
 * Keeps the nodes that answer. A node with recent failures below the limit still passes: its lower
 * health only shows in the score.
 */
import type { ClassicFilter, Condition } from '../condition.ts'

const isHealthy: Condition = {
  type: 'condition',
  filter: 'health',
  question: { type: 'health' },
  wanted: true,
  error: 'No healthy node available in the cluster',
  reason(cluster, slot) {
    const { state, failures } = cluster.states[slot]
    if (state !== 'healthy') return `the node is ${state}`
    return `${failures} failures in a row, the limit is ${cluster.failureRetry}`
  },
}

export const health: ClassicFilter = { name: 'health', steps: () => [isHealthy] }
