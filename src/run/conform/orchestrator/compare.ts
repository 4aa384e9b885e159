/**
 * Compares a replay with a recorded run: summaries field by field, moments by count and time. What varied
 * between the recorded runs is chance and only has to be near; times may differ by what batches, the
 * looks of workers and the clock of the recordings add up to along a chain of restarts or of an update.
 */
import { type Moments, momentsOf } from './moments.ts'
import type { OrchestratorRecord, StoryEvent, Summary } from './record.ts'

export interface Told {
  readonly events: readonly StoryEvent[]
  readonly summary: Summary
}

/** For a moment that follows from an action directly, and more for each that went before. */
const toleranceMs = 250
const toleranceMsPerRepeat = 15
/** How far outside of the recorded range a number that varies may lie. */
const countSlack = 0.15

/** All that three recorded runs tell about what is chance. */
export interface Ranges {
  readonly same: Readonly<Record<string, boolean>>
  readonly counts: ReadonlyMap<string, { readonly min: number; readonly max: number }>
}

export function rangesOf({ runs, same }: OrchestratorRecord): Ranges {
  const all = runs.map(({ events }) => momentsOf(events))
  const kinds = new Set(all.flatMap((moments) => [...moments.keys()]))
  const counts = [...kinds].map((what) => {
    const found = all.map((moments) => moments.get(what)?.length ?? 0)
    return [what, { min: Math.min(...found), max: Math.max(...found) }] as const
  })
  return { same, counts: new Map(counts) }
}

export function differencesOf(recorded: Told, ours: Told, ranges: Ranges): string[] {
  return [
    ...summaryDifferences(recorded, ours, ranges),
    ...slotDifferences(recorded, ours),
    ...momentDifferences(momentsOf(recorded.events), momentsOf(ours.events), ranges),
  ]
}

function summaryDifferences(recorded: Told, ours: Told, { same }: Ranges): string[] {
  const fields = new Set([...Object.keys(recorded.summary), ...Object.keys(ours.summary)])
  return [...fields].flatMap((field) => {
    const [a, b] = [fieldText(recorded.summary, field), fieldText(ours.summary, field)]
    return a === b || same[field] === false
      ? []
      : [`${field} at the end: recorded ${a}, we answer ${b}`]
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

/** The slots of a service in which there ever was a task. */
function slotDifferences(recorded: Told, ours: Told): string[] {
  const [theirs, own] = [slotsOf(recorded.events), slotsOf(ours.events)]
  return [...theirs].flatMap(([service, slots]) => {
    const mine = own.get(service) ?? ''
    return slots === mine
      ? []
      : [`slots of ${service}: recorded ${slots}, we answer ${mine || 'none'}`]
  })
}

function slotsOf(events: readonly StoryEvent[]): Map<string, string> {
  const slots = new Map<string, Set<number>>()
  for (const { ev, service = '', slot = 0 } of events) {
    if (ev !== 'task.create') continue
    slots.set(service, (slots.get(service) ?? new Set()).add(slot))
  }
  return new Map([...slots].map(([id, found]) => [id, [...found].sort((a, b) => a - b).join(' ')]))
}

function momentDifferences(recorded: Moments, ours: Moments, { counts }: Ranges): string[] {
  return [...new Set([...counts.keys(), ...ours.keys()])].flatMap((what) => {
    const a = recorded.get(what) ?? []
    const b = ours.get(what) ?? []
    const { min, max } = counts.get(what) ?? { min: 0, max: 0 }
    // Where nothing varied there is no slack.
    const slack = min === max ? 0 : 1 + Math.ceil(max * countSlack)
    if (b.length < min - slack || b.length > max + slack) {
      return [`${what}: recorded ${times(a.length)}, we answer ${times(b.length)}`]
    }
    if (min !== max) return []
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
