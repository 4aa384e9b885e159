/**
 * What the events about branches change in the interface's context: holding two runs beside each
 * other, running one of them in another way, giving names, taking a removal back.
 */
import type { Model } from '../../model/model.ts'
import { inColours } from '../colours/colour-changes.ts'
import { type LoadedRun, loadRun, type Moment } from '../run/loaded-run.ts'
import type { FinishedRun, ScenarioFiles, WorkerRequest } from '../run/protocol.ts'
import * as playback from '../state/playback.ts'
import { activeRun, freshLook, type WorkbenchContext } from '../state/workbench-context.ts'

/** Ids of two runs that are shown beside each other. */
export interface Comparing {
  readonly one: number
  readonly other: number
}

/** How the two are looked at. */
export interface CompareLook {
  /** Only what differs is drawn. */
  readonly onlyDiffers: boolean
  /** Name of the node that is read in both; `''` for none. */
  readonly node: string
}

/** Branches that were removed together, for Undo. */
export interface Dropped {
  readonly runs: readonly LoadedRun[]
  /** The one that the others were forked from. */
  readonly label: string
  readonly wasActive: number
  /** Taken back by Undo: the next Undo goes on with what was done before. */
  readonly isUndone?: boolean
}

/** A scenario run in another way. */
export interface VariantOf {
  /** Id of the run that it is held against. */
  readonly run: number
  /** What is different from the start; absent for a trace. */
  readonly set?: readonly string[]
}

export type BranchEvent =
  | { readonly type: 'compare'; readonly one: number; readonly other: number }
  | { readonly type: 'compare.closed' }
  | { readonly type: 'compare.look'; readonly look: Partial<CompareLook> }
  /** Another seed or strategy for the scenario of a run, compared with it when it is finished. */
  | {
      readonly type: 'variant'
      readonly run: number
      /** `swarm.strategy=binpack`, as `reberth run --set` takes it. */
      readonly set: readonly string[]
      readonly label: string
    }
  | { readonly type: 'run.renamed'; readonly index: number; readonly label: string }
  | { readonly type: 'run.restored' }

type Change = Partial<WorkbenchContext>
type EventOf<T extends BranchEvent['type']> = Extract<BranchEvent, { readonly type: T }>

export function comparing(context: WorkbenchContext, { one, other }: EventOf<'compare'>): Change {
  const active = context.runs.findIndex(({ id }) => id === one)
  const hasOther = context.runs.some(({ id }) => id === other)
  if (active < 0 || !hasOther || one === other) return {}
  const run = context.runs[active]
  const endUs = clockEndUs({ ...context, comparing: { one, other } }, run)
  return {
    comparing: { one, other },
    active,
    dialog: undefined,
    selection: undefined,
    ...playback.seek(run.trace, context.timeUs, endUs),
  }
}

/** The runs that are compared; nothing once one of them is gone. */
export function comparedRuns(
  context: WorkbenchContext,
): { readonly one: LoadedRun; readonly other: LoadedRun } | undefined {
  const { comparing: ids, runs } = context
  const one = runs.find(({ id }) => id === ids?.one)
  const other = runs.find(({ id }) => id === ids?.other)
  return one === undefined || other === undefined ? undefined : { one, other }
}

/** End of the clock: two runs beside each other share one, to the end of the longer. */
export function clockEndUs(context: WorkbenchContext, { trace }: LoadedRun): number {
  const pair = comparedRuns(context)
  return pair === undefined ? trace.endUs : Math.max(pair.one.trace.endUs, pair.other.trace.endUs)
}

/** The moment at a time of that clock. */
export function seekOn(context: WorkbenchContext, run: LoadedRun, timeUs: number): Moment {
  return playback.seek(run.trace, timeUs, clockEndUs(context, run))
}

/** Alone again: the clock ends with the run. */
export function uncompared(context: WorkbenchContext): Change {
  const run = activeRun(context)
  const back = run !== undefined && context.timeUs > run.trace.endUs
  const alone = { comparing: undefined, compareLook: freshLook.compareLook }
  return { ...alone, ...(back && playback.seek(run.trace, context.timeUs)) }
}

/** Choosing the other run changes sides; a third one takes the place of the one. */
export function followed({ comparing: ids }: WorkbenchContext, { id }: LoadedRun): Change {
  if (ids === undefined || ids.one === id) return {}
  return { comparing: { one: id, other: ids.other === id ? ids.one : ids.other } }
}

/** A trace file cannot be run again in another way. */
export function canVary({ runs }: WorkbenchContext, run: number): boolean {
  return runs.some(({ id, scenario }) => id === run && scenario !== undefined)
}

