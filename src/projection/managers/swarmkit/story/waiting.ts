/**
 * Tasks that found no node: those that take the place of ended or outdated ones are told here, new ones
 * with the command that asked for them, moved ones with their node. And those that found one after all.
 */
import { formatDuration } from '../../../../model/format.ts'
import { replaceCauses } from '../../../../model/swarm-mode.ts'
import type { Trace } from '../../../../model/trace.ts'
import { burstEntry, bursts, rangeInWords, type Told } from '../../../story/bursts.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { spreadInWords } from '../../../story/words.ts'
import { slotsInWords } from '../words.ts'

interface Event extends Told {
  readonly type: 'refused' | 'found'
  readonly slot: number
  /** Where it was placed, -1 for nowhere. */
  readonly node: number
  readonly sinceUs: number
  readonly error: string
}

const gapUs = 60_000_000
const shortUs = 1_000_000

export function createWaitingTeller({ trace }: StoryContext): Teller {
  const events: Event[] = []
  const told = new Set<number>()
  const { containers, texts } = trace.tables
  const isToldHere = replaceCauses.map((cause) => cause === 'ended' || cause === 'outdated')

  return {
    before({ type, a, b, c, timeUs, row }, { slots }) {
      switch (type) {
        case 'task.replaced':
          if (isToldHere[c]) told.add(b)
          break
        case 'task.refused': {
          const { slot } = containers[a]
          if (!told.has(a) || slots.unplaced[slot] >= 0) break
          events.push({ type: 'refused', slot, node: -1, timeUs, row, sinceUs: 0, error: texts[b] })
          break
        }
        case 'task.assigned': {
          const { slot } = containers[a]
          if (slots.container[slot] !== a || slots.unplaced[slot] < 0) break
          const sinceUs = slots.unplacedSinceUs[slot]
          // The task of a node that is just joining: nobody has waited.
          if (containers[a].predecessor < 0 && timeUs - sinceUs < shortUs) break
          events.push({ type: 'found', slot, node: b, timeUs, row, sinceUs, error: '' })
          break
        }
        default:
          break
      }
    },
    entries: () =>
      bursts(events, ({ type, error }) => `${type} ${error}`, gapUs).map((burst) =>
        entryOf(trace, burst),
      ),
  }
}

function entryOf(trace: Trace, burst: readonly Event[]): StoryEntry {
  const [{ type, error }] = burst
  const slots = slotsInWords(
    trace,
    burst.map(({ slot }) => slot),
  )
  if (type === 'refused') {
    const text = `the manager found no node for ${slots}: ${error}; tried again whenever something changes`
    return burstEntry(burst, { who: 'manager', text, severity: 'warning' })
  }
  const where = spreadInWords(
    trace,
    burst.map(({ node }) => node),
  )
  const waited = rangeInWords(
    burst.map(({ timeUs, sinceUs }) => timeUs - sinceUs),
    formatDuration,
  )
  const text = `the manager found a place for ${slots} after all, on ${where}, after a wait of ${waited}`
  return burstEntry(burst, { who: 'manager', text, severity: 'good' })
}
