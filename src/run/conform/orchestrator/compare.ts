/**
 * Compares a replay with a recorded run: summaries field by field, moments by count and time. What may
 * differ is the time: batches, looks of workers and the clock of the recordings add up along a chain
 * of restarts or of an update.
 */
import { momentsOf } from './moments.ts'
import type { StoryEvent, Summary } from './record.ts'

export interface Told {
  readonly events: readonly StoryEvent[]
  readonly summary: Summary
}

/** For a moment that follows from an action directly, and more for each that went before. */
const toleranceMs = 250
const toleranceMsPerRepeat = 15

export function differencesOf(recorded: Told, ours: Told): string[] {
  return [...summaryDifferences(recorded, ours), ...momentDifferences(recorded, ours)]
}

function summaryDifferences(recorded: Told, ours: Told): string[] {
  const fields = new Set([...Object.keys(recorded.summary), ...Object.keys(ours.summary)])
  return [...fields].flatMap((field) => {
    const [a, b] = [fieldText(recorded.summary, field), fieldText(ours.summary, field)]
    return a === b ? [] : [`${field} at the end: recorded ${a}, we answer ${b}`]
  })
}

/** A field of a summary as text that is equal for equal values. */
export function fieldText(summary: Summary, field: string): string {
  const value = (summary as Readonly<Record<string, unknown>>)[field]
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function momentDifferences(recorded: Told, ours: Told): string[] {
  const [theirs, own] = [momentsOf(recorded.events), momentsOf(ours.events)]
  return [...new Set([...theirs.keys(), ...own.keys()])].flatMap((what) => {
    const a = theirs.get(what) ?? []
    const b = own.get(what) ?? []
    if (a.length !== b.length) {
      return [`${what}: recorded ${times(a.length)}, we answer ${times(b.length)}`]
    }
    const late = a.findIndex(
      (time, index) => Math.abs(b[index] - time) > toleranceMs + toleranceMsPerRepeat * index,
    )
    if (late < 0) return []
    return [`${what}: recorded at ${ms(a[late])}, we answer ${ms(b[late])}`]
  })
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function ms(time: number): string {
  return `${Math.round(time)} ms`
}
