/** What can be typed into the time field. */
import type { FactType } from '../../model/facts.ts'

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
