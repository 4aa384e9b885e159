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
  /** In place of a line: other values from the start, as `--set` takes them. */
  readonly set?: readonly string[]
  /** Colours that services have in the run it was forked from. */
  readonly hues?: ReadonlyMap<string, number>
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
  /** In place of a line: other values from the start, as `--set` takes them. */
  readonly set?: readonly string[]
  /** Colours that services have in the run it was forked from. */
  readonly hues?: ReadonlyMap<string, number>
}

export function loadRun(run: FinishedRun, origin: RunOrigin): LoadedRun {
  const { trace } = run
  const { id, parent, label, forkedUs, entry, set, hues } = origin
  return {
    ...run,
    ...{ id, parent, label, forkedUs },
    ...(entry !== undefined && { entry }),
    ...(set !== undefined && { set }),
    ...(hues !== undefined && { hues }),
    memory: harbourMemory(trace),
    playhead: createPlayhead(trace, run.keyFrames),
  }
}

/** The colour of each service, for the runs that are forked from this one. */
export function huesOfRun(run: LoadedRun): ReadonlyMap<string, number> {
  return new Map(planOf(run, 'default').services.map(({ name, hue }) => [name, hue]))
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
    const shown = measure === 'default' ? undefined : measure
    plan = harbourPlan(run.trace, shown, run.hues)
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

/** From this many nodes on what depends on time alone (wakes, arrivals) moves in such steps. */
const nodesMany = 41
const stepUs = 250_000

/**
 * A picture of thousands of boxes is not made again because a sixtieth of a second has passed: it
 * changes with facts, and four times a second for what only fades.
 */
function seenUs({ trace }: LoadedRun, { position, timeUs }: Moment): number {
  if (trace.model.nodes.length < nodesMany) return timeUs
  const lastUs = position === 0 ? 0 : trace.timeUs[position - 1]
  return Math.max(lastUs, Math.floor(timeUs / stepUs) * stepUs)
}

/** The harbour as it is seen. Valid until the next call for the same run. */
export function harbourOf(run: LoadedRun, sight: Sight): HarbourInput {
  const { truth, position } = sight
  const timeUs = seenUs(run, sight)
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
