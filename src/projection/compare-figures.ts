/**
 * The figures of a run at any moment, and those of two runs as pairs with their difference. The
 * series is made in one walk; asking it for a moment costs a search and a look at the outages.
 */
import { positionAt } from '../machine/fold.ts'
import { formatCount, formatDuration, formatPercent } from '../model/format.ts'
import type { Trace } from '../model/trace.ts'
import { createOutageTracker } from './outages.ts'
import { createPlacedOn } from './placed-on.ts'
import { createRecoveryTracker } from './recovery.ts'
import { createTally } from './tally.ts'
import { type RunningSeries, timelineOf } from './timeline.ts'
import { walk } from './walk.ts'

/** From `fromUs` until `untilUs`; what has not ended lasts until the end of the trace. */
export interface Lasting {
  readonly fromUs: number
  readonly untilUs: number
}

export interface FigureSeries {
  readonly running: RunningSeries
  /** Microseconds of all containers together, up to each step of `running`. */
  readonly askedForUs: Float64Array
  readonly missedUs: Float64Array
  /** Steps of the counts that the timeline does not have. */
  readonly timeUs: Float64Array
  readonly moves: Int32Array
  readonly unplaced: Int32Array
  readonly duplicates: Int32Array
  /** From a failure until the manager noticed, for those it did notice. */
  readonly detections: readonly Lasting[]
  /** Times of slots without a copy that runs. */
  readonly outages: readonly Lasting[]
}

export interface Figures {
  readonly asked: number
  readonly running: number
  readonly unplaced: number
  readonly moves: number
  readonly duplicates: number
  /** The longest so far, -1 for none. */
  readonly detectionUs: number
  readonly recoveryUs: number
  readonly missedUs: number
  /** Share of what was asked for that ran, 1 while nothing is asked. */
  readonly availability: number
  readonly facts: number
}

export function figureSeries(trace: Trace, running = timelineOf(trace).running): FigureSeries {
  const placedOn = createPlacedOn(trace)
  const tally = createTally(trace, placedOn)
  const outages = createOutageTracker(trace, placedOn)
  const recovery = createRecoveryTracker(trace)
  const steps = [{ timeUs: 0, moves: 0, unplaced: 0, duplicates: 0 }]
  const counts = {
    after({ timeUs }: { readonly timeUs: number }) {
      const { moves, unplaced, duplicates } = tally.of('')
      const last = steps[steps.length - 1]
      const isSame =
        last.moves === moves && last.unplaced === unplaced && last.duplicates === duplicates
      if (isSame) return
      if (last.timeUs === timeUs) steps.pop()
      steps.push({ timeUs, moves, unplaced, duplicates })
    },
  }
  walk(trace, [placedOn, tally, outages, recovery, counts])
  return {
    running,
    ...sums(running),
    timeUs: Float64Array.from(steps, ({ timeUs }) => timeUs),
    moves: Int32Array.from(steps, ({ moves }) => moves),
    unplaced: Int32Array.from(steps, ({ unplaced }) => unplaced),
    duplicates: Int32Array.from(steps, ({ duplicates }) => duplicates),
    detections: recovery
      .recoveries([])
      .filter(({ noticedUs }) => noticedUs >= 0)
      .map(({ failedUs, noticedUs }) => ({ fromUs: failedUs, untilUs: noticedUs })),
    outages: outages
      .all(trace.endUs)
      .map(({ lostUs, endUs }) => ({ fromUs: lostUs, untilUs: endUs })),
  }
}

export function figuresAt(trace: Trace, series: FigureSeries, timeUs: number): Figures {
  const { running, detections, outages } = series
  const step = stepAt(running.timeUs, timeUs)
  const sinceUs = timeUs - running.timeUs[step]
  const asked = running.asked[step]
  const missing = asked - running.runs[step]
  const askedForUs = series.askedForUs[step] + asked * sinceUs
  const missedUs = series.missedUs[step] + missing * sinceUs
  const count = stepAt(series.timeUs, timeUs)
  return {
    asked,
    running: running.runs[step],
    unplaced: series.unplaced[count],
    moves: series.moves[count],
    duplicates: series.duplicates[count],
    // What has not been noticed yet has no time to detection; an outage lasts while it goes on.
    detectionUs: longest(
      detections.filter(({ untilUs }) => untilUs <= timeUs),
      timeUs,
    ),
    recoveryUs: longest(outages, timeUs),
    missedUs,
    availability: askedForUs === 0 ? 1 : 1 - missedUs / askedForUs,
    facts: positionAt(trace, timeUs),
  }
}

/** One line of the paired table. */
export interface FigurePair {
  readonly name: string
  readonly one: string
  readonly other: string
  /** The other less the one, with its sign; `''` where one of them has no value. */
  readonly difference: string
  readonly isSame: boolean
}

export function pairedFigures(one: Figures, other: Figures): FigurePair[] {
  return figureRows.map(({ name, key, format }) => {
    const [left, right] = [one[key], other[key]]
    const hasBoth = left >= 0 && right >= 0
    const words = (value: number) => (value < 0 ? '–' : format(value))
    const isSame = words(left) === words(right)
    return {
      name,
      one: words(left),
      other: words(right),
      difference: !hasBoth ? '' : isSame ? '0' : signedFigure(right - left, key, format),
      isSame,
    }
  })
}

type Format = (value: number) => string

export interface FigureRow {
  readonly name: string
  readonly key: keyof Figures
  readonly format: Format
}

/** In the order in which they are read. */
export const figureRows: readonly FigureRow[] = [
  { name: 'asked for', key: 'asked', format: formatCount },
  { name: 'of these running', key: 'running', format: formatCount },
  { name: 'wait for a place', key: 'unplaced', format: formatCount },
  { name: 'moves so far', key: 'moves', format: formatCount },
  { name: 'copies too many', key: 'duplicates', format: formatCount },
  { name: 'longest until noticed', key: 'detectionUs', format: formatDuration },
  { name: 'longest without a copy', key: 'recoveryUs', format: formatDuration },
  { name: 'missing so far', key: 'missedUs', format: formatDuration },
  { name: 'availability so far', key: 'availability', format: finePercent },
  { name: 'facts so far', key: 'facts', format: formatCount },
]

/** Availabilities of interest differ in the second decimal. */
function finePercent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

/** A difference with its sign: `+3`, `−1.5 s`, `+0.2 points`. */
export function signedFigure(value: number, key: keyof Figures, format: Format): string {
  const sign = value > 0 ? '+' : '−'
  const size = Math.abs(value)
  if (key === 'availability') return `${sign}${formatPercent(size).slice(0, -2)} points`
  return sign + format(size)
}

function sums({ timeUs, asked, runs }: RunningSeries) {
  const askedForUs = new Float64Array(timeUs.length)
  const missedUs = new Float64Array(timeUs.length)
  for (let step = 1; step < timeUs.length; step++) {
    const before = step - 1
    const lastedUs = timeUs[step] - timeUs[before]
    askedForUs[step] = askedForUs[before] + asked[before] * lastedUs
    missedUs[step] = missedUs[before] + (asked[before] - runs[before]) * lastedUs
  }
  return { askedForUs, missedUs }
}

/** The last step that is not later. */
function stepAt(times: Float64Array, timeUs: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle] <= timeUs) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function longest(spans: readonly Lasting[], timeUs: number): number {
  let found = -1
  for (const { fromUs, untilUs } of spans) {
    if (fromUs <= timeUs) found = Math.max(found, Math.min(untilUs, timeUs) - fromUs)
  }
  return found
}
