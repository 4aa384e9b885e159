/**
 * The store of the managers: nodes, services and tasks, and who hears of their changes. Every change
 * is made by one of these functions, each of which states it; a commit tells those who watch. What
 * the managers believe and what was asked for is all here, so it outlives a leader.
 */

import { mayMove, type TaskOwner } from '../../../machine/task-machine.ts'
import {
  type ReplaceCause,
  replaceCauses,
  type TaskStateCode,
  taskStateCode,
} from '../../../model/swarm-mode.ts'
import { assert, fail } from '../../../sim/assert.ts'
import type { SwarmChangeType, SwarmContext } from '../context.ts'
import type { Loop } from './loop.ts'
import { createNodeTable, type NodeTable } from './node-table.ts'
import { createObjectTable, type ObjectTable } from './object-table.ts'
import type { NodeObject, ServiceObject, TaskObject } from './objects.ts'
import { createServiceTable, type ServiceTable } from './service-table.ts'
import { joinService, leaveService } from './slots.ts'
import { createTransactions, type Watcher } from './transactions.ts'

export type { Watcher } from './transactions.ts'

export type StoreChange =
  | {
      readonly type: 'task.created' | 'task.updated' | 'task.deleted'
      readonly task: TaskObject
    }
  | { readonly type: 'node.created' | 'node.updated' | 'node.deleted'; readonly node: NodeObject }
  | {
      readonly type: 'service.created' | 'service.updated' | 'service.deleted'
      readonly service: ServiceObject
    }
  /** A name that tasks need; nobody but users looks at these. */
  | { readonly type: 'object.created' | 'object.deleted' }

export interface NewTask {
  readonly service: ServiceObject
  readonly slot: number
  readonly node: NodeObject | undefined
  readonly desired: TaskStateCode
  /** The task whose place it takes, and why. */
  readonly replaces?: { readonly task: TaskObject; readonly cause: ReplaceCause }
}

export interface Store extends NodeTable, ServiceTable, ObjectTable {
  /** In the order in which they came. */
  readonly tasks: ReadonlySet<TaskObject>
  createTask(task: NewTask): TaskObject
  setDesired(task: TaskObject, desired: TaskStateCode): void
  /** False when the task has got further already: the observed state never goes back. */
  setState(task: TaskObject, state: TaskStateCode, by: StateWriter): boolean
  assign(task: TaskObject, node: NodeObject): void
  /** Writes why the task waits. */
  refuse(task: TaskObject, error: string): void
  deleteTask(task: TaskObject): void
  /** Nobody asks any more for what the task stands for. Nothing changes by it. */
  dropSlot(task: TaskObject): void
  /** How it is called in texts. */
  nameOf(task: TaskObject): string
  /** Tells those who watch what has changed since the last commit. */
  commit(): void
  /** Returns how to stop watching. */
  watch(watcher: Watcher): () => void
}

export interface StateWriter {
  readonly owner: TaskOwner
  readonly error?: string
}

/** What each owner's writing is called; the worker's has a name of its own for every state. */
const changeOfOwner: Readonly<Record<TaskOwner, SwarmChangeType>> = {
  allocator: 'task.allocated',
  scheduler: 'task.withdrawn',
  worker: 'task.reported',
  enforcer: 'task.rejected',
  dispatcher: 'task.orphaned',
  control: 'task.nodeRemoved',
}

export function createStore(context: SwarmContext, loop: Loop): Store {
  const transactions = createTransactions(context, loop)
  const { stage, tell } = transactions
  const tasks = new Set<TaskObject>()
  let taskCount = 0
  /** What is told of each task's changes, by its number: one object for all of them. */
  const updates: StoreChange[] = []

  function textOf(text: string): number {
    return text === '' ? -1 : context.text(text)
  }

  function link(task: TaskObject): void {
    tasks.add(task)
    joinService(task)
    task.node?.tasks.add(task)
  }

  function unlink(task: TaskObject): void {
    tasks.delete(task)
    leaveService(task)
    task.node?.tasks.delete(task)
  }

  /** The task as it is now, and how to bring that back. */
  function remembered(task: TaskObject): () => void {
    if (!transactions.mayFail) return nothing
    const { state, stateUs, error, desired, node } = task
    return () => {
      if (node !== task.node) task.node?.tasks.delete(task)
      Object.assign(task, { state, stateUs, error, desired, node })
    }
  }

  return {
    ...createNodeTable(context, transactions),
    ...createServiceTable(context, transactions),
    ...createObjectTable(context, transactions),
    tasks,
    createTask({ service, slot, node, desired, replaces }) {
      const nowUs = context.nowUs()
      const task: TaskObject = {
        index: taskCount++,
        service,
        slot,
        spec: service.current.spec,
        specVersion: service.current.version,
        jobIteration: service.jobIteration,
        createdUs: nowUs,
        predecessor: replaces?.task,
        node,
        desired,
        state: taskStateCode.new,
        error: '',
        stateUs: nowUs,
        isDeleted: false,
      }
      updates[task.index] = { type: 'task.updated', task }
      link(task)
      context.addTask(task)
      const undo = () => {
        task.isDeleted = true
        unlink(task)
      }
      stage({ type: 'task.created', a: task.index, b: desired, c: task.specVersion, undo })
      if (replaces) {
        const c = replaceCauses.indexOf(replaces.cause)
        stage({ type: 'task.replaced', a: replaces.task.index, b: task.index, c, undo: nothing })
      }
      tell({ type: 'task.created', task })
      return task
    },
    setDesired(task, desired) {
      if (task.desired === desired) return
      const undo = remembered(task)
      task.desired = desired
      stage({ type: 'task.desired', a: task.index, b: desired, undo })
      tell(updates[task.index])
    },
    setState(task, state, { owner, error = '' }) {
      if (task.isDeleted || task.state >= state) return false
      // Not assert: its message would be built for every change.
      if (!mayMove(owner, task.state, state)) {
        fail(`the ${owner} may not move a task from ${task.state} to ${state}`)
      }
      const undo = remembered(task)
      task.state = state
      task.stateUs = context.nowUs()
      if (error !== '' || state >= taskStateCode.assigned) task.error = error
      const type = changeOfOwner[owner]
      stage({ type, a: task.index, b: state, c: textOf(error), undo })
      tell(updates[task.index])
      return true
    },
    assign(task, node) {
      assert(mayMove('scheduler', task.state, taskStateCode.assigned), 'only PENDING is assigned')
      const undo = remembered(task)
      task.state = taskStateCode.assigned
      task.stateUs = context.nowUs()
      task.error = ''
      task.node = node
      node.tasks.add(task)
      stage({ type: 'task.assigned', a: task.index, b: node.index, undo })
      tell(updates[task.index])
    },
    refuse(task, error) {
      if (task.error === error) return
      const undo = remembered(task)
      task.error = error
      stage({ type: 'task.refused', a: task.index, b: context.text(error), undo })
      tell(updates[task.index])
    },
    deleteTask(task) {
      if (task.isDeleted) return
      task.isDeleted = true
      unlink(task)
      const undo = () => {
        task.isDeleted = false
        link(task)
      }
      stage({ type: 'task.deleted', a: task.index, undo })
      tell({ type: 'task.deleted', task })
    },
    dropSlot(task) {
      stage({ type: 'slot.dropped', a: task.index, undo: nothing })
    },
    nameOf: context.nameOf,
    commit: transactions.commit,
    watch: transactions.watch,
  }
}

function nothing(): void {}
