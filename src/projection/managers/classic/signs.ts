/** What classic Swarm's manager believes of a node, on a sign below it and for a screen reader. */
import type { Cluster } from '../../../model/cluster.ts'
import { formatTime, plural } from '../../../model/format.ts'
import { failuresMaxOf } from '../../../model/settings.ts'
import { engineState, nodeState } from '../../../model/states.ts'
import type { Truth } from '../../harbour-boxes.ts'
import type { HarbourPlan } from '../../harbour-plan.ts'
import type { Sign } from '../../harbour-signs.ts'
import { clockOf } from '../../harbour-words.ts'

/** Above this limit dots say less than the number. */
const dotsMax = 5

export function classicSigns(
  { trace }: HarbourPlan,
  cluster: Cluster,
  node: number,
  truth: Truth,
): Sign[] {
  const { nodes } = cluster
  const since = clockOf(nodes.believedSinceUs[node])
  const failures = nodes.failures[node]
  const limit = failuresMaxOf(trace.model)
  const error = nodes.error[node] >= 0 ? trace.tables.texts[nodes.error[node]] : ''
  const isUp = nodes.actual[node] === nodeState.up
  switch (nodes.believed[node]) {
    case engineState.healthy: {
      if (failures > 0) return [suspect(failures, limit)]
      if (truth === 'both' && nodes.actual[node] === nodeState.crashed) {
        return [{ tone: 'belief', text: 'believed healthy' }]
      }
      return []
    }
    case engineState.unhealthy: {
      const declared: Sign = {
        tone: 'fail',
        text: `declared unhealthy ${since}`,
        short: `unhealthy ${since}`,
      }
      if (truth !== 'both' || !isUp) return [declared]
      const back = clockOf(nodes.actualSinceUs[node])
      return [{ tone: 'belief', text: `answers since ${back}` }, declared]
    }
    case engineState.pending: {
      const pending: Sign = { tone: 'quiet', text: `pending since ${since}` }
      return error === '' ? [pending] : [pending, { tone: 'quiet', text: error }]
    }
    default:
      if (nodes.listed[node] === 0 && nodes.actual[node] !== nodeState.absent) {
        return [{ tone: 'quiet', text: 'left the cluster' }]
      }
      return [{ tone: 'quiet', text: 'not known to the manager' }]
  }
}

function suspect(failed: number, of: number): Sign {
  const text = `${failed} of ${of} failures`
  const sign = { tone: 'warn', text, short: `${failed} of ${of}` } as const
  return of <= dotsMax ? { ...sign, dots: { failed: Math.min(failed, of), of } } : sign
}

export function classicLabel({ nodes }: Cluster, node: number): string {
  const since = formatTime(nodes.believedSinceUs[node])
  const believed = nodes.believed[node]
  const words: string[] = []
  if (believed === engineState.unhealthy) words.push(`declared unhealthy ${since}`)
  else if (believed === engineState.pending) words.push('pending')
  else if (believed === engineState.unknown) words.push('not known to the manager')
  else if (nodes.actual[node] !== nodeState.up) words.push('not noticed yet')
  if (nodes.failures[node] > 0 && believed === engineState.healthy) {
    words.push(plural(nodes.failures[node], 'failure'))
  }
  return words.join(', ')
}

/** It was taken in, and is not pending. */
export function isSettled({ nodes }: Cluster, node: number): boolean {
  const believed = nodes.believed[node]
  return believed === engineState.healthy || believed === engineState.unhealthy
}
