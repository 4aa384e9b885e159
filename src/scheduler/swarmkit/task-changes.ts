/**
 * Takes in what becomes of tasks. Two peculiarities of the original are kept because they change who
 * gets a node: a task that is deleted or ends while it waits for a node stays in the queue, takes a
 * place in its group, and gives it back at the end of the round; and a new preassigned task does not
 * make the scheduler look at the other waiting tasks.
 */
import { assert } from '../../sim/assert.ts'
import type { Placer, SwarmkitTask } from './scheduler.ts'
import { noteFailure, oneOff, serviceOf } from './services.ts'
import { type TaskState, taskState } from './task-state.ts'
import { book, flag, isBooked, nameNode, newTask, setDesired, unbook } from './tasks.ts'

export interface TaskChange {
  readonly state: TaskState
  readonly desired: TaskState
  /** When it was reported; failures count for five minutes. */
  readonly timeUs: number
  /** Slot of the node; absent for the one it has. */
  readonly node?: number
}

export function addTask(placer: Placer, task: SwarmkitTask): number {
  const { tasks, cluster, queue } = placer
  const { state, node: slot = -1 } = task
  const handle = newTask(tasks)
  tasks.services[handle] = serviceOf(placer.services, task.service)
  tasks.specs[handle] = task.spec
  tasks.version[handle] = task.specVersion ?? oneOff
  tasks.state[handle] = state
  tasks.desired[handle] = task.desired
  tasks.node[handle] = -1
  tasks.bookedAt[handle] = 0
  tasks.flags[handle] = 0
  nameNode(tasks, cluster, { handle, slot })
  if (state < taskState.pending || state > taskState.running) return handle
  tasks.flags[handle] = flag.known
  if (slot < 0) {
    enqueue(placer, handle)
    queue.isTickDue = true
  } else if (state === taskState.pending) {
    awaitConfirmation(placer, handle)
  } else if (cluster.isKnown[slot] === 1) {
    book(tasks, cluster, handle)
  }
  return handle
}

export function updateTask(placer: Placer, handle: number, change: TaskChange): void {
  const { tasks, cluster, queue } = placer
  const wasKnown = (tasks.flags[handle] & flag.known) !== 0
  if (change.state > taskState.running) {
    if (wasKnown) endTask(placer, handle, change)
    tasks.state[handle] = change.state
    setDesired(tasks, cluster, { handle, desired: change.desired })
    return
  }
  setDesired(tasks, cluster, { handle, desired: change.desired })
  tasks.state[handle] = change.state
  const slot = change.node ?? tasks.node[handle]
  if (slot !== tasks.node[handle]) {
    if (isBooked(tasks, cluster, handle)) unbook(tasks, cluster, handle)
    nameNode(tasks, cluster, { handle, slot })
  }
  if (change.state < taskState.pending) return
  tasks.flags[handle] |= flag.known
  if (slot < 0) {
    enqueue(placer, handle)
    queue.isTickDue = true
  } else if (change.state === taskState.pending) {
    if (isBooked(tasks, cluster, handle)) unbook(tasks, cluster, handle)
    awaitConfirmation(placer, handle)
  } else {
    queue.preassigned.delete(handle)
    tasks.errors.delete(handle)
    const isThere = cluster.isKnown[slot] === 1
    if (isThere && !isBooked(tasks, cluster, handle)) book(tasks, cluster, handle)
  }
}

export function removeTask(placer: Placer, handle: number): void {
  const { tasks, queue } = placer
  assert((tasks.flags[handle] & flag.deleted) === 0, 'a task is removed once')
  if (forgetTask(placer, handle)) queue.isTickDue = true
  tasks.flags[handle] |= flag.deleted
  if ((tasks.flags[handle] & flag.queued) === 0) freeHandle(placer, handle)
}

/** Puts the task in the queue, once. */
export function enqueue({ tasks, queue }: Placer, handle: number): void {
  if ((tasks.flags[handle] & flag.queued) !== 0) return
  tasks.flags[handle] |= flag.queued
  queue.unassigned.push(handle)
}

/** Nobody refers to the task any more. */
export function freeHandle({ tasks, cluster }: Placer, handle: number): void {
  nameNode(tasks, cluster, { handle, slot: -1 })
  tasks.flags[handle] = flag.deleted
  tasks.free.push(handle)
}

function awaitConfirmation({ tasks, queue }: Placer, handle: number): void {
  tasks.flags[handle] |= flag.preassigned
  queue.preassigned.add(handle)
}

/** The task is past RUNNING: what it held is free again. */
function endTask(placer: Placer, handle: number, { state, timeUs }: TaskChange): void {
  const { tasks, cluster, queue } = placer
  const hasFailed = state === taskState.failed || state === taskState.rejected
  // Where a global service's tasks run is not the scheduler's choice, so it has nothing to learn.
  const wasChosen = (tasks.flags[handle] & flag.preassigned) === 0
  const slot = tasks.node[handle]
  if (hasFailed && wasChosen && slot >= 0 && cluster.isKnown[slot] === 1) {
    noteFailure(tasks.services[handle], tasks.version[handle], { slot, timeUs })
  }
  forgetTask(placer, handle)
  if ((tasks.flags[handle] & flag.queued) !== 0) tasks.flags[handle] |= flag.ended
  queue.isTickDue = true
}

/** Whether the task held something. */
function forgetTask({ tasks, cluster, queue }: Placer, handle: number): boolean {
  const held = isBooked(tasks, cluster, handle)
  if (held) unbook(tasks, cluster, handle)
  tasks.flags[handle] &= ~(flag.known | flag.preassigned)
  queue.preassigned.delete(handle)
  tasks.errors.delete(handle)
  return held
}
