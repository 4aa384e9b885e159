/**
 * A running update of a service: workers take outdated slots one by one, in random order; failures of
 * the tasks it has made are counted; after the last slot it goes on watching for a while.
 */
import { taskStateCode, type UpdateConfig } from '../../../model/swarm-mode.ts'
import { monitorAfterDelayUs } from '../constants.ts'
import type { Restarts } from '../restart/restarts.ts'
import { isDirty } from '../store/compiled-spec.ts'
import type { ServiceObject, SpecVersion, TaskObject, UpdateStatus } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { Term } from '../term.ts'
import { type SlotUpdateContext, type UpdateSlot, updateSlot } from './slot-update.ts'
import { completed, paused, rollBack } from './update-status.ts'

export interface Updater {
  /** What it works towards. */
  readonly target: SpecVersion
  start(): void
  cancel(): void
  heard(changes: readonly StoreChange[]): void
}

export interface UpdaterOptions {
  readonly term: Term
  readonly restarts: Restarts
  readonly service: ServiceObject
  readonly slots: readonly UpdateSlot[]
  /** It has come to its end, by itself. */
  readonly ended: () => void
}

export function createUpdater(options: UpdaterOptions): Updater {
  const { term, service } = options
  const { store } = term
  const target = service.current
  const status: UpdateStatus | undefined = service.updateStatus
  const isRollback = status?.state === 'rollback_started'
  const config: UpdateConfig = isRollback ? target.spec.spec.rollback : target.spec.spec.update
  /** Tasks made by this update, and when they were seen to run. */
  const made = new Map<TaskObject, number | undefined>()
  const failed = new Set<TaskObject>()
  /** Failures that nobody has looked at yet. */
  const unseen: TaskObject[] = []
  const ran = new Map<TaskObject, () => void>()
  let phase: 'handing out' | 'last slots' | 'monitoring' | 'over' = 'handing out'
  let isStopped = false
  let isCancelled = false
  let dirty: readonly UpdateSlot[] = []
  let next = 0
  let workers = 0
  let monitorUs = config.monitorUs

  const slotContext: SlotUpdateContext = {
    term,
    restarts: options.restarts,
    service,
    target,
    order: config.order,
    isCancelled: () => isCancelled,
    created: (task) => made.set(task, undefined),
    whenRan(task, callback) {
      const seen = () => {
        made.set(task, term.nowUs())
        callback()
      }
      if (task.state >= taskStateCode.running) seen()
      else ran.set(task, seen)
    },
  }

  function start(): void {
    if (status?.state === 'paused' || status?.state === 'rollback_paused') {
      end()
      return
    }
    dirty = options.slots.filter((slot) => slot.length > 1 || isDirty(target, slot[0].task))
    if (dirty.length === 0) {
      if (status?.state === 'updating' || isRollback) completed(store, service)
      end()
      return
    }
    if (status === undefined && !service.isDeleted) {
      store.setUpdateStatus(service, { state: 'updating', message: 'update in progress' })
      store.commit()
    }
    workers = config.parallelism === 0 ? dirty.length : config.parallelism
    for (let worker = workers; worker > 0; worker--) takeSlot()
  }

  function takeSlot(): void {
    if (isCancelled) return
    if (phase !== 'handing out') {
      workers--
      if (workers === 0) lastWorkerLeft()
      return
    }
    const slot = dirty[next++]
    if (next === dirty.length) phase = 'last slots'
    updateSlot(slotContext, slot, () => {
      if (isCancelled) return
      if (config.delayUs === 0) takeSlot()
      else term.after(config.delayUs, takeSlot)
    })
  }

  function lastWorkerLeft(): void {
    if (isStopped) {
      end()
      return
    }
    phase = 'monitoring'
    if (config.delayUs >= monitorUs) monitorUs = config.delayUs + monitorAfterDelayUs
    term.after(monitorUs, finish)
    lookAtFailures()
  }

  function finish(): void {
    if (isCancelled || phase !== 'monitoring') return
    completed(store, service)
    end()
  }

  function end(): void {
    phase = 'over'
    options.ended()
  }

  /** While the last slots are under way nobody looks; what failed is seen afterwards. */
  function lookAtFailures(): void {
    while (unseen.length > 0 && (phase === 'handing out' || phase === 'monitoring')) {
      const task = unseen.shift()!
      if (countsAsFailure(task)) takeAction(task)
    }
  }

  /** Whether it is one failure too many. */
  function countsAsFailure(task: TaskObject): boolean {
    if (failed.has(task) || !made.has(task)) return false
    const startedUs = made.get(task)
    if (startedUs !== undefined && term.nowUs() - startedUs > monitorUs) return false
    failed.add(task)
    // In the original's precision, so that equal is equal.
    return Math.fround(failed.size / dirty.length) > Math.fround(config.maxFailureRatio)
  }

  function takeAction(task: TaskObject): void {
    const isMonitoring = phase === 'monitoring'
    phase = 'last slots'
    if (config.failureAction === 'pause') {
      isStopped = true
      paused(store, { service, task, what: 'update' })
    } else if (isRollback) {
      // Never rolled back again. As in the original the update then ends as if it were complete.
      paused(store, { service, task, what: 'rollback' })
    } else {
      isStopped = true
      rollBack(store, { service, task })
    }
    if (!isMonitoring) return
    if (!isStopped) completed(store, service)
    end()
  }

  return {
    target,
    start,
    cancel() {
      isCancelled = true
      phase = 'over'
    },
    heard(changes) {
      if (phase === 'over') return
      const ours = changes.flatMap((change) =>
        change.type === 'task.updated' && made.has(change.task) ? [change.task] : [],
      )
      if (config.failureAction !== 'continue') {
        unseen.push(...ours.filter(({ state }) => state > taskStateCode.running))
        // Before a worker goes on: who fails first is seen first, and ends the update.
        lookAtFailures()
      }
      for (const task of ours) {
        const seen = ran.get(task)
        if (seen === undefined || task.state < taskStateCode.running) continue
        ran.delete(task)
        if (!isCancelled) seen()
      }
    },
  }
}
