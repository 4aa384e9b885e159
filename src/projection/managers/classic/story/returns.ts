/**
 * What happened to containers without a failure of their node: copies removed when a node came
 * back, containers moved to a new node, and waiting ones that found a place after all.
 */
import { formatDuration, plural } from '../../../../model/format.ts'
import { slotState } from '../../../../model/states.ts'
import type { Trace } from '../../../../model/trace.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import type { Fault } from '../../../story/faults.ts'
import { containersInWords, grouped, nodesInWords, spreadInWords } from '../../../story/words.ts'

/** One container that was removed, moved or placed. */
interface Event {
  readonly type: 'duplicate' | 'rebalanced' | 'found'
  readonly container: number
  /** Where it was removed from, moved to, or placed. */
  readonly node: number
  readonly timeUs: number
  readonly row: number
  /** Since when it had waited, for `found`. */
  readonly sinceUs: number
  /** What had happened to the node of a duplicate; undefined if nothing had. */
  readonly fault: Fault | undefined
}

/** Events on one node as close as this are told together. */
const burstUs = 60_000_000
/** More nodes than this in one incident are told in one entry. */
const eachMax = 3

export function createReturnTeller({ trace, faults }: StoryContext): Teller {
  const events: Event[] = []
  /** Duplicates whose removal left nothing running. */
  const lastCopies = new Set<number>()
  const beingRemoved = new Set<number>()
  /** Found no node when theirs was rescheduled. */
  const failed = new Set<number>()
  /** Told with the rescheduling of their node. */
  const movedByWatchdog = new Set<number>()

  return {
    before({ type, a, b, timeUs, row }, { containers, slots }) {
      const add = (kind: Event['type'], node: number, sinceUs = 0) =>
        events.push({
          type: kind,
          container: a,
          node,
          timeUs,
          row,
          sinceUs,
          fault: faults.of(node),
        })
      switch (type) {
        case 'duplicate.removed':
          add('duplicate', containers.node[a])
          beingRemoved.add(a)
          break
        case 'reschedule.began':
          for (const container of failed)
            if (containers.node[container] === a) failed.delete(container)
          break
        case 'reschedule.failed':
          failed.add(a)
          break
        case 'reschedule.moved':
          if (!failed.delete(a)) movedByWatchdog.add(b)
          break
        case 'rebalance.moved':
          add('rebalanced', b)
          break
        case 'container.placed': {
          const { slot } = trace.tables.containers[a]
          const isTriedAgain = slot >= 0 && slots.unplaced[slot] >= 0
          if (isTriedAgain) add('found', b, slots.unplacedSinceUs[slot])
          break
        }
        default:
          break
      }
    },
    after({ type, a }, { slots }) {
      if (type !== 'container.removed' || !beingRemoved.delete(a)) return
      const { slot } = trace.tables.containers[a]
      const isLost = slots.running[slot] === 0 && slots.asked[slot] === slotState.running
      if (isLost) lastCopies.add(a)
    },
    entries: () =>
      bursts(events.filter(({ container }) => !movedByWatchdog.has(container))).map((burst) =>
        entryOf(trace, burst, lastCopies),
      ),
  }
}

function bursts(events: readonly Event[]): Event[][] {
  const removed = events.filter(({ type }) => type === 'duplicate')
  const nodesOf = grouped(removed, ({ fault }) => `${fault?.sinceUs}`)
  const isMany = ({ type, fault }: Event) =>
    type === 'duplicate' &&
    new Set(nodesOf.get(`${fault?.sinceUs}`)?.map(({ node }) => node)).size > eachMax
  const keys = grouped(events, (event) => {
    const { type, node, fault } = event
    if (isMany(event)) return `${type} after ${fault?.sinceUs}`
    return `${type} ${type === 'found' ? '' : node}`
  })
  return [...keys.values()].flatMap((ofOneKey) => {
    const parts: Event[][] = []
    for (const event of ofOneKey) {
      const part = parts.at(-1)
      const last = part?.at(-1)
      if (part && last && event.timeUs - last.timeUs <= burstUs) part.push(event)
      else parts.push([event])
    }
    return parts
  })
}

function entryOf(
  trace: Trace,
  burst: readonly Event[],
  lastCopies: ReadonlySet<number>,
): StoryEntry {
  const first = burst[0]
  const last = burst[burst.length - 1]
  const containers = burst.map(({ container }) => container)
  const lost = containers.filter((container) => lastCopies.has(container))
  return {
    timeUs: first.timeUs,
    untilUs: last.timeUs,
    who: 'manager',
    text: `the manager ${sentence(trace, burst, containersInWords(trace, containers))}`,
    details:
      lost.length === 0
        ? []
        : [`nothing runs any more of ${containersInWords(trace, lost)}: the last copy is gone`],
    severity: lost.length > 0 ? 'failure' : first.type === 'found' ? 'good' : 'plain',
    rows: [first.row, last.row],
  }
}

function sentence(trace: Trace, burst: readonly Event[], names: string): string {
  const [{ type, node, timeUs, sinceUs }] = burst
  const isOne = burst.length === 1
  switch (type) {
    case 'duplicate': {
      const nodes = [...new Set(burst.map((event) => event.node))]
      return `removed ${names} from ${nodesInWords(trace, nodes)} by force: ${isOne ? 'a copy exists' : 'copies exist'} elsewhere`
    }
    case 'rebalanced':
      return `moved ${names} to ${trace.model.nodes[node].name} to even out the load (${plural(burst.length, 'running container')})`
    case 'found': {
      const where = spreadInWords(
        trace,
        burst.map((event) => event.node),
      )
      const waited = isOne ? ` after it had waited for ${formatDuration(timeUs - sinceUs)}` : ''
      return `found a place for ${names} after all, on ${where}${waited}`
    }
  }
}
