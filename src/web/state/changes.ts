/** What each event changes in the interface's context: pure functions, named after the events. */
import { measures } from '../../projection/harbour-plan.ts'
import * as branches from '../compare/branch-changes.ts'
import * as docker from '../docker/docker-changes.ts'
import { stageEndUs, withinStage } from '../lessons/lesson-stage.ts'
import { viewOf } from '../managers/registry.ts'
import { huesOfRun, type LoadedRun, loadRun, type Moment, planOf } from '../run/loaded-run.ts'
import type { FinishedRun } from '../run/protocol.ts'
import { isAtPickedEnd, withinPicked } from '../time/pick-changes.ts'
import { readFurther, toBroken, toFailure } from '../time/time-changes.ts'
import { edited } from './edit-changes.ts'
import type { Intervention } from './interventions.ts'
import { completed } from './partial-changes.ts'
import * as playback from './playback.ts'
import { isReadingWhy, momentOfDecision, why } from './why-changes.ts'
import {
  activeRun,
  freshLook,
  type Selection,
  type WorkbenchContext,
  type WorkbenchEvent,
} from './workbench-context.ts'

type Change = Partial<WorkbenchContext>
type EventOf<T extends WorkbenchEvent['type']> = Extract<WorkbenchEvent, { readonly type: T }>

export function opening({ scenario, title, isEdit = false, lesson }: EventOf<'open'>): Change {
  const request = { type: 'simulate', scenario } as const
  const job = { request, title, fork: undefined, isEdit, timeUs: 0, untilUs: 0 }
  // Whoever types keeps the dialog that is open beside the text.
  if (isEdit) return { job, problem: undefined }
  return { job, problem: undefined, dialog: undefined, lesson }
}

export function reading({ name, text }: EventOf<'readTrace'>): Change {
  const request = { type: 'readTrace', name, text } as const
  return {
    job: { request, title: name, fork: undefined, timeUs: 0, untilUs: 0 },
    dialog: undefined,
    problem: undefined,
    lesson: undefined,
  }
}

/** The same scenario with one more line, computed from the start: equal until that line. */
export function forking(context: WorkbenchContext, intervention: Intervention): Change {
  const run = activeRun(context)
  if (run?.scenario === undefined) return {}
  const request = {
    type: 'simulate',
    scenario: run.scenario,
    ...(intervention.set === undefined
      ? { entry: intervention.entry, ...continued(run, intervention) }
      : { set: intervention.set }),
  } as const
  const fork = { parent: run.id, intervention }
  return {
    job: { request, title: intervention.label, fork, timeUs: 0, untilUs: 0 },
    dialog: undefined,
    problem: undefined,
  }
}

/** Whoever acts at the end of a run wants to see what comes of it: so much longer it goes on. */
const goesOnUs = 600_000_000

function continued({ trace }: LoadedRun, { atUs }: Intervention) {
  return atUs < trace.endUs ? {} : { set: [`until=${Math.round(atUs + goesOnUs)}us`] }
}

export function progressed(
  { job }: WorkbenchContext,
  { timeUs, untilUs }: EventOf<'progressed'>,
): Change {
  return job === undefined ? {} : { job: { ...job, timeUs, untilUs } }
}

