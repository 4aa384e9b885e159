/**
 * The managers of a swarm: who leads, who is gone, when there is no quorum, and what connections between
 * machines do to them. Elections are told in `elections.ts`.
 */
import { formatDuration, plural } from '../../../../model/format.ts'
import { managerState } from '../../../../model/states.ts'
import type { Severity, StoryContext, StoryEntry, Teller, Who } from '../../../story/entry.ts'
import { entryInWords } from '../../../story/links.ts'

/** A successor within this time was told to campaign. */
const handoverUs = 1_000_000

export function createManagerTeller({ trace }: StoryContext): Teller {
  const entries: StoryEntry[] = []
  const { managers } = trace.model.manager
  const name = (index: number) => managers[index].name
  /** Since when each manager has been waiting for a quorum. */
  const stalledUs = new Map<number, number>()
  /** The entry that says a leader stepped down: a crash at the same moment says it better. */
  let deposed: { readonly manager: number; readonly entry: StoryEntry } | undefined

  return {
    before(fact, cluster) {
      const { type, a, timeUs, row } = fact
      const tell = (text: string, severity: Severity, who: Who = 'manager') => {
        const entry: StoryEntry = {
          timeUs,
          untilUs: timeUs,
          who,
          text,
          details: [],
          severity,
          rows: [row, row],
        }
        entries.push(entry)
        return entry
      }
      const isLast = cluster.primary === a
      const members = () => cluster.raft.isMember.reduce((sum, is) => sum + is, 0)
      switch (type) {
        case 'manager.started':
          if (timeUs > 0 && cluster.raft.isMember[a] === 1) tell(`${name(a)} started again`, 'good')
          break
        case 'manager.elected':
          if (timeUs === 0 && members() > 1) {
            tell(`${name(a)} leads the ${plural(members(), 'manager')}`, 'plain')
          }
          if (deposed && timeUs - deposed.entry.timeUs < handoverUs) {
            const text = `${name(deposed.manager)} handed leading over to ${name(a)}`
            const at = entries.indexOf(deposed.entry)
            if (at >= 0) entries[at] = { ...deposed.entry, text, severity: 'plain' }
          }
          break
        case 'manager.deposed': {
          const words = isLast
            ? `${name(a)} no longer leads: nothing is noticed or decided until another manager does, and what runs runs on`
            : `${name(a)} gave up leading, which it had only believed to do`
          deposed = { manager: a, entry: tell(words, isLast ? 'warning' : 'plain') }
          break
        }
        case 'manager.crashed': {
          // That it stepped down at the same moment says less.
          const at = deposed?.entry.timeUs === timeUs ? entries.indexOf(deposed.entry) : -1
          const isSame = at >= 0 && deposed?.manager === a
          if (isSame) entries.splice(at, 1)
          const led = isSame || cluster.managers[a] === managerState.primary
          const what = led
            ? `${name(a)}, the leader, went down: nothing is noticed or decided until another manager leads, and what runs runs on`
            : `${name(a)}, a manager, went down`
          tell(what, led ? 'failure' : 'warning')
          break
        }
        case 'manager.stalled':
          stalledUs.set(a, timeUs)
          tell(
            `${name(a)} leads and reaches no majority of the managers: nothing is decided, and what runs runs on`,
            'failure',
          )
          break
        case 'manager.resumed': {
          const away = formatDuration(timeUs - (stalledUs.get(a) ?? timeUs))
          tell(`${name(a)} reaches a majority again after ${away}, and decides what waited`, 'good')
          break
        }
        case 'raft.memberAdded':
          if (timeUs > 0) tell(`${name(a)} joined the managers: ${quorum(members() + 1)}`, 'plain')
          break
        case 'raft.memberRemoved':
          tell(`${name(a)} is out of the managers: ${quorum(members() - 1)}`, 'plain')
          break
        case 'links.changed':
          tell(`connections changed: ${entryInWords(trace, a)}`, 'failure', 'world')
          break
        case 'links.restored':
          tell(`connections work again: "${entryInWords(trace, a)}" is over`, 'good', 'world')
          break
        default:
          break
      }
    },
    entries: () => entries,
  }
}

/** How many of the managers have to agree. */
function quorum(members: number): string {
  return `${plural(members, 'manager')}, of which ${Math.floor(members / 2) + 1} make a majority`
}
