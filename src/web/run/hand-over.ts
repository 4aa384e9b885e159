/**
 * A run goes from its worker to the page in pieces. What is long is a list: whoever takes one of
 * 150,000 rows at once stands still for as long as it takes to read, so each list travels in
 * several messages, between which the page draws and hears its user.
 */
import type { FinishedRun } from './protocol.ts'

/** Some rows of one of the lists below. */
export interface Piece {
  readonly list: number
  readonly rows: readonly unknown[]
}

interface LongList {
  readonly path: readonly string[]
  /** Rows of one message, chosen so that it is read in less than a frame. */
  readonly each: number
}

const longLists: readonly LongList[] = [
  { path: ['trace', 'model', 'timeline'], each: 4000 },
  { path: ['trace', 'tables', 'slots'], each: 10_000 },
  { path: ['trace', 'tables', 'containers'], each: 10_000 },
  { path: ['trace', 'tables', 'texts'], each: 50_000 },
  { path: ['timeline', 'happenings'], each: 8000 },
  { path: ['timeline', 'decisions'], each: 8000 },
  { path: ['timeline', 'lanes'], each: 500 },
  { path: ['causes'], each: 200 },
  { path: ['story'], each: 400 },
]

export interface TakenApart {
  /** The run with empty lists in place of those that travel in pieces. */
  readonly rest: FinishedRun
  readonly pieces: readonly Piece[]
}

export function takeApart(run: FinishedRun): TakenApart {
  const pieces: Piece[] = []
  let rest = run
  for (const [list, { path, each }] of longLists.entries()) {
    const rows = valueAt(run, path) as readonly unknown[]
    if (rows.length <= each) continue
    for (let from = 0; from < rows.length; from += each) {
      pieces.push({ list, rows: rows.slice(from, from + each) })
    }
    rest = withValue(rest, path, []) as FinishedRun
  }
  return { rest, pieces }
}

/** @param pieces in the order in which they came */
export function putTogether(rest: FinishedRun, pieces: readonly Piece[]): FinishedRun {
  const whole = new Map<number, unknown[]>()
  for (const { list, rows } of pieces) {
    const rowsSoFar = whole.get(list)
    if (rowsSoFar === undefined) whole.set(list, [...rows])
    else for (const row of rows) rowsSoFar.push(row)
  }
  return [...whole].reduce<FinishedRun>(
    (run, [list, rows]) => withValue(run, longLists[list].path, rows) as FinishedRun,
    rest,
  )
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value)
}

/** A copy of what lies along the path; everything beside it is shared. */
function withValue(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  if (key === undefined) return leaf
  const object = value as Record<string, unknown>
  return { ...object, [key]: withValue(object[key], rest, leaf) }
}
