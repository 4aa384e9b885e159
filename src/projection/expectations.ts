/**
 * Holds a trace against the claims of its scenario. A claim is looked at after all facts of a
 * moment, never between them, and a measured value holds until the next moment.
 */
import type { Cluster } from '../model/cluster.ts'
import type { Expectation } from '../model/expectation.ts'
import type { Trace } from '../model/trace.ts'
import { unreachable } from '../sim/assert.ts'
import { compare, createMeasure, type Measured } from './measure.ts'
import { createOutageTracker } from './outages.ts'
import { createPlacedOn } from './placed-on.ts'
import { eventsThatLedTo } from './subject.ts'
import { createTally } from './tally.ts'
import { createTaskTally } from './task-counts.ts'
import { walk } from './walk.ts'

export interface ExpectationResult {
  readonly expectation: Expectation
  readonly met: boolean
  /** The trace ends before the claim can be judged (a run cut short with `--until`). */
  readonly unreached: boolean
  /** When it first was not as claimed, -1 if never. For `by` that is the last moment allowed. */
  readonly firstViolationUs: number
  /** For how long in all it was not as claimed; only for `always` and `never`. */
  readonly violatedUs: number
  /** When it was not as claimed; a single moment has no length. At most `spansMax`, the first ones. */
  readonly violations: readonly Violation[]
  /** What was measured: at the first violation, else at the moment that decided. */
  readonly measured: Measured
  /** Facts about the same things up to the violation, newest last; none when the claim is met. */
  readonly rows: readonly number[]
}

/** From when until when a claim was broken. */
export interface Violation {
  readonly fromUs: number
  readonly untilUs: number
}

/** More could not be told apart in any picture; a claim that flaps for a year has millions. */
const spansMax = 2_000

/** A span of virtual time in which nothing changes: `[fromUs, toUs)`. */
interface Span {
  readonly fromUs: number
  readonly toUs: number
}

type Verdict = Pick<
  ExpectationResult,
  'met' | 'unreached' | 'firstViolationUs' | 'violatedUs' | 'violations' | 'measured'
>

/** Judges one claim while spans of time are shown to it in order. */
interface Judge {
  see(span: Span, measured: (timeUs: number) => Measured): void
  verdict(): Verdict
}

/** Judges every claim of the model, in the order of the file. */
export function expectations(
  trace: Trace,
  claims: readonly Expectation[] = trace.model.expect,
): ExpectationResult[] {
  if (claims.length === 0) return []
  const placedOn = createPlacedOn(trace)
  const tally = createTally(trace, placedOn)
  const tasks = createTaskTally(trace)
  const outages = createOutageTracker(trace, placedOn)
  const judged = claims.map((claim) => ({
    measure: createMeasure({ trace, tally, tasks, outages }, claim.quantity),
    judge: createJudge(claim, trace),
  }))

  function show(span: Span, cluster: Cluster): void {
    for (const { judge, measure } of judged) judge.see(span, (timeUs) => measure(cluster, timeUs))
  }

  // A moment is over when the next fact has a later time: only then is it shown to the judges.
  let sinceUs = 0
  const moments = {
    before({ timeUs }: { timeUs: number }, cluster: Cluster) {
      if (timeUs > sinceUs) show({ fromUs: sinceUs, toUs: timeUs }, cluster)
      sinceUs = timeUs
    },
  }
  const end = walk(trace, [moments, placedOn, tally, tasks, outages])
  // The end itself belongs to the run, hence the span of one microsecond more.
  show({ fromUs: sinceUs, toUs: trace.endUs + 1 }, end)

  return claims.map((expectation, index) => {
    const verdict = judged[index].judge.verdict()
    const isBroken = !verdict.met && !verdict.unreached
    const rows = isBroken ? eventsThatLedTo(trace, expectation, verdict.firstViolationUs) : []
    return { expectation, ...verdict, rows }
  })
}

function createJudge({ when, comparison, value }: Expectation, trace: Trace): Judge {
  const { endUs } = trace
  const holds = (measured: Measured) => compare(measured, comparison, value)
  switch (when.type) {
    case 'at':
      return atJudge(holds, when.atUs)
    case 'by':
      // A container that is not there yet is on no other node either: that decides nothing, unless the
      // claim is that there is nothing.
      return byJudge(
        (measured) => (measured !== '' || value === '') && holds(measured),
        { sinceUs: lastDeedUs(trace, when.byUs), byUs: when.byUs },
        endUs,
      )
    case 'always':
      return spanJudge(holds, when, endUs)
    case 'never':
      return spanJudge((measured) => !holds(measured), { ...when, exceptUs: 0 }, endUs)
    default:
      return unreachable(when)
  }
}

