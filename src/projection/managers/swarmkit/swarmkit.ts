/** How traces of swarm mode are read: its tasks are the containers, its services' slots the slots. */
import { beliefState, nodeBelief, nodeBeliefs } from '../../../model/states.ts'
import { availabilities, replaceCauses, taskStateNames } from '../../../model/swarm-mode.ts'
import type { ManagerReading } from '../reading.ts'
import { swarmkitCauses } from './causes.ts'
import { swarmkitFactWords } from './fact-words.ts'
import { swarmkitLabel, swarmkitSigns } from './signs.ts'
import { createCommandTeller } from './story/commands.ts'
import { createElectionTeller } from './story/elections.ts'
import { createFailureTeller } from './story/failures.ts'
import { createFollowerTeller } from './story/followers.ts'
import { createManagerTeller } from './story/managers.ts'
import { createMemberTeller } from './story/members.ts'
import { createMoveTeller } from './story/moves.ts'
import { createUpdateTeller } from './story/updates.ts'
import { createWaitingTeller } from './story/waiting.ts'
import { leftWords } from './words.ts'

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

const [assigned, running, complete, failed, rejected] = (
  ['assigned', 'running', 'complete', 'failed', 'rejected'] as const
).map((name) => taskStateNames.indexOf(name))

export const swarmkitReading: ManagerReading = {
  factWords: swarmkitFactWords,
  noise: new Set(['image.pulling', 'raft.appended', 'raft.committed', 'raft.followed']),
  // Names of tasks are never used twice.
  containerName: ({ tables }, container) => tables.containers[container].name,
  beliefNames: nodeBeliefs.map((belief) => nodeNames[belief]),
  containerState({ containers, slots }, candidates) {
    // A task that was not created yet holds no slot.
    const newest = candidates.findLast((task) => slots.container[containers.slot[task]] >= task)
    if (newest === undefined) return 'none'
    const state = containers.taskState[newest]
    // One that had a node and has none any more is deleted.
    const isDeleted = state > assigned && containers.believedNode[newest] < 0
    return isDeleted ? 'none' : taskStateNames[state]
  },
  leftWords,
  leavingStops: true,
  tellers: (context) => [
    createManagerTeller(context),
    createElectionTeller(context),
    createMemberTeller(context),
    createCommandTeller(context),
    createUpdateTeller(context),
    createMoveTeller(context),
    createFailureTeller(context),
    createWaitingTeller(context),
    createFollowerTeller(context),
  ],
  placement: 'task.assigned',
  placing: new Set(['task.assigned', 'container.created']),
  refusedSlot: ({ tables }, { type, a }) =>
    type === 'task.refused' ? tables.containers[a].slot : -1,
  isMoved: ({ tables }, { containers }, container) =>
    containers.moved[tables.containers[container].predecessor] === 1,
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
  // Heartbeats that came as they should are no facts.
  updatedUs: () => undefined,
  heardUs: () => undefined,
  membership({ model }, { nodes, primary }, node) {
    if (nodes.believed[node] === nodeBelief.unknown) return { availability: '', role: '' }
    const leads = primary >= 0 && model.manager.managers[primary].node === node
    return {
      availability: availabilities[nodes.availability[node]],
      role: leads ? 'leader' : nodes.isManager[node] === 1 ? 'manager' : 'worker',
    }
  },
  isBooked({ containers }, container) {
    const believed = containers.believed[container]
    return believed !== beliefState.none && believed !== beliefState.exited
  },
  projects: ({ model }) =>
    new Map(
      model.timeline.flatMap(({ action }) =>
        action.type === 'stack.deploy'
          ? action.services.map(({ name }) => [name, action.stack] as const)
          : [],
      ),
    ),

  causes: swarmkitCauses,
  believedSigns: swarmkitSigns,
  believedLabel: swarmkitLabel,
  isSettled({ nodes }, node) {
    const believed = nodes.believed[node]
    return believed === nodeBelief.healthy || believed === nodeBelief.unhealthy
  },
  hasFailed({ containers }, _memory, container) {
    const state = containers.taskState[container]
    return state === failed || state === rejected
  },
  hasMovedOn: ({ containers }, container) => containers.moved[container] === 1,
  isQueued({ containers }, container) {
    return containers.taskState[container] < assigned && containers.desired[container] <= running
  },
  // Global services follow their nodes: what ran on a lost one is not needed elsewhere.
  isReschedulable: ({ tables }, { spec = -1 }) =>
    (tables.specs ?? [])[spec]?.spec.mode.type.startsWith('replicated') ?? false,
  stoppedNote: ({ containers }, container) =>
    containers.taskState[container] === complete ? 'completed' : 'exited',
}
