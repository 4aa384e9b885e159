/**
 * Tasks that end by themselves: a crash loop is one entry with its count and its rate, and so are many
 * tasks of a service that fail for one reason. A job's tasks are told when they have completed.
 */
import { formatDuration, plural } from '../../../../model/format.ts'
import { slotState } from '../../../../model/states.ts'
import { taskStateCode } from '../../../../model/swarm-mode.ts'
import type { Trace } from '../../../../model/trace.ts'
import { burstEntry, bursts, type Told } from '../../../story/bursts.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { slotsInWords } from '../words.ts'

interface End extends Told {
  readonly type: 'failed' | 'rejected' | 'ended' | 'completed'
  readonly slot: number
  readonly error: string
}

/** Restarts that are further apart than this are no loop. */
const gapUs = 120_000_000

export function createFailureTeller({ trace }: StoryContext): Teller {
  const ends: End[] = []
  const { containers, texts } = trace.tables
  const wanted = new Map<string, number>()

  return {
    after({ type, a, b, c, timeUs, row }, { slots, containers: columns }) {
      if (type === 'slot.asked.job') {
        const { service } = trace.tables.slots[a]
        wanted.set(service, (wanted.get(service) ?? 0) + 1)
      }
      const isRejection = type === 'task.rejected'
      if (type !== 'task.reported' && !isRejection) return
      const { slot } = containers[a]
      const add = (kind: End['type'], error: number) =>
        ends.push({ type: kind, slot, error: texts[error] ?? '', timeUs, row })
      if (isRejection) add('rejected', b)
      else if (b === taskStateCode.failed) add('failed', c)
      else if (b === taskStateCode.rejected) add('rejected', c)
      else if (b === taskStateCode.complete && columns.slot[a] >= 0) {
        add(slots.asked[slot] === slotState.job ? 'completed' : 'ended', -1)
      }
    },
    entries: () =>
      bursts(ends, (end) => keyOf(trace, end), gapUs).map((burst) => entryOf(trace, burst, wanted)),
  }
}

function keyOf({ tables }: Trace, { type, slot, error }: End): string {
  return `${type} ${tables.slots[slot].service} ${error}`
}

function entryOf(
  trace: Trace,
  burst: readonly End[],
  wanted: ReadonlyMap<string, number>,
): StoryEntry {
  const [{ type, slot, error }] = burst
  const { service } = trace.tables.slots[slot]
  if (type === 'completed') {
    const all = wanted.get(service) ?? burst.length
    const how =
      burst.length === all ? `all ${plural(all, 'task')}` : `${burst.length} of ${all} tasks`
    const tasks = all === 1 ? 'its task' : how
    const text = `job ${service}: ${tasks} completed${within(burst)}`
    return burstEntry(burst, { who: 'world', text, severity: 'good' })
  }
  const slots = new Set(burst.map((end) => end.slot))
  const names = slotsInWords(trace, [...slots])
  const verb = { failed: 'failed', rejected: 'could not run', ended: 'ended' }[type]
  const why = error === '' ? '' : `: ${error}`
  const text = `${names} ${verb}${timesWords(burst, slots.size)}${why}`
  const severity = type === 'ended' ? 'plain' : 'failure'
  return burstEntry(burst, { who: 'world', text, severity })
}

function within(burst: readonly End[]): string {
  const spanUs = burst[burst.length - 1].timeUs - burst[0].timeUs
  return spanUs === 0 ? '' : ` within ${formatDuration(spanUs)}`
}

/** ` 14 times, every 5.4 s`, ` 42 times in all, each every 5.4 s`. */
function timesWords(burst: readonly End[], slots: number): string {
  if (burst.length === slots) return slots === 1 ? '' : within(burst)
  const spanUs = burst[burst.length - 1].timeUs - burst[0].timeUs
  const rounds = burst.length / slots - 1
  if (slots > 1 && rounds < 1) return ` ${plural(burst.length, 'time')} in all${within(burst)}`
  const everyUs = Math.round(spanUs / rounds / 100_000) * 100_000
  const each = slots > 1 ? ' in all, each' : ','
  return ` ${plural(burst.length, 'time')}${each} every ${formatDuration(everyUs)}`
}
