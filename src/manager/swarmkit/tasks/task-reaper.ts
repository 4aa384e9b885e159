/**
 * Deletes tasks: those to be removed once they have stopped, and history beyond the limit. History is
 * looked at when a task is made in a slot. A quarter of a second after the first change it hears of,
 * everything that has come up is dealt with together.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { reaperBatchUs, reaperDirtyMax } from '../constants.ts'
import { modeOf } from '../orchestrator/shared.ts'
import type { NodeObject, ServiceObject, TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'

interface Slot {
  readonly service: ServiceObject
  readonly slot: number
  readonly node: NodeObject | undefined
}

export function startTaskReaper(term: Term): void {
  const { store } = term
  const dirty = new Map<number, Slot>()
  const cleanup = new Set<TaskObject>()
  /** When the batch that has begun is due; in the past when none has. */
  let dueUs = -1
  let isEventDue = false

  /** Every change of a task begins a batch, also one that brings nothing to delete. */
  function begin(): void {
    const nowUs = term.nowUs()
    if (dueUs < nowUs) dueUs = nowUs + reaperBatchUs
    if (isEventDue || dirty.size + cleanup.size === 0) return
    isEventDue = true
    term.at(dueUs, () => {
      isEventDue = false
      dueUs = -1
      reap()
    })
  }

  function reap(): void {
    const doomed = new Set(cleanup)
    cleanup.clear()
    for (const [key, slot] of dirty) {
      if (lookAtHistory(slot, doomed)) dirty.delete(key)
    }
    for (const task of doomed) store.deleteTask(task)
    store.commit()
  }

  /** Adds what is too much. False when the slot has to be looked at again. */
  function lookAtHistory(slot: Slot, doomed: Set<TaskObject>): boolean {
    if (slot.service.isDeleted) return true
    const { maxAttempts } = slot.service.current.spec.spec.task.restart
    // As many as a new leader needs to count the restarts.
    const limit = maxAttempts > 0 ? maxAttempts + 1 : term.settings.taskHistoryLimit
    if (limit < 0) return true
    // Nearly always the case, and seen without a look at the tasks.
    if ((slot.service.slots.get(slot.slot)?.length ?? 0) <= limit) return true
    const tasks = historyOf(slot)
    let surplus = tasks.length - limit
    if (surplus <= 0) return true
    let alive = 0
    for (const task of tasks.sort((a, b) => a.stateUs - b.stateUs || a.index - b.index)) {
      if (!isOver(task)) {
        alive++
        continue
      }
      doomed.add(task)
      surplus--
      if (surplus <= 0) break
    }
    return alive <= 1
  }

  function historyOf({ service, slot, node }: Slot): TaskObject[] {
    const { type } = modeOf(service)
    if (type === 'replicated') return [...(service.slots.get(slot) ?? [])]
    // Jobs keep theirs.
    if (type !== 'global' || node === undefined) return []
    return [...node.tasks].filter((task) => task.service === service)
  }

  for (const task of store.tasks) if (isRemovable(task)) cleanup.add(task)
  if (cleanup.size > 0) term.soon(reap)
  term.watch((changes) => {
    let hasTask = false
    for (const change of changes) {
      if (change.type === 'task.created') {
        hasTask = true
        const { service, slot, node } = change.task
        dirty.set(keyOf(change.task), { service, slot, node })
      } else if (change.type === 'task.updated') {
        hasTask = true
        if (isRemovable(change.task)) cleanup.add(change.task)
      }
    }
    if (!hasTask) return
    if (dirty.size + cleanup.size > reaperDirtyMax) reap()
    else begin()
  })
}

/** Tasks without a node are told apart by their slot, those of each node by their node. */
function keyOf({ service, slot, node }: TaskObject): number {
  const place = node === undefined ? 2 * slot : 2 * node.index + 1
  return service.index * 2 ** 32 + place
}

/** To be removed, and either stopped or not yet on any node. */
function isRemovable({ desired, state }: TaskObject): boolean {
  if (desired !== taskStateCode.remove) return false
  return state < taskStateCode.assigned || state >= taskStateCode.complete
}

/** It has ended, or will never begin. */
function isOver({ desired, state }: TaskObject): boolean {
  if (state > taskStateCode.running) return true
  return state < taskStateCode.assigned && desired > taskStateCode.running
}
