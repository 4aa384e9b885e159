/** How traces of classic Swarm are read. */
import { beliefState, containerStates, nodeBeliefs } from '../../../model/states.ts'
import { shortContainerId } from '../../../model/trace-json.ts'
import { theOneThatCounts } from '../../containers-named.ts'
import type { ManagerReading } from '../reading.ts'
import { classicCauses } from './causes.ts'
import { classicFactWords } from './fact-words.ts'
import { lastHeardUs, lastUpdateUs } from './last-update.ts'
import { classicLabel, classicSigns, isSettled } from './signs.ts'
import { createCommandTeller } from './story/commands.ts'
import { createManagerTeller } from './story/managers.ts'
import { createMemberTeller } from './story/members.ts'
import { createRescheduleTeller } from './story/reschedule.ts'
import { createReturnTeller } from './story/returns.ts'

/** Compose puts it on every container: compose/const.py of Compose 1.6. */
const projectLabel = 'com.docker.compose.project'
const policyLabel = 'com.docker.swarm.reschedule-policies'

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
  leftWords: 'was taken out of discovery',
  leavingStops: false,
  tellers: (context) => [
    createManagerTeller(context),
    createMemberTeller(context),
    createCommandTeller(context),
    createRescheduleTeller(context),
    createReturnTeller(context),
  ],
  placement: 'container.placed',
  placing: new Set(['container.placed', 'container.created', 'belief.added']),
  refusedSlot: (_trace, { type, a }) => (type === 'slot.unplaced' ? a : -1),
  // A container that is moved to even out the load is stated as moved as well.
  isMoved: ({ tables }, _cluster, container) => tables.containers[container].predecessor >= 0,
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
  updatedUs: lastUpdateUs,
  heardUs: lastHeardUs,
  membership: () => undefined,
  isBooked: ({ containers }, container) => containers.believed[container] !== beliefState.none,
  projects: ({ tables: { slots, containers, configs } }) =>
    new Map(
      containers.flatMap(({ slot, config }) => {
        const project = configs[config].labels[projectLabel]
        return slot < 0 || project === undefined ? [] : [[slots[slot].service, project]]
      }),
    ),

  causes: classicCauses,
  believedSigns: classicSigns,
  believedLabel: classicLabel,
  isSettled,
  hasFailed: (_cluster, { startFailedUs }, container, timeUs) => startFailedUs[container] <= timeUs,
  // One that is moved while it runs is removed as soon as it has stopped.
  hasMovedOn: () => false,
  // Nothing holds a slot before it has a place.
  isQueued: () => false,
  isReschedulable: (_trace, _row, { env, labels }) =>
    env.some((entry) => entry === 'reschedule:on-node-failure') ||
    (labels[policyLabel] ?? '').includes('on-node-failure'),
  stoppedNote: () => 'exited',
}