function atJudge(holds: (measured: Measured) => boolean, atUs: number): Judge {
  let measured: Measured | undefined
  return {
    see({ fromUs, toUs }, measure) {
      if (fromUs <= atUs && atUs < toUs) measured = measure(atUs)
    },
    verdict: () => {
      if (measured === undefined) return unreached
      const met = holds(measured)
      return { ...momentVerdict(met, atUs), measured }
    },
  }
}

/** The verdict about a claim that is decided at one moment. */
function momentVerdict(met: boolean, timeUs: number): Omit<Verdict, 'measured'> {
  return {
    met,
    unreached: false,
    firstViolationUs: met ? -1 : timeUs,
    violatedUs: 0,
    violations: met ? [] : [{ fromUs: timeUs, untilUs: timeUs }],
  }
}

/** When something was last done to the cluster before `untilUs`. */
function lastDeedUs({ model }: Trace, untilUs: number): number {
  const before = model.timeline.filter(({ atUs }) => atUs < untilUs)
  return before.reduce((last, { atUs }) => Math.max(last, atUs), 0)
}

function byJudge(
  holds: (measured: Measured) => boolean,
  { sinceUs, byUs }: { readonly sinceUs: number; readonly byUs: number },
  endUs: number,
): Judge {
  let met = false
  let measured: Measured = ''
  return {
    see(span, measure) {
      const fromUs = Math.max(span.fromUs, sinceUs)
      if (met || span.toUs <= sinceUs || fromUs > byUs) return
      measured = measure(fromUs)
      met = holds(measured)
    },
    verdict: () => {
      if (!met && endUs < byUs) return unreached
      return { ...momentVerdict(met, byUs), measured }
    },
  }
}

function spanJudge(
  holds: (measured: Measured) => boolean,
  when: { readonly fromUs: number; readonly untilUs: number; readonly exceptUs: number },
  endUs: number,
): Judge {
  const { fromUs: firstUs, untilUs: lastUs, exceptUs } = when
  let firstViolationUs = -1
  let violatedUs = 0
  const violations: Violation[] = []
  let isBroken = false
  let violating: Measured = ''
  let latest: Measured = ''
  return {
    see(span, measure) {
      // `lastUs` is inside the window, hence one microsecond more.
      const fromUs = Math.max(span.fromUs, firstUs)
      const toUs = Math.min(span.toUs, lastUs + 1)
      if (fromUs >= toUs) return
      latest = measure(fromUs)
      // A time to recover grows while nothing happens: it is looked at once more at the end.
      const last = measure(toUs - 1)
      if (holds(latest) && holds(last)) return
      if (firstViolationUs < 0) {
        firstViolationUs = holds(latest) ? toUs - 1 : fromUs
        violating = holds(latest) ? last : latest
      }
      const sinceUs = holds(latest) ? toUs - 1 : fromUs
      const untilUs = Math.min(toUs, lastUs, endUs)
      violatedUs += untilUs - sinceUs
      addViolation(violations, sinceUs, untilUs)
      // Without an exception the shortest violation breaks the claim, even one of no length.
      if (exceptUs === 0 || violatedUs > exceptUs) isBroken = true
    },
    verdict: () => {
      if (!isBroken && endUs < lastUs) return unreached
      const measured = firstViolationUs < 0 ? latest : violating
      const met = !isBroken
      return { met, unreached: false, firstViolationUs, violatedUs, violations, measured }
    },
  }
}

const unreached: Verdict = {
  met: false,
  unreached: true,
  firstViolationUs: -1,
  violatedUs: 0,
  violations: [],
  measured: '',
}

/** Spans that touch are one. */
function addViolation(violations: Violation[], fromUs: number, untilUs: number): void {
  const last = violations.at(-1)
  if (last !== undefined && last.untilUs >= fromUs) {
    violations[violations.length - 1] = { fromUs: last.fromUs, untilUs }
  } else if (violations.length < spansMax) violations.push({ fromUs, untilUs })
}
