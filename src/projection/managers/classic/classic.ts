/** How traces of classic Swarm are read. */
import { containerStates, nodeBeliefs } from '../../../model/states.ts'
import { shortContainerId } from '../../../model/trace-json.ts'
import { theOneThatCounts } from '../../containers-named.ts'
import type { ManagerReading } from '../reading.ts'
import { classicFactWords } from './fact-words.ts'

export const classicReading: ManagerReading = {
  factWords: classicFactWords,
  noise: new Set(['engine.answered', 'image.pulling', 'reschedule.skipped']),
  // Two containers of one name may be there at once.
  containerName: (trace, container) =>
    `${trace.tables.containers[container].name} (${shortContainerId(trace, container)})`,
  beliefNames: nodeBeliefs,
  containerState(cluster, candidates) {
    const container = theOneThatCounts(cluster, candidates)
    return containerStates[container < 0 ? 0 : cluster.containers.actual[container]]
  },
  placement: 'container.placed',
  placing: new Set(['container.placed', 'container.created', 'belief.added']),
  refusedSlot: (_trace, { type, a }) => (type === 'slot.unplaced' ? a : -1),
  // A container that is moved to even out the load is stated as moved as well.
  isMove: ({ type }) => type === 'reschedule.moved',
  isNotice({ type, a }, cluster) {
    // A manager that starts anew drops everything it will find again in discovery.
    const isLeaving = type === 'engine.dropped' && cluster.nodes.listed[a] === 0
    return type === 'engine.unhealthy' || isLeaving
  },
  trusting: new Set([
    'engine.unhealthy',
    'engine.reconnected',
    'engine.connected',
    'engine.mismatched',
    'engine.dropped',
  ]),
}
