/** The ends of the managers' Raft logs at one moment, entry by entry. */
import type { RaftColumns } from '../model/cluster.ts'

export interface LogEntry {
  readonly index: number
  readonly term: number
  readonly isCommitted: boolean
}

/** Where a log ended after a fact: it may end earlier than before, when entries were thrown away. */
export interface LogRow {
  readonly row: number
  readonly index: number
  /** -1 for a snapshot, which replaces what was before. */
  readonly term: number
}

/** Entries of a log that are shown. */
const entriesMax = 8

/** The last entries of each log, the oldest first. */
export function logsAt(
  logs: readonly (readonly LogRow[])[],
  raft: RaftColumns,
  position: number,
): readonly (readonly LogEntry[])[] {
  const terms = logs.map((rows, manager) => termsAt(rows, position, raft.lastIndex[manager]))
  return terms.map((own, manager) => {
    const last = raft.lastIndex[manager]
    const entries: LogEntry[] = []
    for (let index = last; index > last - entriesMax && index > 0; index--) {
      const term = own.get(index) ?? matching(terms, own, index)
      if (term === undefined) break
      own.set(index, term)
      entries.push({ index, term, isCommitted: index <= raft.commitIndex[manager] })
    }
    return entries.reverse()
  })
}

/** Read backwards: an entry holds until a later fact takes its index or a smaller one. */
function termsAt(
  rows: readonly LogRow[],
  position: number,
  lastIndex: number,
): Map<number, number> {
  const terms = new Map<number, number>()
  let below = Number.POSITIVE_INFINITY
  for (let at = countBefore(rows, position) - 1; at >= 0; at--) {
    const { index, term } = rows[at]
    if (term < 0 || index <= lastIndex - entriesMax) break
    if (index >= below) continue
    terms.set(index, term)
    below = index
  }
  return terms
}

/**
 * Entries that came in one message leave one fact. Logs that agree in an entry agree in all before it:
 * what is missing here stands in such a log.
 */
function matching(
  terms: readonly ReadonlyMap<number, number>[],
  own: ReadonlyMap<number, number>,
  index: number,
): number | undefined {
  const next = own.get(index + 1)
  if (next === undefined) return undefined
  return terms.find((other) => other.get(index + 1) === next && other.has(index))?.get(index)
}

function countBefore(rows: readonly LogRow[], position: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle].row < position) low = middle + 1
    else high = middle
  }
  return low
}
