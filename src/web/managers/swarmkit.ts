/** Swarm mode in the workbench. */

import { swarmkitSettings } from '../../model/settings.ts'
import { managerStates, memberOfBelief, memberStates, nodeState } from '../../model/states.ts'
import { availabilities } from '../../model/swarm-mode.ts'
import { dockerQueries } from '../../projection/docker-words.ts'
import { smallerSide } from '../../projection/harbour-cut.ts'
import { changeLink, dockerCommand, linkChanges, partition } from '../state/interventions.ts'
import { machineVerbs, placeVerbs } from './machine-verbs.ts'
import { ownMachineVerbs } from './manager-verb.ts'
import type { ManagerView, Verb } from './manager-view.ts'
import { memberVerbs } from './member-verbs.ts'
import { serviceVerbs } from './service-verbs.ts'

export const swarmkitView: ManagerView = {
  thing: 'task',
  aboutRun(model) {
    const count = swarmkitSettings(model).managers.filter(({ isLater }) => isLater !== true).length
    return ['swarm mode', count === 1 ? '1 manager' : `${count} managers`]
  },
  dockerExample: 'service scale web=5, node update --availability drain node-2',
  dockerCommands: [
    ...['service create', 'service update', 'service scale', 'service rollback', 'service rm'],
    ...['stack deploy', 'stack rm', 'node update', 'node promote', 'node demote', 'node rm'],
    ...['secret create', 'secret rm', 'config create', 'config rm', 'network create', 'network rm'],
    ...['swarm init', 'swarm update', 'swarm join', 'swarm leave', 'swarm join-token', 'swarm ca'],
    ...['swarm unlock', 'swarm unlock-key'],
    ...dockerQueries.swarmkit,
  ],
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
    ...linkVerbs(trace.model.nodes[node].name),
    ...memberVerbs(trace, cluster, node),
  ],
  verbsOfManager(trace, cluster, manager): Verb[] {
    const { name, node } = trace.model.manager.managers[manager]
    const isDown = managerStates[cluster.managers[manager]] === 'down'
    const isLeader = cluster.raft.leader[manager] === manager
    const isAble = !isLeader || cluster.raft.isStalled[manager] === 1
    return [
      ...(node < 0 ? ownMachineVerbs(trace, cluster, manager) : machineVerbs(trace, cluster, node)),
      ...linkVerbs(name),
      ...(node < 0
        ? []
        : memberVerbs(trace, cluster, node).filter((verb) => verb.name === 'Demote')),
      {
        name: 'Force a new cluster',
        does: 'it goes on alone, whatever the others have: for a lost quorum',
        kind: 'ask',
        refused: isDown ? 'it is down' : isAble ? '' : 'it leads, and has its quorum',
        change: (nowUs) => dockerCommand('swarm init --force-new-cluster', nowUs, name),
      },
    ]
  },
  verbsOfPlace: (trace, cluster, place) => [
    ...placeVerbs(trace, cluster, place),
    {
      name: 'Partition',
      does: 'nothing gets through between it and all others',
      kind: 'break',
      refused: '',
      change: (nowUs) => partition([`${place.kind}:${place.name}`], nowUs),
    },
    ...linkVerbs(`${place.kind}:${place.name}`),
  ],
  // A task is not handled by itself: whatever is asked, its service is asked for.
  verbsOfContainer(trace, cluster, task) {
    const { slot } = trace.tables.containers[task]
    return slot < 0 ? [] : serviceVerbs(trace, cluster, trace.tables.slots[slot].service)
  },
  verbsOfService: serviceVerbs,
  scaling(trace, cluster, service, count) {
    const scale = serviceVerbs(trace, cluster, service).find(({ name }) => name === 'Scale…')
    const change = (nowUs: number) => dockerCommand(`service scale ${service}=${count}`, nowUs)
    return { refused: scale?.refused ?? '', change }
  },
  admit: async (question) => (await import('../admit/swarmkit.ts')).admitSwarmkit(question),
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

/** `member` is a machine, or all of a place. */
function linkVerbs(member: string): Verb[] {
  return linkChanges.map((link) => ({
    name: link.name,
    does: link.does,
    kind: 'break',
    refused: '',
    change: (nowUs) => changeLink(member, link, nowUs),
  }))
}
