/**
 * What nodes are compared by, in words: the terms of `rankOf` in its order, so that a person who sorts by
 * the first, then the second, then the third gets the scheduler's order. A further term belongs here and
 * there.
 */
import { formatPercent, plural } from '../../model/format.ts'
import type { ExplainedScore, ScoreTerm } from '../explanation.ts'
import type { Group } from './group.ts'
import { loadOf, reservedShare } from './load.ts'
import type { Placer } from './scheduler.ts'
import { failuresMax } from './services.ts'

export function scoreOf(placer: Placer, group: Group, slot: number): ExplainedScore {
  const terms = [failuresTerm(group, slot), serviceTerm(group, slot), loadTerm(placer, slot)]
  return {
    terms,
    sum: terms.reduce((sum, { value }) => sum + value, 0),
    containers: placer.cluster.activeTasks[slot],
    compared: 'term by term',
  }
}

function failuresTerm({ failures: bySlot }: Group, slot: number): ScoreTerm {
  const failures = bySlot?.get(slot) ?? 0
  const isCounted = failures >= failuresMax
  const lately = `${plural(failures, 'failure')} of the service in the last five minutes`
  return {
    name: 'recent failures',
    value: isCounted ? failures : 0,
    words:
      failures > 0 && !isCounted ? `${lately}, fewer than ${failuresMax} do not count` : lately,
  }
}

function serviceTerm({ counts }: Group, slot: number): ScoreTerm {
  const words = `${plural(counts[slot], 'active task')} of the service`
  return { name: 'of service', value: counts[slot], words }
}

/** What the node has beside the service: all tasks, or by extension the share that is reserved. */
function loadTerm({ cluster }: Placer, slot: number): ScoreTerm {
  const value = loadOf(cluster, slot)
  if (cluster.spreadBy === 'reserved') {
    const words = `${formatPercent(reservedShare(cluster, slot))} of the node reserved`
    return { name: 'reserved', value, words }
  }
  return { name: 'tasks', value, words: `${plural(value, 'active task')} in all` }
}
