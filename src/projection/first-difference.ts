/**
 * The first fact in which two traces differ. Facts are compared by what they say, with names, not
 * by their numbers, so that traces of different models can be compared too.
 */
import type { FactRecord } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import { factAt } from '../model/trace-json.ts'

export type Difference =
  | { readonly type: 'same' }
  | {
      readonly type: 'fact'
      /** Number of the fact, the same in both. */
      readonly row: number
      /** `undefined` where a trace has no fact any more. */
      readonly one: FactRecord | undefined
      readonly other: FactRecord | undefined
    }
  /** All facts are equal, but one run went on for longer. */
  | { readonly type: 'end'; readonly oneUs: number; readonly otherUs: number }

/** Costs the length of the part that is equal. */
export function firstDifference(one: Trace, other: Trace): Difference {
  const length = Math.max(one.length, other.length)
  for (let row = 0; row < length; row++) {
    const left = row < one.length ? factAt(one, row) : undefined
    const right = row < other.length ? factAt(other, row) : undefined
    if (!isSameFact(left, right)) return { type: 'fact', row, one: left, other: right }
  }
  if (one.endUs !== other.endUs) return { type: 'end', oneUs: one.endUs, otherUs: other.endUs }
  return { type: 'same' }
}

function isSameFact(one: FactRecord | undefined, other: FactRecord | undefined): boolean {
  if (!one || !other || one.timeUs !== other.timeUs || one.type !== other.type) return false
  return Object.entries(one.fields).every(([name, value]) => other.fields[name] === value)
}