export function finished(context: WorkbenchContext, result: FinishedRun): Change {
  const { job, nextId, runs } = context
  const fork = job?.fork
  if (job?.isEdit === true) return edited(context, result)
  if (job?.completes !== undefined) return completed(context, job.completes, result)
  if (job?.variantOf !== undefined) return branches.varied(context, job.variantOf, result)
  const beside = branches.storedBeside(context, result)
  if (beside !== undefined) return beside
  if (fork === undefined) {
    const run = loadRun(result, { id: nextId, parent: -1, label: 'main', forkedUs: 0 })
    return {
      runs: [run],
      active: 0,
      ...freshLook,
      nextId: nextId + 1,
      job: undefined,
      problem: undefined,
      docker: { ...context.docker, said: undefined },
      ...playback.start(run.trace),
    }
  }
  const { atUs, label, set } = fork.intervention
  const { entry } = set === undefined ? fork.intervention : {}
  const before = activeRun(context)
  const parent = runs.find(({ id }) => id === fork.parent)
  // A branch with one more service keeps the colours of all others.
  const hues = parent === undefined ? {} : { hues: huesOfRun(parent) }
  const made = entry === undefined ? {} : { entry }
  const origin = { id: nextId, parent: fork.parent, label, forkedUs: atUs, ...made, ...hues }
  const run = loadRun(result, origin)
  return {
    runs: [...runs, run],
    active: runs.length,
    nextId: nextId + 1,
    job: undefined,
    problem: undefined,
    // Undo is about this change now.
    dropped: undefined,
    hasMoved: true,
    selection: keptSelection(context.selection, run, before),
    service: keptService(context.service, run, before),
    // The change itself is to be seen.
    ...playback.seek(run.trace, atUs),
  }
}

export function chooseRun(
  context: WorkbenchContext,
  index: number,
  before = activeRun(context),
): Change {
  const run = context.runs[index]
  if (run === undefined) return {}
  return {
    active: index,
    selection: keptSelection(context.selection, run, before),
    service: keptService(context.service, run, before),
    ...branches.followed(context, run),
    ...playback.seek(run.trace, context.timeUs),
  }
}

/** Takes back what was done last: the change that made this branch, or the removal of one. */
export function undone(context: WorkbenchContext): Change {
  const { dropped, active } = context
  if (dropped !== undefined && !dropped.isUndone) return branches.restored(context)
  const removed = removeRun(context, active)
  const last = removed.dropped
  return last === undefined ? {} : { ...removed, dropped: { ...last, isUndone: true } }
}

/** Removes a branch and what was forked from it. The first run stays. */
export function removeRun(context: WorkbenchContext, index: number): Change {
  const removed = context.runs[index]
  if (removed === undefined || removed.parent < 0) return {}
  const gone = new Set([removed.id])
  for (const { id, parent } of context.runs) if (gone.has(parent)) gone.add(id)
  const runs = context.runs.filter(({ id }) => !gone.has(id))
  const current = activeRun(context)
  const kept = current !== undefined && !gone.has(current.id) ? current.id : removed.parent
  const active = runs.findIndex(({ id }) => id === kept)
  const chosen = chooseRun({ ...context, runs }, active, current)
  return { runs, active, ...chosen, ...branches.dropped(context, runs) }
}

/** Before the fork both runs have the same containers; later ones may not exist in the other. */
export function keptSelection(
  selection: Selection | undefined,
  run: LoadedRun,
  before?: LoadedRun,
): Selection | undefined {
  if (selection === undefined) return undefined
  const { trace } = run
  const { containers, slots } = trace.tables
  switch (selection.type) {
    case 'container':
      return selection.container < containers.length ? selection : undefined
    case 'slot':
      return selection.slot < slots.length ? selection : undefined
    case 'node':
      return selection.node < trace.model.nodes.length ? selection : undefined
    case 'manager':
      return selection.manager < trace.model.manager.managers.length ? selection : undefined
    case 'service': {
      const service = keptService(selection.service, run, before)
      return service < 0 ? undefined : { type: 'service', service }
    }
    case 'election':
    case 'metrics':
      return selection
  }
}

/** The service of the same name: services are numbered in the order in which they are asked for. */
function keptService(service: number, run: LoadedRun, before: LoadedRun = run): number {
  const name = planOf(before, 'default').services[service]?.name
  return planOf(run, 'default').services.findIndex((one) => one.name === name)
}

export function isAtEnd(context: WorkbenchContext): boolean {
  const run = activeRun(context)
  if (run === undefined || isAtPickedEnd(context)) return true
  return context.timeUs >= stageEndUs(context, branches.clockEndUs(context, run))
}

