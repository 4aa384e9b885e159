/**
 * The restart supervisor: whether a task that has ended, or whose node is lost, is replaced, and when the
 * replacement may start. Each orchestrator has its own.
 */
import { type ReplaceCause, taskStateCode } from '../../../model/swarm-mode.ts'
import { noLongerFits } from '../constants.ts'
import type { ServiceObject, TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'
import { createDelayedStarts, type DelayedStarts } from './delayed-starts.ts'
import { createRestartHistory, type RestartHistory } from './restart-history.ts'

export interface Restarts {
  readonly starts: DelayedStarts
  readonly history: RestartHistory
  /** Shuts the task down and replaces it if its policy says so. The caller commits. */
  restart(task: TaskObject): void
  /**
   * The tasks of a slot that an update has to deal with: those that shall run, or else the last one if
   * it will not be replaced. None means that the slot is dead.
   */
  updatable(slot: readonly TaskObject[], service: ServiceObject): readonly TaskObject[]
}

export function createRestarts(term: Term): Restarts {
  const { store } = term
  const starts = createDelayedStarts(term)
  const history = createRestartHistory()

  function restart(task: TaskObject): void {
    const before = starts.of(task)
    if (before !== undefined) {
      // It has not even started: to go on at once would be a tight loop of failures.
      if (before.hasWaiter) return
      before.hasWaiter = true
      before.whenDone(() => restartLater(task))
      return
    }
    if (task.desired > taskStateCode.complete) return
    store.setDesired(task, taskStateCode.shutdown)
    if (!history.allows(task)) return
    const { node, service } = task
    const { type } = service.current.spec.spec.mode
    const isGlobal = type === 'global' || type === 'global-job'
    const isThere = node !== undefined && !node.isDeleted
    const isDrained = isThere && node.availability === 'drain'
    const isDown = isThere && node.state === 'down'
    const replacement = store.createTask({
      service,
      slot: task.slot,
      node: isGlobal ? node : undefined,
      desired: taskStateCode.ready,
      replaces: { task, cause: causeOf(task) },
    })
    history.record(replacement)
    starts.start({
      task: replacement,
      // Who drains a node wants it empty.
      delayUs: isDrained ? 0 : task.spec.spec.task.restart.delayUs,
      predecessor: isDown ? undefined : task,
    })
  }

  function restartLater(task: TaskObject): void {
    if (task.isDeleted || task.desired > taskStateCode.running) return
    if (task.service.isDeleted) return
    restart(task)
    store.commit()
  }

  function updatable(slot: readonly TaskObject[], service: ServiceObject): readonly TaskObject[] {
    const wanted = slot.filter(({ desired }) => desired <= taskStateCode.running)
    if (wanted.length > 0 || slot.length === 0) return wanted
    // A rollback shall end with every slot alive.
    if (service.updateStatus?.state === 'rollback_started') return []
    const newest = slot.reduce((last, task) => (task.stateUs > last.stateUs ? task : last))
    return history.allows(newest) ? [] : [newest]
  }

  return { starts, history, restart, updatable }
}

/** What happened to the task, for whoever wants to know why there is another. */
function causeOf({ state, error, node }: TaskObject): ReplaceCause {
  if (state === taskStateCode.rejected && error === noLongerFits) return 'unfit'
  if (state === taskStateCode.orphaned) return 'nodeLost'
  if (state > taskStateCode.running) return 'ended'
  return node !== undefined && !node.isDeleted && node.availability === 'drain'
    ? 'drained'
    : 'nodeLost'
}
