/** What swarm mode's managers say of a node, on a sign below it and for a screen reader. */
import type { Cluster } from '../../../model/cluster.ts'
import { formatTime } from '../../../model/format.ts'
import { beliefState, nodeBelief, nodeState } from '../../../model/states.ts'
import { availabilities } from '../../../model/swarm-mode.ts'
import type { Truth } from '../../harbour-boxes.ts'
import type { HarbourPlan } from '../../harbour-plan.ts'
import type { Sign } from '../../harbour-signs.ts'
import { clockOf } from '../../harbour-words.ts'

export function swarmkitSigns(
  plan: HarbourPlan,
  cluster: Cluster,
  node: number,
  truth: Truth,
): Sign[] {
  const state = stateSigns(cluster, node, truth)
  return cluster.nodes.believed[node] === nodeBelief.unknown
    ? state
    : [...state, ...availabilitySigns(plan, cluster, node)]
}

function stateSigns({ nodes }: Cluster, node: number, truth: Truth): Sign[] {
  const since = clockOf(nodes.believedSinceUs[node])
  switch (nodes.believed[node]) {
    case nodeBelief.healthy:
      return truth === 'both' && nodes.actual[node] === nodeState.crashed
        ? [{ tone: 'belief', text: 'believed ready' }]
        : []
    case nodeBelief.unhealthy: {
      const declared: Sign = {
        tone: 'fail',
        text: `declared down ${since}`,
        short: `down ${since}`,
      }
      if (truth !== 'both' || nodes.actual[node] !== nodeState.up) return [declared]
      return [
        { tone: 'belief', text: `answers since ${clockOf(nodes.actualSinceUs[node])}` },
        declared,
      ]
    }
    case nodeBelief.unconfirmed:
      return [
        { tone: 'belief', text: `unknown to the leader since ${since}`, short: `unknown ${since}` },
      ]
    case nodeBelief.disconnected:
      return [{ tone: 'quiet', text: `disconnected since ${since}`, short: 'disconnected' }]
    default: {
      const isThere = nodes.listed[node] === 0 && nodes.actual[node] !== nodeState.absent
      return [{ tone: 'quiet', text: isThere ? 'left the swarm' : 'not in the swarm' }]
    }
  }
}

function availabilitySigns(plan: HarbourPlan, cluster: Cluster, node: number): Sign[] {
  switch (availabilities[cluster.nodes.availability[node]]) {
    case 'active':
      return []
    case 'pause':
      return [{ tone: 'quiet', text: 'paused: takes no new tasks', short: 'paused' }]
    case 'drain': {
      const left = plan.containersOn(node).filter((task) => isLive(cluster, task)).length
      return left === 0
        ? [{ tone: 'quiet', text: 'drained' }]
        : [{ tone: 'warn', text: `draining, ${left} to go`, short: `draining ${left}` }]
    }
  }
}

/** It has a place on its node that it has not left yet, as far as the manager knows. */
function isLive({ containers }: Cluster, task: number): boolean {
  const believed = containers.believed[task]
  return believed !== beliefState.none && believed !== beliefState.exited
}

export function swarmkitLabel({ nodes }: Cluster, node: number): string {
  const since = formatTime(nodes.believedSinceUs[node])
  const words = {
    [nodeBelief.unhealthy]: `declared down ${since}`,
    [nodeBelief.unconfirmed]: `unknown to the leader since ${since}`,
    [nodeBelief.disconnected]: `disconnected since ${since}`,
    [nodeBelief.unknown]: 'not in the swarm',
  }[nodes.believed[node]]
  const isNoticed = nodes.actual[node] === nodeState.up
  const state = words ?? (isNoticed ? '' : 'not noticed yet')
  const availability = { active: '', pause: 'paused', drain: 'drained' }[
    availabilities[nodes.availability[node]]
  ]
  return [state, availability].filter((part) => part !== '').join(', ')
}
