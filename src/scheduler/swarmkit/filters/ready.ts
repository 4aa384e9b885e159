/** Keeps the nodes that are ready and active. It concerns every task. */
import type { SwarmkitFilter } from './filter.ts'

export const ready: SwarmkitFilter = {
  name: 'ready',
  applies: () => true,
  accepts: (cluster, slot) => cluster.isReady[slot] === 1,
  explain: (nodes) => `${nodes} node${nodes === 1 ? '' : 's'} not available for new tasks`,
  reason({ nodes }, slot) {
    const { state, availability } = nodes[slot]
    if (state !== 'ready') return `the node is ${state}`
    return availability === 'drain' ? 'the node is being drained' : 'the node is paused'
  },
}
