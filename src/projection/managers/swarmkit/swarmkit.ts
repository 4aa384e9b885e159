/** How traces of swarm mode are read: its tasks are the containers, its services' slots the slots. */
import { nodeBeliefs } from '../../../model/states.ts'
import { replaceCauses, taskStateNames } from '../../../model/swarm-mode.ts'
import type { ManagerReading } from '../reading.ts'
import { swarmkitFactWords } from './fact-words.ts'

const nodeNames: Readonly<Record<(typeof nodeBeliefs)[number], string>> = {
  unknown: 'absent',
  pending: 'absent',
  healthy: 'ready',
  unhealthy: 'down',
  unconfirmed: 'unknown',
  disconnected: 'disconnected',
}

/** A task that ended by itself or is outdated is replaced, but nothing has moved. */
const isMoved = replaceCauses.map((cause) => cause !== 'ended' && cause !== 'outdated')

export const swarmkitReading: ManagerReading = {
  factWords: swarmkitFactWords,
  noise: new Set(['image.pulling', 'raft.appended', 'raft.committed', 'raft.followed']),
  // Names of tasks are never used twice.
  containerName: ({ tables }, container) => tables.containers[container].name,
  beliefNames: nodeBeliefs.map((belief) => nodeNames[belief]),
  containerState({ containers, slots }, candidates) {
    // A task that was not created yet holds no slot.
    const newest = candidates.findLast((task) => slots.container[containers.slot[task]] >= task)
    return newest === undefined ? 'none' : taskStateNames[containers.taskState[newest]]
  },
  placement: 'task.assigned',
  placing: new Set(['task.assigned', 'container.created']),
  refusedSlot: ({ tables }, { type, a }) =>
    type === 'task.refused' ? tables.containers[a].slot : -1,
  isMove: ({ type, c }) => type === 'task.replaced' && isMoved[c],
  isNotice: ({ type }) => type === 'node.down' || type === 'node.removed',
  trusting: new Set([
    'node.added',
    'node.ready',
    'node.down',
    'node.unknown',
    'node.disconnected',
    'node.removed',
  ]),
}
