/**
 * The entries under `timeline:` with the characters of their times, and how another time is written
 * there: only these characters change, in the units that the person chose.
 */
import { formatDuration, parseDurationUs } from '../../scenario/text/units.ts'
import { type EntryPlace, type ValuePlace, valuesOf } from './yaml-place.ts'

export interface DatedEntry {
  readonly from: number
  readonly to: number
  /** What it does, in a few words: `crash node-2`. */
  readonly words: string
  /** When it happens; nothing where that cannot be read. */
  readonly atUs: number | undefined
  /** The characters of its time, without quotes; nothing where it cannot be moved. */
  readonly time:
    | { readonly from: number; readonly to: number; readonly written: string }
    | undefined
  /** Why it cannot be moved, `''` where it can. */
  readonly fixed: string
}

/** Reading a longer text at every key would be felt: it takes 60 ms for this many letters. */
const textMax = 100_000

const second = 1_000_000

export function datedEntries(text: string): readonly DatedEntry[] {
  if (text.length > textMax) return []
  return valuesOf(text, 'timeline', 'at').map(datedEntry)
}

function datedEntry({ from, to, entry, value }: EntryPlace): DatedEntry {
  const atUs = parseDurationUs(String(entry.at ?? ''))
  const fixed = whyFixed(atUs, value)
  const time = fixed === '' && value !== undefined ? bare(value) : undefined
  return { from, to, words: entryWords(entry), atUs, time, fixed }
}

function whyFixed(atUs: number | undefined, value: ValuePlace | undefined): string {
  if (value === undefined) return 'It has no time of its own yet: write at: 30s.'
  const { isAlias, written } = value
  if (isAlias) return `Its time is ${written}, which is written elsewhere: change it there.`
  if (atUs === undefined) return 'Its time cannot be read: write one such as 30s or 1m30s.'
  if (parseDurationUs(bare(value).written) === atUs) return ''
  return 'Its time is written over several lines or with signs: change it by hand.'
}

/** Without the quotes around it. */
function bare({ from, to, written }: ValuePlace) {
  const inner = /^(["'])(.*)\1$/.exec(written)?.[2]
  if (inner === undefined) return { from, to, written }
  return { from: from + 1, to: to - 1, written: inner }
}

/** So many letters of a command line tell which one it is. */
const wordsMax = 40
const subjects = ['node', 'nodes', 'rack', 'zone', 'manager', 'name'] as const

function entryWords(entry: EntryPlace['entry']): string {
  const { docker, fault, join, leave, engine } = entry
  if (docker !== undefined) return shortened(`docker ${String(docker).replace(/^docker\s+/, '')}`)
  if (leave !== undefined) return shortened(`leave ${String(leave)}`)
  if (join !== undefined) return shortened(`join ${nameIn(join)}`.trimEnd())
  const verb = String(fault ?? engine ?? 'entry')
  const key = subjects.find((one) => entry[one] !== undefined)
  if (key === undefined) return shortened(verb)
  const kind = key === 'rack' || key === 'zone' ? `${key} ` : ''
  return shortened(`${verb} ${kind}${String(entry[key])}`)
}

function nameIn(join: unknown): string {
  if (typeof join !== 'object' || join === null) return String(join)
  if (Array.isArray(join)) return join.map(nameIn).join(' ')
  return String((join as { readonly name?: unknown }).name ?? '')
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > wordsMax ? `${line.slice(0, wordsMax - 1)}…` : line
}

/** The entry that an offset lies in, by whole lines; -1 for none. */
export function entryAt(text: string, entries: readonly DatedEntry[], offset: number): number {
  const inside = entries.findIndex(({ from, to }) => from <= offset && offset < to)
  if (inside >= 0) return inside
  return entries.findIndex(({ from, to }) => {
    const lineFrom = text.lastIndexOf('\n', from - 1) + 1
    const end = text.slice(from, to).trimEnd().length + from
    const lineEnd = text.indexOf('\n', end)
    return lineFrom <= offset && (lineEnd < 0 || offset <= lineEnd)
  })
}

/**
 * A time in the units of the one it replaces. Who counts in seconds goes on so up to two minutes, and
 * beyond where they did before: `100s` becomes `101s`, and `5s` becomes `3m`.
 */
export function timeWritten(us: number, was: string): string {
  const isSeconds = /^\d+(\.\d+)?s$/.test(was.trim())
  const wasUs = parseDurationUs(was) ?? 0
  const isLong = us >= 120 * second && wasUs < 60 * second
  if (!isSeconds || isLong) return formatDuration(us)
  return `${us / second}s`
}

const stepsUs = [0.01, 0.1, 1, 5, 10, 30, 60, 300, 600, 3600].map((step) => step * second)

/** The step of a drag: the least that a hand can tell apart, two pixels, in times that people write. */
export function snapStepUs(usPerPixel: number): number {
  return stepsUs.find((step) => step >= 2 * usPerPixel) ?? (stepsUs.at(-1) as number)
}

/** The nearest step within bounds, which are kept even where they are none. */
export function snapped(
  us: number,
  step: number,
  { fromUs, untilUs }: { readonly fromUs: number; readonly untilUs: number },
): number {
  const nearest = Math.round(us / step) * step
  return Math.round(Math.max(fromUs, Math.min(untilUs, nearest)))
}
