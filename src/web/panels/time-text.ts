/** What can be typed into the time field. */
import type { FactType } from '../../model/facts.ts'

const units: Readonly<Record<string, number>> = {
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
}

/** `1:42.3`, `1:02:03`, `90`, `90s`, `1m30s`: microseconds, or nothing for anything else. */
export function parseTime(text: string): number | undefined {
  const words = text.trim().toLowerCase()
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(words)
  if (clock !== null) {
    const [, hours = '0', minutes, seconds] = clock
    return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000)
  }
  if (/^\d+(\.\d+)?$/.test(words)) return Math.round(Number(words) * 1_000_000)
  const parts = [...words.matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|s|m|h)\s*/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== words) return undefined
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0))
}

/** Words after `next`, with the facts they mean. */
const nexts: readonly (readonly [words: RegExp, types: readonly FactType[]])[] = [
  [/^(down|crash|failure)$/, ['node.crashed', 'node.frozen', 'node.cutOff']],
  [/^(noticed|unhealthy)$/, ['engine.unhealthy', 'node.down']],
  [/^(up|recover|recovery)$/, ['node.recovered', 'engine.reconnected']],
  [/^(join)$/, ['node.joined']],
  [/^(move|reschedule)$/, ['reschedule.moved', 'task.replaced']],
  [/^(refusal|refused|unplaced)$/, ['slot.unplaced', 'task.refused']],
  [
    /^(decision|placement)$/,
    ['container.placed', 'slot.unplaced', 'task.assigned', 'task.refused'],
  ],
  [/^(duplicate)$/, ['duplicate.removed']],
  [/^(campaign|candidate)$/, ['raft.campaigned']],
  [/^(vote)$/, ['raft.voted', 'raft.voteRefused']],
  [/^(election|elected|leader)$/, ['raft.elected']],
  [/^(update)$/, ['service.updateState']],
]

/** One word for each, for a list. */
export const nextWords: readonly string[] = [
  'failure',
  'noticed',
  'recovery',
  'join',
  'move',
  'refusal',
  'decision',
  'duplicate',
  'campaign',
  'vote',
  'election',
  'update',
]

/** `next down`: the facts to look for, or nothing when the text says no such thing. */
export function nextFacts(text: string): readonly FactType[] | undefined {
  const match = /^next\s+(\w+)$/.exec(text.trim().toLowerCase())
  if (match === null) return undefined
  return nexts.find(([words]) => words.test(match[1]))?.[1]
}
