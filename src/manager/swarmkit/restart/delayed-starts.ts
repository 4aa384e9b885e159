/**
 * Replacements that wait in READY: until the restart delay has passed, and until the task they replace
 * has stopped, or its node is down or removed, or a minute is over. Then they shall run.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { oldTaskTimeoutUs } from '../constants.ts'
import type { NodeObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { Term } from '../term.ts'

export interface DelayedStart {
  /** Once it has started or was cancelled. */
  whenDone(callback: () => void): void
  /** The failed replacement waits for this to be replaced itself. */
  hasWaiter: boolean
}

export interface StartRequest {
  readonly task: TaskObject
  readonly delayUs: number
  /** The task to wait for; absent for none. */
  readonly predecessor?: TaskObject | undefined
}

export interface DelayedStarts {
  start(request: StartRequest): DelayedStart
  of(task: TaskObject): DelayedStart | undefined
  cancel(task: TaskObject): void
  /** Desired RUNNING, unless it is there already or beyond. */
  startNow(task: TaskObject): void
  heard(changes: readonly StoreChange[]): void
}

interface Waiting extends DelayedStart {
  readonly task: TaskObject
  readonly predecessor: TaskObject | undefined
  /** Of the predecessor when the wait began. */
  readonly node: NodeObject | undefined
  readonly listeners: (() => void)[]
  hasElapsed: boolean
  hasStopped: boolean
  isDone: boolean
}

export function createDelayedStarts(term: Term): DelayedStarts {
  const { store } = term
  const waiting = new Map<TaskObject, Waiting>()
  const byPredecessor = new Map<TaskObject, Set<Waiting>>()
  const byNode = new Map<NodeObject, Set<Waiting>>()

  function finish(one: Waiting): void {
    one.isDone = true
    if (waiting.get(one.task) === one) waiting.delete(one.task)
    if (one.predecessor) removeFrom(byPredecessor, one.predecessor, one)
    if (one.node) removeFrom(byNode, one.node, one)
    for (const listener of one.listeners) term.soon(listener)
  }

  function startNow(task: TaskObject): void {
    if (task.isDeleted || task.desired >= taskStateCode.running) return
    store.setDesired(task, taskStateCode.running)
  }

  function check(one: Waiting): void {
    if (one.isDone || !one.hasElapsed || !one.hasStopped) return
    startNow(one.task)
    store.commit()
    finish(one)
  }

  function stopped(found: Set<Waiting> | undefined): void {
    for (const one of found ?? []) {
      one.hasStopped = true
      check(one)
    }
  }

  function heard(changes: readonly StoreChange[]): void {
    if (byPredecessor.size === 0) return
    for (const change of changes) {
      if (change.type === 'task.updated') {
        if (change.task.state > taskStateCode.running) stopped(byPredecessor.get(change.task))
      } else if (change.type === 'node.updated') {
        if (change.node.state === 'down') stopped(byNode.get(change.node))
      } else if (change.type === 'node.deleted') {
        stopped(byNode.get(change.node))
      }
    }
  }

  return {
    start({ task, delayUs, predecessor }) {
      const before = waiting.get(task)
      if (before) finish(before)
      const waits = predecessor !== undefined && predecessor.state <= taskStateCode.running
      const one: Waiting = {
        task,
        predecessor: waits ? predecessor : undefined,
        node: waits ? predecessor.node : undefined,
        listeners: [],
        hasWaiter: false,
        hasElapsed: delayUs === 0,
        hasStopped: !waits,
        isDone: false,
        whenDone(callback) {
          if (one.isDone) term.soon(callback)
          else one.listeners.push(callback)
        },
      }
      waiting.set(task, one)
      if (one.predecessor) addTo(byPredecessor, one.predecessor, one)
      if (one.node) addTo(byNode, one.node, one)
      if (delayUs > 0) {
        term.after(delayUs, () => {
          one.hasElapsed = true
          check(one)
        })
      }
      if (waits) {
        // Both waits begin now, so the longer one counts.
        term.after(oldTaskTimeoutUs, () => {
          one.hasStopped = true
          check(one)
        })
      }
      if (delayUs === 0 && !waits) term.soon(() => check(one))
      return one
    },
    of: (task) => waiting.get(task),
    cancel(task) {
      const one = waiting.get(task)
      if (one) finish(one)
    },
    startNow,
    heard,
  }
}

function addTo<Key>(map: Map<Key, Set<Waiting>>, key: Key, one: Waiting): void {
  const found = map.get(key)
  if (found) found.add(one)
  else map.set(key, new Set([one]))
}

function removeFrom<Key>(map: Map<Key, Set<Waiting>>, key: Key, one: Waiting): void {
  const found = map.get(key)
  found?.delete(one)
  if (found?.size === 0) map.delete(key)
}