/** Playing from the end begins again. */
export function beginPlaying(context: WorkbenchContext): Change {
  const run = activeRun(context)
  if (run === undefined) return {}
  const again = () =>
    isAtPickedEnd(context)
      ? playback.seek(run.trace, context.picked?.fromUs ?? 0)
      : context.lesson === undefined
        ? playback.start(run.trace)
        : playback.seek(run.trace, context.lesson.fromUs)
  const from = isAtEnd(context) ? again() : {}
  return { hasMoved: true, ...from }
}

export function frame(context: WorkbenchContext, elapsedMs: number): Change {
  const run = activeRun(context)
  if (run === undefined) return {}
  // A tab in the background sends one long frame when it returns: that is no time that was seen.
  const seenMs = Math.min(elapsedMs, 500)
  const moment = context.isReading
    ? readFurther(run, context.timeUs, seenMs, branches.clockEndUs(context, run))
    : branches.seekOn(context, run, context.timeUs + seenMs * 1000 * context.speed)
  return withinStage(context, withinPicked(context, run, moment))
}

export function stepFailure(context: WorkbenchContext, by: 1 | -1): Change {
  return moved(context, (run) => toFailure(run, context, by))
}

export function stepBroken(context: WorkbenchContext, by: 1 | -1): Change {
  return moved(context, (run) => toBroken(run, context, by))
}

export function seekTo(context: WorkbenchContext, timeUs: number): Change {
  return moved(context, (run) => branches.seekOn(context, run, timeUs))
}

export function toStart(context: WorkbenchContext): Change {
  return moved(context, ({ trace }) => playback.start(trace))
}

export function toEnd(context: WorkbenchContext): Change {
  return seekTo(context, Number.POSITIVE_INFINITY)
}

export function stepFact(context: WorkbenchContext, by: 1 | -1): Change {
  return moved(context, ({ trace }) => playback.stepFacts(trace, context, by))
}

/** With a box in the inspector it follows: what the decision is about is what is read. */
export function stepDecision(context: WorkbenchContext, by: 1 | -1): Change {
  // Whoever reads a decision goes to the one before what is read.
  const from = by === -1 && isReadingWhy(context) ? momentOfDecision(context) : context
  const change = moved(context, ({ trace }) => playback.stepDecision(trace, from, by))
  return isReadingWhy(context) ? { ...change, ...why({ ...context, ...change }) } : change
}

function moved(context: WorkbenchContext, move: (run: LoadedRun) => Moment): Change {
  const run = activeRun(context)
  return run === undefined ? {} : { hasMoved: true, ...withinStage(context, move(run)) }
}

/** Opens the election view where there is something to elect, and closes it again. */
export function showElection(context: WorkbenchContext): Change {
  const run = activeRun(context)
  if (run === undefined || !viewOf(run.trace.model).hasElections) return {}
  return { selection: context.selection?.type === 'election' ? undefined : { type: 'election' } }
}

/** Opens the figures of the run in place of the log, and closes them again. */
export function showMetrics({ selection }: WorkbenchContext): Change {
  return { selection: selection?.type === 'metrics' ? undefined : { type: 'metrics' } }
}

export function nextMeasure(context: WorkbenchContext): Change {
  const run = activeRun(context)
  if (run === undefined) return {}
  const { measure } = planOf(run, context.measure)
  return { measure: measures[(measures.indexOf(measure) + 1) % measures.length] }
}

/** Leaves the innermost thing: a dialog, a computation, a message, a selection, a filter. */
export function stepOut(context: WorkbenchContext): Change {
  if (context.dialog !== undefined) return { dialog: undefined }
  if (context.problem !== undefined) return { problem: undefined }
  if (context.docker.said !== undefined) return docker.closed(context)
  if (context.selection !== undefined) return { selection: undefined }
  if (context.comparing !== undefined) return branches.uncompared(context)
  if (context.picked !== undefined) return { picked: undefined }
  if (context.view !== undefined) return { view: context.view.outer }
  if (context.query !== '') return { query: '' }
  if (context.service >= 0) return { service: -1 }
  if (context.isTabular) return { isTabular: false }
  return { span: undefined }
}
