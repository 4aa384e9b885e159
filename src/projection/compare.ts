/**
 * Two traces beside each other: the first fact in which they differ, in words, and every fact that
 * has no equal in the other at the same moment. Numbers of containers and entries do not count as a
 * difference here: after the first one they are shifted, and nobody sees them.
 */
import { type FieldKind, factTypes, fieldsOf } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import { nameOf } from '../model/trace-json.ts'
import { factInWords } from './fact-words.ts'
import { type Difference, firstDifference } from './first-difference.ts'
import { readingOf } from './managers/registry.ts'

/** The first difference for people; both sides have the same facts before it. */
export type FirstInWords =
  | { readonly type: 'same' }
  | { readonly type: 'end'; readonly oneUs: number; readonly otherUs: number }
  | {
      readonly type: 'fact'
      readonly row: number
      /** The earlier of the two. */
      readonly timeUs: number
      readonly one: SaidFact | undefined
      readonly other: SaidFact | undefined
    }

export interface SaidFact {
  readonly timeUs: number
  readonly text: string
}

export interface Comparison {
  readonly first: FirstInWords
  /** Facts that have no equal in the other run, without periodic news. */
  readonly oneRows: Int32Array
  readonly otherRows: Int32Array
  /** Moments at which there is such a fact, and that of the first difference. */
  readonly momentsUs: Float64Array
}

/** Costs the length of both traces. */
export function comparisonOf(one: Trace, other: Trace): Comparison {
  const first = inWords(firstDifference(one, other), one, other)
  const mine = sideOf(one)
  const theirs = sideOf(other)
  const moments: number[] = []
  while (mine.next < one.length || theirs.next < other.length) {
    const timeUs = Math.min(timeOf(mine), timeOf(theirs))
    if (matchMoment(mine, theirs, timeUs)) moments.push(timeUs)
  }
  if (first.type === 'fact') insert(moments, first.timeUs)
  return {
    first,
    oneRows: Int32Array.from(mine.rows),
    otherRows: Int32Array.from(theirs.rows),
    momentsUs: Float64Array.from(moments),
  }
}

/** The next moment with a difference, undefined where there is none any more. */
export function nextDifference({ momentsUs }: Comparison, timeUs: number): number | undefined {
  let low = 0
  let high = momentsUs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (momentsUs[middle] <= timeUs) low = middle + 1
    else high = middle
  }
  return momentsUs[low]
}

function inWords(difference: Difference, one: Trace, other: Trace): FirstInWords {
  if (difference.type !== 'fact') return difference
  const { row } = difference
  const said = (trace: Trace): SaidFact | undefined =>
    row < trace.length ? { timeUs: trace.timeUs[row], text: factInWords(trace, row) } : undefined
  const left = said(one)
  const right = said(other)
  const timeUs = Math.min(left?.timeUs ?? Infinity, right?.timeUs ?? Infinity)
  return { type: 'fact', row, timeUs, one: left, other: right }
}

/** How far the walk through one of the traces is. */
interface Side {
  readonly trace: Trace
  readonly noise: ReadonlySet<string>
  next: number
  readonly rows: number[]
}

function sideOf(trace: Trace): Side {
  return { trace, noise: readingOf(trace.model).noise, next: 0, rows: [] }
}

function timeOf({ trace, next }: Side): number {
  return next < trace.length ? trace.timeUs[next] : Infinity
}

/** Pairs the facts of one moment. @returns whether any is without an equal */
function matchMoment(mine: Side, theirs: Side, timeUs: number): boolean {
  const unmatched = new Map<string, number[]>()
  const before = mine.rows.length + theirs.rows.length
  for (; timeOf(mine) === timeUs; mine.next++) {
    const key = keyOf(mine, mine.next)
    if (key === '') continue
    const rows = unmatched.get(key)
    if (rows === undefined) unmatched.set(key, [mine.next])
    else rows.push(mine.next)
  }
  for (; timeOf(theirs) === timeUs; theirs.next++) {
    const key = keyOf(theirs, theirs.next)
    if (key === '') continue
    const rows = unmatched.get(key)
    if (rows === undefined || rows.length === 0) theirs.rows.push(theirs.next)
    else rows.shift()
  }
  const rest = [...unmatched.values()].flat().sort((left, right) => left - right)
  mine.rows.push(...rest)
  return mine.rows.length + theirs.rows.length > before
}

/** What a fact says, without numbers that only a trace knows; `''` for periodic news. */
function keyOf({ trace, noise }: Side, row: number): string {
  const code = trace.type[row]
  const type = factTypes[code]
  if (noise.has(type)) return ''
  const operands = [trace.a[row], trace.b[row], trace.c[row]]
  const words = fieldsOf[code].map(([, kind], column) => plainName(trace, kind, operands[column]))
  return [type, ...words].join('\n')
}

function plainName(trace: Trace, kind: FieldKind, value: number): string {
  if (kind === 'entry') return trace.model.timeline[value].text
  const name = String(nameOf(trace, kind, value))
  const isNumbered =
    kind === 'container' || kind === 'slot' || kind === 'service' || kind === 'spec'
  return isNumbered ? name.slice(0, name.lastIndexOf('#')) : name
}

function insert(moments: number[], timeUs: number): void {
  const at = moments.findIndex((moment) => moment >= timeUs)
  if (at < 0) moments.push(timeUs)
  else if (moments[at] !== timeUs) moments.splice(at, 0, timeUs)
}
