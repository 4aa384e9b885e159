/**
 * A finished run as the page keeps it: the trace with what is needed to show any moment of it.
 * The playhead and the boxes are reused from moment to moment; ask `momentOf` again instead of
 * keeping what it returns.
 */
import { createPlayhead, type Playhead } from '../../machine/fold.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { HarbourInput } from '../../projection/harbour.ts'
import { type Boxes, createBoxes, placeBoxes, type Truth } from '../../projection/harbour-boxes.ts'
import { type HarbourMemory, harbourMemory } from '../../projection/harbour-memory.ts'
import { type HarbourPlan, harbourPlan, type Measure } from '../../projection/harbour-plan.ts'
import type { FinishedRun } from './protocol.ts'

export interface LoadedRun extends FinishedRun {
  readonly id: number
  /** Run it was forked from, -1 for the first. */
  readonly parent: number
  /** What was changed: `crash node-2`; `main` for the first. */
  readonly label: string
  readonly forkedUs: number
  /** The line that was added to the parent's timeline; nothing for the first. */
  readonly entry?: string
  readonly memory: HarbourMemory
  readonly playhead: Playhead
}

export interface RunOrigin {
  readonly id: number
  readonly parent: number
  readonly label: string
  readonly forkedUs: number
  /** The line that was added to the parent's timeline; nothing for the first. */
  readonly entry?: string
}

export function loadRun(run: FinishedRun, origin: RunOrigin): LoadedRun {
  const { trace } = run
  return {
    ...run,
    ...origin,
    memory: harbourMemory(trace),
    playhead: createPlayhead(trace),
  }
}

/** Where in a run the page is. Facts of one moment can be stepped through one by one. */
export interface Moment {
  readonly timeUs: number
  /** Facts that have happened. */
  readonly position: number
}

export function clusterOf(run: LoadedRun, { position }: Moment): Cluster {
  return run.playhead.moveTo(position)
}

const plans = new WeakMap<LoadedRun, Map<Measure | 'default', HarbourPlan>>()

/** The plan of a run, made once per measure. */
export function planOf(run: LoadedRun, measure: Measure | 'default'): HarbourPlan {
  let made = plans.get(run)
  if (made === undefined) {
    made = new Map()
    plans.set(run, made)
  }
  let plan = made.get(measure)
  if (plan === undefined) {
    plan = measure === 'default' ? harbourPlan(run.trace) : harbourPlan(run.trace, measure)
    made.set(measure, plan)
  }
  return plan
}

interface Drawn {
  readonly boxes: Boxes
  key: string
}

const drawn = new WeakMap<LoadedRun, Drawn>()

/** A moment, and what of it is to be seen. The interface's context is one. */
export interface Sight extends Moment {
  readonly truth: Truth
  readonly measure: Measure | 'default'
}

/** The harbour as it is seen. Valid until the next call for the same run. */
export function harbourOf(run: LoadedRun, sight: Sight): HarbourInput {
  const { truth, timeUs, position } = sight
  const plan = planOf(run, sight.measure)
  let last = drawn.get(run)
  if (last === undefined) {
    last = { boxes: createBoxes(plan), key: '' }
    drawn.set(run, last)
  }
  const cluster = clusterOf(run, sight)
  const key = `${position}/${timeUs}/${truth}`
  if (last.key !== key) {
    placeBoxes(last.boxes, cluster, run.memory, { truth, timeUs })
    last.key = key
  }
  return { plan, memory: run.memory, cluster, boxes: last.boxes, truth, timeUs }
}
