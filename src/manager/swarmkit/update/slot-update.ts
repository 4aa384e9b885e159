/**
 * One worker's work on one slot of an update: replace the task, wait until the new one runs, and with
 * start-first only then shut the old one down. It waits for its own task without limit: when that is
 * lost before it has run, and another task takes the slot, the update hangs.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import type { Restarts } from '../restart/restarts.ts'
import { isDirty } from '../store/compiled-spec.ts'
import type { ServiceObject, SpecVersion, TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'

/** A task of a slot, and what was wanted of it when the update began. */
export interface SlotTask {
  readonly task: TaskObject
  readonly wasWanted: boolean
}

export type UpdateSlot = readonly SlotTask[]

export interface SlotUpdateContext {
  readonly term: Term
  readonly restarts: Restarts
  readonly service: ServiceObject
  readonly target: SpecVersion
  readonly order: 'stop-first' | 'start-first'
  isCancelled(): boolean
  /** The update has made this task: it may count as a failure from now on. */
  created(task: TaskObject): void
  /** Calls back once the task is RUNNING or beyond. */
  whenRan(task: TaskObject, callback: () => void): void
}

/** Calls back when the slot is done, unless the update is cancelled. */
export function updateSlot(context: SlotUpdateContext, slot: UpdateSlot, done: () => void): void {
  const clean = slot.map(({ task }) => task).filter((task) => !isDirty(context.target, task))
  const existing =
    clean.find(({ desired }) => desired === taskStateCode.running) ??
    clean.findLast(({ desired }) => desired < taskStateCode.running)
  if (existing) keepTask(context, { slot, existing }, done)
  else replaceTask(context, slot, done)
}

/** A task of the wanted specification is there already: only the others have to go. */
function keepTask(
  { term, restarts }: SlotUpdateContext,
  { slot, existing }: { readonly slot: UpdateSlot; readonly existing: TaskObject },
  done: () => void,
): void {
  const others = slot.filter(({ task }) => task !== existing)
  const removal = planRemoval(others)
  if (removal.isImpossible) {
    term.soon(done)
    return
  }
  for (const task of removal.tasks) term.store.setDesired(task, taskStateCode.shutdown)
  term.store.commit()
  if (existing.desired === taskStateCode.running) {
    term.soon(done)
    return
  }
  const start = restarts.starts.start({
    task: existing,
    delayUs: 0,
    predecessor: removal.tasks.at(-1),
  })
  start.whenDone(done)
}

function replaceTask(context: SlotUpdateContext, slot: UpdateSlot, done: () => void): void {
  const { term, restarts, service } = context
  const { store } = term
  const isStartFirst = context.order === 'start-first'
  const removal = planRemoval(slot)
  // The restart supervisor was quicker: the slot has another task by now, this update skips it.
  if (service.isDeleted || (!isStartFirst && removal.isImpossible)) {
    term.soon(done)
    return
  }
  const [{ task: first }] = slot
  const { type } = service.current.spec.spec.mode
  const task = store.createTask({
    service,
    slot: first.slot,
    node: type === 'global' ? first.node : undefined,
    desired: taskStateCode.ready,
    replaces: { task: first, cause: 'outdated' },
  })
  context.created(task)
  if (!isStartFirst) {
    for (const old of removal.tasks) store.setDesired(old, taskStateCode.shutdown)
  }
  store.commit()
  const start = restarts.starts.start({
    task,
    delayUs: 0,
    predecessor: isStartFirst ? undefined : removal.tasks.at(-1),
  })
  start.whenDone(() => {
    if (context.isCancelled()) return
    context.whenRan(task, () => {
      if (isStartFirst && task.state === taskStateCode.running) {
        for (const old of planRemoval(slot).tasks) store.setDesired(old, taskStateCode.shutdown)
        store.commit()
      }
      done()
    })
  })
}

/** Which tasks of the slot to shut down; impossible when all that were wanted are not any more. */
function planRemoval(slot: UpdateSlot): {
  readonly tasks: readonly TaskObject[]
  readonly isImpossible: boolean
} {
  const wanted = slot.filter(({ wasWanted }) => wasWanted).map(({ task }) => task)
  const tasks = wanted.filter(
    ({ isDeleted, desired }) => !isDeleted && desired <= taskStateCode.running,
  )
  return { tasks, isImpossible: tasks.length === 0 && wanted.length > 0 }
}
