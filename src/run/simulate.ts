/**
 * A run from start to end: model in, trace out. It is synchronous and pure; progress and
 * cancelling are the only things a caller can see or do meanwhile.
 */
import type { Model } from '../model/model.ts'
import type { Trace } from '../model/trace.ts'
import { createSimulation, type SimulationOptions } from './simulation.ts'

export interface Progress {
  readonly timeUs: number
  readonly untilUs: number
  /** Events handled so far. */
  readonly events: number
  readonly facts: number
}

export interface RunOptions extends SimulationOptions {
  /** Called about two hundred times during a run; `false` cancels it. */
  readonly onProgress?: (progress: Progress) => boolean | undefined
}

export type RunEnd =
  | { readonly type: 'reached' }
  /** The model's bound on events was reached: something does not come to rest. */
  | { readonly type: 'eventsMax'; readonly timeUs: number }
  | { readonly type: 'cancelled'; readonly timeUs: number }

export interface RunResult {
  readonly trace: Trace
  readonly events: number
  readonly end: RunEnd
}

const progressSteps = 200

/** Simulates a model until its end time. Same model, same trace, on every machine. */
export function simulate(model: Model, options: RunOptions = {}): RunResult {
  const steps = simulateInSteps(model, options)
  let step = steps.next()
  while (!step.done) step = steps.next(options.onProgress?.(step.value))
  return step.value
}

/**
 * The same run in about two hundred steps, for a caller who has to listen in between. What goes
 * back into it is what `onProgress` answers: `false` ends the run where it is.
 */
export function* simulateInSteps(
  model: Model,
  options: SimulationOptions = {},
): Generator<Progress, RunResult, boolean | undefined> {
  const simulation = createSimulation(model, options)
  const { untilUs } = model
  let end: RunEnd = { type: 'reached' }
  for (let step = 1; step <= progressSteps; step++) {
    const isWithinBounds = simulation.runUntil(Math.floor((untilUs * step) / progressSteps))
    const { nowUs: timeUs, events, facts } = simulation
    if (!isWithinBounds) {
      end = { type: 'eventsMax', timeUs }
      break
    }
    if ((yield { timeUs, untilUs, events, facts }) === false) {
      end = { type: 'cancelled', timeUs }
      break
    }
  }
  return { trace: simulation.finish(), events: simulation.events, end }
}
