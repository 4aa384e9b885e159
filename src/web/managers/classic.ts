/** Classic Swarm in the workbench. */

import { classicSettings, failuresMaxOf, retriesUnplaced } from '../../model/settings.ts'
import { engineStates, nodeState } from '../../model/states.ts'
import { dockerQueries } from '../../projection/docker-words.ts'
import { smallerSide } from '../../projection/harbour-cut.ts'
import { engineFault, joinAgain, leaveDiscovery, leaveWords } from '../state/interventions.ts'
import { classicScaling, classicServiceVerbs } from './classic-services.ts'
import { containerVerbs } from './container-verbs.ts'
import { machineVerbs, placeVerbs } from './machine-verbs.ts'
import { ownMachineVerbs } from './manager-verb.ts'
import type { ManagerView, Verb } from './manager-view.ts'

export const classicView: ManagerView = {
  thing: 'container',
  aboutRun: (model) => ['classic 1.1', classicSettings(model).strategy],
  dockerExample: 'run -d -m 512m -e reschedule:on-node-failure nginx:1.9',
  dockerCommands: [
    ...['run', 'create', 'start', 'stop', 'kill', 'pause', 'unpause', 'rm'],
    ...['network create', 'volume create', 'compose up', 'compose scale', 'compose down'],
    ...dockerQueries.classic,
  ],
  ranking(strategy) {
    if (strategy === 'random') return 'random draws among the nodes that the filters left.'
    const sign = strategy === 'spread' ? '−' : '+'
    const wins =
      strategy === 'spread' ? 'The lowest wins, then fewer' : 'The highest wins, then more'
    return `weight = cpu % + memory % ${sign} 10 × health. ${wins} containers; equals are a draw.`
  },
  refusedEnd: (model) => (retriesUnplaced(model) ? '' : 'Swarm 1.1 does not try again by itself.'),
  belief: {
    title: 'Its engine, as the manager sees it',
    machine: 'engine',
    stateOf: ({ nodes }, node) => engineStates[nodes.believed[node]],
  },
  beliefWords: { healthy: 'healthy', unhealthy: 'unhealthy' },
  verbsOfNode(trace, cluster, node): Verb[] {
    const { actual, listed } = cluster.nodes
    const { name } = trace.model.nodes[node]
    const isUp = actual[node] === nodeState.up
    const down = isUp ? '' : 'its engine does not answer'
    const isListed = listed[node] === 1 && actual[node] !== nodeState.absent
    return [
      ...machineVerbs(trace, cluster, node),
      {
        name: 'Close its event stream',
        does: 'the manager hears of its containers at the next refresh only',
        kind: 'break',
        refused: down,
        change: (nowUs) => engineFault('close-events', name, nowUs),
      },
      {
        name: 'Replace the machine',
        does: 'an empty one with another engine ID stands at its address',
        kind: 'break',
        refused: down,
        change: (nowUs) => engineFault('replace', name, nowUs),
      },
      {
        name: 'Slow link',
        does: 'messages take longer',
        kind: 'break',
        refused: 'connections of classic Swarm are there or refused',
      },
      {
        ...leaveWords,
        kind: 'ask',
        refused: isListed ? '' : 'discovery does not list it',
        change: (nowUs) => leaveDiscovery(name, nowUs),
      },
      {
        name: 'List it again',
        does: 'the manager finds it at the next reading of discovery',
        kind: 'ask',
        refused: isListed ? 'discovery lists it' : isUp ? '' : 'its machine is not up',
        change: (nowUs) => joinAgain(name, nowUs),
      },
      {
        name: 'Drain, pause, label',
        does: 'what swarm mode has for it',
        kind: 'ask',
        refused: 'classic Swarm has no such command: labels are given to an engine when it starts',
      },
    ]
  },
  verbsOfManager: ownMachineVerbs,
  verbsOfPlace: placeVerbs,
  verbsOfContainer: containerVerbs,
  verbsOfService: classicServiceVerbs,
  scaling: classicScaling,
  admit: async (question) => (await import('../admit/classic.ts')).admitClassic(question),
  canPartition: false,
  // Its manager knows connections to engines only: those of one side are refused, or nothing is.
  cut({ manager }, sides) {
    const homes = new Set(manager.managers.map(({ node }) => node))
    const free = sides.filter((side) => !side.some((node) => homes.has(node)))
    const side = free.length === 2 ? smallerSide(sides) : (free[0] ?? [])
    if (free.length === 0) return { side, refused: 'managers would stand on both sides' }
    return { side, refused: side.length === 0 ? 'no machine is on the other side' : '' }
  },
  hasElections: false,
  hasServices: false,
  nodeFacts({ model }, { nodes }, node) {
    const failures = nodes.failures[node]
    return failures > 0 ? [['failures', `${failures} of ${failuresMaxOf(model)}`]] : []
  },
}