export function variant(context: WorkbenchContext, event: EventOf<'variant'>): Change {
  const run = context.runs.find(({ id }) => id === event.run)
  if (run?.scenario === undefined) return {}
  const { path, files, seed } = run.scenario
  const scenario: ScenarioFiles = { path, files }
  const set = seed === undefined ? event.set : [`seed=${JSON.stringify(seed)}`, ...event.set]
  const request: WorkerRequest = { type: 'simulate', scenario, set }
  return beside(run, request, event.label, event.set)
}

/** A trace that comes while runs are compared is one of them: the stored against the new. */
export function comparedTrace(
  context: WorkbenchContext,
  { name, text }: { readonly name: string; readonly text: string },
): Change | undefined {
  const run = activeRun(context)
  const isWanted = context.comparing !== undefined || context.dialog?.type === 'compare'
  if (run === undefined || !isWanted) return undefined
  return beside(run, { type: 'readTrace', name, text }, name)
}

function beside(
  { id: run }: LoadedRun,
  request: WorkerRequest,
  title: string,
  set?: readonly string[],
): Change {
  const job = { request, title, fork: undefined, timeUs: 0, untilUs: 0 }
  const variantOf = { run, ...(set !== undefined && { set }) }
  return { job: { ...job, variantOf }, dialog: undefined, problem: undefined }
}

/** The run is there: a branch of the one it is held against, beside which it is shown. */
export function varied(
  context: WorkbenchContext,
  { run: parent, set }: VariantOf,
  result: FinishedRun,
): Change {
  const { nextId, runs, job } = context
  const label = job?.title ?? ''
  const done = { nextId: nextId + 1, job: undefined, problem: undefined }
  const origin = { id: nextId, parent, label, forkedUs: 0, ...(set !== undefined && { set }) }
  const run = inColours(loadRun(result, origin), context.colouring)
  const next = { ...context, ...done, runs: [...runs, run] }
  const shown = comparing(next, { type: 'compare', one: parent, other: nextId })
  return { ...done, runs: next.runs, ...shown }
}

/**
 * A stored trace of the scenario and seed that are open is held against that run: whoever drops it asks whether they are
 * the same. Nothing where it is of something else.
 */
export function storedBeside(context: WorkbenchContext, result: FinishedRun): Change | undefined {
  const run = activeRun(context)
  const { job } = context
  if (job?.request.type !== 'readTrace' || run?.scenario === undefined) return undefined
  if (!isOfOneScenario(run.trace.model, result.trace.model)) return undefined
  const words = result.digest === run.digest ? 'is the same, fact by fact' : 'differs from it'
  const problem = {
    title: `${job.title} ${words}`,
    issues: [],
    message:
      'It is a recorded trace of the scenario and seed that are open, so both stand beside each other. Close the comparison and choose it among the runs to look at it alone.',
    isRemark: true,
  }
  return { ...varied(context, { run: run.id }, result), problem }
}

function isOfOneScenario(one: Model, other: Model): boolean {
  const names = ({ nodes }: Model) => nodes.map(({ name }) => name).join('\n')
  return one.name === other.name && one.seed === other.seed && names(one) === names(other)
}

export function renamed(
  { runs }: WorkbenchContext,
  { index, label }: EventOf<'run.renamed'>,
): Change {
  const name = label.trim()
  if (name === '') return {}
  return { runs: runs.map((run, at) => (at === index ? { ...run, label: name } : run)) }
}

/** What to remember when branches are removed. */
export function dropped(context: WorkbenchContext, kept: readonly LoadedRun[]): Change {
  const ids = new Set(kept.map(({ id }) => id))
  const gone = context.runs.filter(({ id }) => !ids.has(id))
  const pair = context.comparing
  const isApart = pair !== undefined && !(ids.has(pair.one) && ids.has(pair.other))
  return {
    dropped: { runs: gone, label: gone[0]?.label ?? '', wasActive: activeRun(context)?.id ?? -1 },
    ...(isApart && { comparing: undefined }),
  }
}

/** Removed branches come back where they were: runs are in the order of their ids. */
export function restored(context: WorkbenchContext): Change {
  const { dropped: last, timeUs } = context
  if (last === undefined) return {}
  const runs = [...context.runs, ...last.runs].sort((left, right) => left.id - right.id)
  const before = activeRun(context)?.id
  const wanted = runs.findIndex(({ id }) => id === last.wasActive)
  const active = wanted >= 0 ? wanted : runs.findIndex(({ id }) => id === before)
  const run = runs[active]
  return { runs, active, dropped: undefined, ...(run && playback.seek(run.trace, timeUs)) }
}
