/**
 * Tasks that were well and lost their node: how many were replaced and why, where their successors went,
 * which of them wait, and when the others ran.
 */
import { formatCount, formatDuration, formatTime, plural } from '../../../../model/format.ts'
import { type ReplaceCause, replaceCauses } from '../../../../model/swarm-mode.ts'
import type { Trace } from '../../../../model/trace.ts'
import { largest } from '../../../../sim/extent.ts'
import { burstEntry, bursts, type Told } from '../../../story/bursts.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import { grouped, nodesInWords, spreadInWords } from '../../../story/words.ts'
import { slotsInWords } from '../words.ts'

interface Move extends Told {
  readonly cause: ReplaceCause
  /** The node it left, and since when that has been the reason. */
  readonly from: number
  readonly sinceUs: number
  /** Something was done to the node then, and the manager did not just lose sight of it. */
  readonly hasFault: boolean
  readonly slot: number
  /** Where the successor went, -1 for nowhere yet. */
  node: number
  /** When it ran first, -1 if it did not. */
  startedUs: number
  startedRow: number
  /** Error text index of the refusal, -1 for none: what becomes of it then is another story. */
  error: number
}

/** More nodes than this with one fate are told in one entry. */
const eachMax = 3
const gapUs = 60_000_000

const isMoved = replaceCauses.map((cause) => cause !== 'ended' && cause !== 'outdated')

export function createMoveTeller({ trace, faults }: StoryContext): Teller {
  const moves: Move[] = []
  const bySuccessor = new Map<number, Move>()
  /** When users last said something of the node. */
  const specifiedUs = new Map<number, number>()

  return {
    after({ type, a, b, c, timeUs, row }, { containers }) {
      switch (type) {
        case 'node.specified':
          specifiedUs.set(a, timeUs)
          break
        case 'task.replaced': {
          if (!isMoved[c]) break
          const cause = replaceCauses[c]
          const from = containers.believedNode[a]
          const fault = cause === 'nodeLost' ? faults.of(from) : undefined
          const sinceUs = fault?.sinceUs ?? specifiedUs.get(from) ?? timeUs
          const hasFault = fault !== undefined
          const { slot } = trace.tables.containers[a]
          const move = { cause, from, sinceUs, hasFault, slot, timeUs, row }
          const begun = { ...move, node: -1, startedUs: -1, startedRow: row, error: -1 }
          moves.push(begun)
          bySuccessor.set(b, begun)
          break
        }
        case 'task.assigned': {
          const move = bySuccessor.get(a)
          if (move && move.error < 0) move.node = b
          break
        }
        case 'task.refused': {
          const move = bySuccessor.get(a)
          if (move && move.node < 0) move.error = b
          break
        }
        case 'container.started': {
          const move = bySuccessor.get(a)
          if (!move || move.error >= 0) break
          move.startedUs = timeUs
          move.startedRow = row
          break
        }
        default:
          break
      }
    },
    entries: () =>
      bursts(moves, keyOf, gapUs).flatMap((burst) => {
        const byNode = grouped(burst, ({ from }) => `${from}`)
        const parts = byNode.size > eachMax ? [burst] : [...byNode.values()]
        return parts.map((part) => entryOf(trace, part))
      }),
  }
}

function keyOf({ cause, sinceUs }: Move): string {
  return `${cause} ${cause === 'rebalanced' ? '' : sinceUs}`
}

function entryOf(trace: Trace, burst: readonly Move[]): StoryEntry {
  // A successor may land on a node that is about to be given up as well: the last one counts.
  const last = [...new Map(burst.map((move) => [move.slot, move])).values()]
  const entry = burstEntry(burst, {
    who: 'manager',
    text: `${sentence(trace, burst, plural(last.length, 'task'))}${again(burst.length, last.length)}`,
    details: [...placedLines(trace, last), ...waitingLines(trace, last)],
    severity: burst.some(({ error }) => error >= 0) ? 'failure' : 'good',
  })
  const started = burst.filter(({ startedUs }) => startedUs >= 0)
  if (started.length === 0) return entry
  const untilUs = Math.max(entry.untilUs, largest(started.map(({ startedUs }) => startedUs)))
  const lastRow = largest(started.map(({ startedRow }) => startedRow))
  return { ...entry, untilUs, rows: [entry.rows[0], Math.max(entry.rows[1], lastRow)] }
}

function again(moves: number, tasks: number): string {
  return moves === tasks ? '' : `, some more than once: ${formatCount(moves)} replacements`
}

function sentence(trace: Trace, burst: readonly Move[], tasks: string): string {
  const nodes = nodesInWords(trace, [...new Set(burst.map(({ from }) => from))])
  switch (burst[0].cause) {
    case 'drained':
      return `the manager moves ${tasks} off ${nodes}, drained`
    case 'unfit':
      return `the manager moves ${tasks} off ${nodes}, which no longer fits their constraints or reservations`
    case 'rebalanced':
      return `the manager moves ${tasks} off ${nodes} to even out the load`
    default:
      return `the manager replaced ${tasks} of ${nodes}`
  }
}

function placedLines(trace: Trace, burst: readonly Move[]): string[] {
  const placed = burst.filter(({ error }) => error < 0)
  if (placed.length === 0) return []
  const slots = slotsInWords(
    trace,
    placed.map(({ slot }) => slot),
  )
  const nodes = placed.flatMap(({ node }) => (node < 0 ? [] : [node]))
  const where = nodes.length === 0 ? ', without a node yet' : ` to ${spreadInWords(trace, nodes)}`
  const started = placed.filter(({ startedUs }) => startedUs >= 0)
  if (started.length === 0) return [`${slots}${where}; not started`]
  const lastUs = largest(started.map(({ startedUs }) => startedUs))
  const all = placed.length === 1 ? 'it ran' : 'all of them ran'
  const who = started.length === placed.length ? all : `${plural(started.length, 'task')} ran`
  const since = burst[0].hasFault
    ? `, ${formatDuration(lastUs - burst[0].sinceUs)} after the failure`
    : ''
  return [`${slots}${where}; ${who} again by ${formatTime(lastUs)}${since}`]
}

function waitingLines(trace: Trace, burst: readonly Move[]): string[] {
  const refused = burst.filter(({ error }) => error >= 0)
  return [...grouped(refused, ({ error }) => trace.tables.texts[error])].map(([reason, moves]) => {
    const slots = slotsInWords(
      trace,
      moves.map(({ slot }) => slot),
    )
    return `${slots} found no node: ${reason}; tried again whenever something changes`
  })
}
