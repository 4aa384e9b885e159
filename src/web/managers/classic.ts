/** Classic Swarm in the workbench. */

import { classicSettings, failuresMaxOf, retriesUnplaced } from '../../model/settings.ts'
import { engineStates, managerStates, nodeState } from '../../model/states.ts'
import { smallerSide } from '../../projection/harbour-cut.ts'
import { breakMachine, faultWords, leaveDiscovery, leaveWords } from '../state/interventions.ts'
import { machineVerbs } from './machine-verbs.ts'
import type { ManagerView, Verb } from './manager-view.ts'

export const classicView: ManagerView = {
  thing: 'container',
  aboutRun: (model) => ['classic 1.1', classicSettings(model).strategy],
  dockerExample: 'run -d -m 512m -e reschedule:on-node-failure nginx:1.9',
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
    return [
      ...machineVerbs(trace, cluster, node),
      {
        ...leaveWords,
        kind: 'break',
        isAllowed: listed[node] === 1 && actual[node] !== nodeState.absent,
        change: (nowUs) => leaveDiscovery(name, nowUs),
      },
    ]
  },
  verbsOfManager({ model }, { managers }, manager): Verb[] {
    const { name } = model.manager.managers[manager]
    const isDown = managerStates[managers[manager]] === 'down'
    return (['crash', 'recover'] as const).map((fault) => ({
      ...faultWords[fault],
      kind: 'break',
      isAllowed: (fault === 'crash') !== isDown,
      change: (nowUs) => breakMachine(fault, { type: 'manager', name }, nowUs),
    }))
  },
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
