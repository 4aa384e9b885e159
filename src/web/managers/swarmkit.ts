/** Swarm mode in the workbench. */
import { swarmkitSettings } from '../../model/settings.ts'
import { managerStates, memberOfBelief, memberStates, nodeState } from '../../model/states.ts'
import { availabilities } from '../../model/swarm-mode.ts'
import { smallerSide } from '../../projection/harbour-cut.ts'
import { breakMachine, dockerCommand, faultWords } from '../state/interventions.ts'
import { machineVerbs } from './machine-verbs.ts'
import type { ManagerView, Verb } from './manager-view.ts'
import { memberVerbs } from './member-verbs.ts'

export const swarmkitView: ManagerView = {
  thing: 'task',
  aboutRun(model) {
    const count = swarmkitSettings(model).managers.filter(({ isLater }) => isLater !== true).length
    return ['swarm mode', count === 1 ? '1 manager' : `${count} managers`]
  },
  dockerExample: 'service scale web=5, node update --availability drain node-2',
  ranking: () =>
    'Terms are compared one after another, the smaller number wins; equals are a draw. The first counts only from five failures in five minutes on.',
  refusedEnd: () => '',
  belief: {
    title: 'The node, as the leader’s store has it',
    machine: 'member',
    stateOf: ({ nodes }, node) => memberStates[memberOfBelief(nodes.believed[node])] ?? 'absent',
  },
  beliefWords: { healthy: 'ready', unhealthy: 'down' },
  verbsOfNode: (trace, cluster, node) => [
    ...machineVerbs(trace, cluster, node),
    ...memberVerbs(trace, cluster, node),
  ],
  verbsOfManager(trace, cluster, manager): Verb[] {
    const { name, node } = trace.model.manager.managers[manager]
    const isDown = managerStates[cluster.managers[manager]] === 'down'
    const machine: Verb[] =
      node < 0
        ? (['crash', 'recover'] as const).map((fault) => ({
            ...faultWords[fault],
            kind: 'break',
            isAllowed: (fault === 'crash') !== isDown,
            change: (nowUs) => breakMachine(fault, { type: 'manager', name }, nowUs),
          }))
        : [
            ...machineVerbs(trace, cluster, node),
            ...memberVerbs(trace, cluster, node).filter((verb) => verb.name === 'Demote'),
          ]
    const isLeader = cluster.raft.leader[manager] === manager
    return [
      ...machine,
      {
        name: 'Force a new cluster',
        does: 'it goes on alone, whatever the others have: for a lost quorum',
        kind: 'ask',
        isAllowed: !isDown && (!isLeader || cluster.raft.isStalled[manager] === 1),
        change: (nowUs) => dockerCommand('swarm init --force-new-cluster', nowUs, name),
      },
    ]
  },
  canPartition: true,
  cut(_model, sides) {
    const side = smallerSide(sides)
    return { side, refused: side.length === 0 ? 'no machine is on the other side' : '' }
  },
  hasElections: true,
  hasServices: true,
  nodeFacts({ model }, { nodes, managers }, node) {
    if (nodes.actual[node] === nodeState.absent) return []
    const manager = model.manager.managers.findIndex((spec) => spec.node === node)
    const isManager = nodes.isManager[node] === 1
    const isLeader = isManager && manager >= 0 && managerStates[managers[manager]] === 'primary'
    return [
      ['availability', availabilities[nodes.availability[node]]],
      ['role', isLeader ? 'manager, the leader' : isManager ? 'manager' : 'worker'],
    ]
  },
}
