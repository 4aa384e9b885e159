/** The lane of expectations in pixels, and the way from one broken expectation to the next. */
import type { ExpectationResult } from '../../projection/expectations.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'

export interface BrokenPart {
  readonly from: number
  readonly to: number
  /** When the first of them began. */
  readonly timeUs: number
  readonly text: string
}

/** Parts closer than this could not be clicked one by one. */
const gapMin = 4

interface Broken {
  readonly fromUs: number
  readonly untilUs: number
  readonly text: string
}

function brokenIn(results: readonly ExpectationResult[]): Broken[] {
  return results
    .filter(({ met, unreached }) => !met && !unreached)
    .flatMap(({ expectation: { line, text }, violations }) => {
      const claim = line > 0 ? `line ${line}: ${text}` : text
      return violations.map((violation) => ({ ...violation, text: claim }))
    })
    .sort((one, other) => one.fromUs - other.fromUs || (one.text < other.text ? -1 : 1))
}

/** What lies in the span, with the words of each claim once. */
export function brokenParts(
  results: readonly ExpectationResult[],
  x: (timeUs: number) => number,
  span: TimeSpan,
): BrokenPart[] {
  const parts: (BrokenPart & { claims: Set<string> })[] = []
  for (const { fromUs, untilUs, text } of brokenIn(results)) {
    if (untilUs < span.fromUs || fromUs > span.untilUs) continue
    const from = x(Math.max(fromUs, span.fromUs))
    const to = x(Math.min(untilUs, span.untilUs))
    const last = parts.at(-1)
    if (last !== undefined && from - last.to < gapMin) {
      last.claims.add(text)
      parts[parts.length - 1] = { ...last, to: Math.max(last.to, to) }
    } else parts.push({ from, to, timeUs: fromUs, text: '', claims: new Set([text]) })
  }
  return parts.map(({ claims, ...part }) => ({
    ...part,
    text: `Broken from ${clockOf(part.timeUs)}: ${[...claims].join('; ')}`,
  }))
}

/** Where the next (or previous) expectation breaks; nothing where none does. */
export function nextBroken(
  results: readonly ExpectationResult[],
  timeUs: number,
  by: 1 | -1,
): number | undefined {
  const times = brokenIn(results).map(({ fromUs }) => fromUs)
  const isPast = (fromUs: number) => (by === 1 ? fromUs > timeUs : fromUs < timeUs)
  return by === 1 ? times.find(isPast) : times.findLast(isPast)
}
