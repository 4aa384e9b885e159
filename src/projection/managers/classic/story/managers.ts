/** What happened to the managers themselves: who leads, who died, who took over. */
import { formatDuration } from '../../../../model/format.ts'
import type { Severity, StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'

export function createManagerTeller({ trace }: StoryContext): Teller {
  const entries: StoryEntry[] = []
  /** Since when nobody leads; 0 at the start. */
  let leaderlessUs = 0
  const { managers } = trace.model.manager

  return {
    before({ type, a, timeUs, row }, cluster) {
      const tell = (text: string, severity: Severity) =>
        entries.push({
          timeUs,
          untilUs: timeUs,
          who: 'manager',
          text,
          details: [],
          severity,
          rows: [row, row],
        })
      const name = managers[a]?.name ?? ''
      switch (type) {
        case 'manager.started':
          if (timeUs > 0) tell(`${name} started again`, 'good')
          break
        case 'manager.elected': {
          const gap = timeUs - leaderlessUs
          if (managers.length === 1 && timeUs === 0) break
          if (timeUs === 0 || cluster.timeUs === 0) tell(`${name} became the primary`, 'plain')
          else tell(`${name} became the primary; nobody had led for ${formatDuration(gap)}`, 'good')
          break
        }
        case 'manager.deposed':
          leaderlessUs = timeUs
          tell(`${name} is no longer the primary`, 'warning')
          break
        case 'manager.crashed': {
          const wasPrimary = cluster.primary === a
          if (wasPrimary) leaderlessUs = timeUs
          const what = wasPrimary
            ? `${name}, the primary, crashed: nobody notices failures until another one leads`
            : `${name}, a replica, crashed`
          tell(what, wasPrimary ? 'failure' : 'warning')
          break
        }
        case 'manager.lockedUp':
          tell(
            `${name} crashed in a request and kept the scheduling lock: no creation is answered any more`,
            'failure',
          )
          break
        default:
          break
      }
    },
    entries: () => entries,
  }
}
