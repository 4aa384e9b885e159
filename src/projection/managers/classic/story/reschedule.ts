/**
 * What the manager did with the containers of a lost node: how many moved where, which found no
 * node and why, which it left alone, and when the moved ones ran again.
 */

import { formatDuration, formatTime, plural } from '../../../../model/format.ts'
import { retriesUnplaced } from '../../../../model/settings.ts'
import type { Trace } from '../../../../model/trace.ts'
import { largest } from '../../../../sim/extent.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'
import type { Fault } from '../../../story/faults.ts'
import { containersInWords, grouped, nodesInWords, spreadInWords } from '../../../story/words.ts'

/** The work on one node, from `reschedule.began` on. */
interface Round {
  readonly node: number
  readonly fault: Fault | undefined
  readonly beganUs: number
  readonly firstRow: number
  lastRow: number
  lastUs: number
  readonly moved: Moved[]
  readonly failed: { readonly container: number; readonly error: number }[]
  readonly skipped: number[]
}

interface Moved {
  readonly container: number
  readonly successor: number
  readonly node: number
  /** When the successor ran first, -1 if it did not. */
  startedUs: number
}

/** More nodes than this in one incident are told in one entry. */
const eachMax = 3

export function createRescheduleTeller({ trace, faults }: StoryContext): Teller {
  const rounds: Round[] = []
  /** Latest round of each node. */
  const current = new Map<number, Round>()
  const movedBySuccessor = new Map<number, { moved: Moved; round: Round }>()

  return {
    after({ type, a, b, row, timeUs }, cluster) {
      const { node } = cluster.containers
      const touch = (round: Round | undefined) => {
        if (!round) return
        round.lastRow = row
        round.lastUs = timeUs
      }
      switch (type) {
        case 'reschedule.began': {
          const round: Round = {
            node: a,
            fault: faults.of(a),
            beganUs: timeUs,
            firstRow: row,
            lastRow: row,
            lastUs: timeUs,
            moved: [],
            failed: [],
            skipped: [],
          }
          rounds.push(round)
          current.set(a, round)
          break
        }
        case 'reschedule.moved': {
          const round = current.get(node[a])
          // One that had failed found a place later: that is a story of its own.
          if (!round || round.failed.some(({ container }) => container === a)) break
          const moved = { container: a, successor: b, node: node[b], startedUs: -1 }
          round.moved.push(moved)
          movedBySuccessor.set(b, { moved, round })
          touch(round)
          break
        }
        case 'container.started': {
          const found = movedBySuccessor.get(a)
          if (!found || found.moved.startedUs >= 0) break
          found.moved.startedUs = timeUs
          touch(found.round)
          break
        }
        case 'reschedule.failed': {
          const round = current.get(node[a])
          round?.failed.push({ container: a, error: b })
          touch(round)
          break
        }
        case 'reschedule.skipped': {
          const round = current.get(node[a])
          round?.skipped.push(a)
          touch(round)
          break
        }
        default:
          break
      }
    },
    entries: () => incidents(rounds).map((group) => entryOf(trace, group)),
  }
}

/** Rounds of one incident together when they are many, else each by itself. */
function incidents(rounds: readonly Round[]): Round[][] {
  const groups = grouped(rounds, ({ fault, node }) =>
    fault ? `at ${fault.sinceUs}` : `without ${node}`,
  )
  return [...groups.values()].flatMap((group) =>
    group.length > eachMax ? [group] : group.map((round) => [round]),
  )
}

function entryOf(trace: Trace, group: readonly Round[]): StoryEntry {
  const moved = group.flatMap((round) => round.moved)
  const failed = group.flatMap((round) => round.failed)
  const skipped = group.flatMap((round) => round.skipped)
  const first = group[0]
  const untilUs = largest(group.map(({ lastUs }) => lastUs))
  const count = moved.length + failed.length + skipped.length
  const nodes = [...new Set(group.map(({ node }) => node))]
  const whose = nodesInWords(trace, nodes)
  const text =
    count === 0
      ? `the manager had nothing to reschedule from ${whose}`
      : `the manager rescheduled ${whose}: ${sum(moved.length, failed.length, skipped.length)}${pace(first.beganUs, untilUs)}`
  return {
    timeUs: first.beganUs,
    untilUs,
    who: 'manager',
    text,
    details: [
      ...movedLines(trace, moved, first.fault),
      ...failedLines(trace, failed),
      ...skippedLines(trace, skipped),
    ],
    severity: failed.length > 0 ? 'failure' : count === 0 ? 'plain' : 'good',
    rows: [first.firstRow, largest(group.map(({ lastRow }) => lastRow))],
  }
}

function sum(moved: number, failed: number, skipped: number): string {
  const parts = [
    moved > 0 ? `${plural(moved, 'container')} moved` : '',
    failed > 0 ? `${plural(failed, 'container')} found no node` : '',
    skipped > 0 ? `${plural(skipped, 'container')} left alone` : '',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

function pace(beganUs: number, untilUs: number): string {
  return untilUs === beganUs ? '' : `, in ${formatDuration(untilUs - beganUs)}`
}

function movedLines(trace: Trace, moved: readonly Moved[], fault: Fault | undefined): string[] {
  if (moved.length === 0) return []
  const where = spreadInWords(
    trace,
    moved.map(({ node }) => node),
  )
  const names = containersInWords(
    trace,
    moved.map(({ container }) => container),
  )
  const started = moved.filter(({ startedUs }) => startedUs >= 0)
  if (started.length === 0) return [`${names} to ${where}; not started`]
  const lastUs = largest(started.map(({ startedUs }) => startedUs))
  const who =
    started.length === moved.length
      ? moved.length === 1
        ? 'it ran'
        : 'all of them ran'
      : `${plural(started.length, 'container')} ran`
  const since = fault ? `, ${formatDuration(lastUs - fault.sinceUs)} after the failure` : ''
  return [`${names} to ${where}; ${who} again by ${formatTime(lastUs)}${since}`]
}

function failedLines(trace: Trace, failed: Round['failed']): string[] {
  const reasons = grouped(failed, ({ error }) => trace.tables.texts[error])
  return [...reasons].map(([reason, ofReason]) => {
    const names = containersInWords(
      trace,
      ofReason.map(({ container }) => container),
    )
    const end = retriesUnplaced(trace.model) ? 'tried again when there is room' : 'not tried again'
    return `${names} found no node: ${reason}; ${end}`
  })
}

function skippedLines(trace: Trace, skipped: readonly number[]): string[] {
  if (skipped.length === 0) return []
  const are = skipped.length === 1 ? 'has' : 'have'
  return [
    `${containersInWords(trace, skipped)} ${are} no policy reschedule:on-node-failure and ${skipped.length === 1 ? 'stays' : 'stay'} lost`,
  ]
}
