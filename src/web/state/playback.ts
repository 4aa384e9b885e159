/** Moving through a run: pure steps from one moment to another. */
import { positionAt } from '../../machine/fold.ts'
import { type FactType, factCode } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import type { Moment } from '../run/loaded-run.ts'

export const speedMin = 0.1
export const speedMax = 10_000

/** Speeds that `-` and `+` go through. */
const speeds = [
  0.1, 0.2, 0.5, 1, 2, 4, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000,
] as const

/**
 * The moment at a time: every fact of that time has happened.
 *
 * @param endUs end of the clock: later than that of the run where a longer one stands beside it
 */
export function seek(trace: Trace, timeUs: number, endUs = trace.endUs): Moment {
  const within = Math.max(0, Math.min(endUs, timeUs))
  return { timeUs: within, position: positionAt(trace, within) }
}

/** The first look of the managers at their nodes, which is over in milliseconds. */
const setUpUs = 100_000

/**
 * The beginning: the machines are up and known, and nothing has been asked or broken yet.
 */
export function start(trace: Trace): Moment {
  let position = 0
  while (position < trace.length && trace.timeUs[position] <= setUpUs) {
    if (trace.timeUs[position] > 0 && trace.type[position] === factCode['timeline.reached']) break
    position++
  }
  return { timeUs: position === 0 ? 0 : trace.timeUs[position - 1], position }
}

/** `by` facts on or back, one by one even where many share a time. */
export function stepFacts(trace: Trace, { position }: Moment, by: number): Moment {
  const target = Math.max(0, Math.min(trace.length, position + by))
  return { timeUs: target === 0 ? 0 : trace.timeUs[target - 1], position: target }
}

/** To just after the next decision, or the one before. */
export function stepDecision(trace: Trace, moment: Moment, by: 1 | -1): Moment {
  return findFact(trace, moment, by, [
    'container.placed',
    'slot.unplaced',
    'task.assigned',
    'task.refused',
  ])
}

/** To just after the next (or previous) fact of one of these types; stays where there is none. */
export function findFact(
  trace: Trace,
  moment: Moment,
  by: 1 | -1,
  types: readonly FactType[],
): Moment {
  const codes = types.map((type) => factCode[type])
  // The fact that was stepped to last is the one before the position.
  let row = by === 1 ? moment.position : moment.position - 2
  while (row >= 0 && row < trace.length) {
    if (codes.includes(trace.type[row])) return { timeUs: trace.timeUs[row], position: row + 1 }
    row += by
  }
  return moment
}

export function faster(speed: number): number {
  return speeds.find((candidate) => candidate > speed * 1.001) ?? speedMax
}

export function slower(speed: number): number {
  return speeds.findLast((candidate) => candidate < speed * 0.999) ?? speedMin
}

/** `4×`, `0.5×`, `10,000×`. */
export function speedInWords(speed: number): string {
  const rounded = speed >= 10 ? Math.round(speed) : Number(speed.toPrecision(2))
  return `${String(rounded).replace(/\B(?=(\d{3})+$)/g, ',')}×`
}

/** The slider is logarithmic: 0 to 1 for 0.1× to 10,000×. */
export function speedOfSlider(share: number): number {
  return speedMin * (speedMax / speedMin) ** share
}

export function sliderOfSpeed(speed: number): number {
  return Math.log(speed / speedMin) / Math.log(speedMax / speedMin)
}
