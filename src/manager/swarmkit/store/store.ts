/**
 * The store of the managers: nodes, services and tasks, and who hears of their changes. Every change
 * is made by one of these functions, each of which states it; a commit tells those who watch. What
 * the managers believe and what was asked for is all here, so it outlives a leader.
 */

import { mayMove, type TaskOwner } from '../../../machine/task-machine.ts'
import {
  availabilities,
  swarmNodeStates,
  type TaskStateCode,
  taskStateCode,
  updateStates,
} from '../../../model/swarm-mode.ts'
import { assert } from '../../../sim/assert.ts'
import type { SwarmContext } from '../context.ts'
import type { Loop } from './loop.ts'
import { type NewNode, newNode, viewOf } from './node-object.ts'
import type { NodeObject, ServiceObject, SpecVersion, TaskObject, UpdateStatus } from './objects.ts'
import { joinService, leaveService } from './slots.ts'

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

export type Watcher = (changes: readonly StoreChange[]) => void

export interface NewTask {
  readonly service: ServiceObject
  readonly slot: number
  readonly node: NodeObject | undefined
  readonly desired: TaskStateCode
}

export interface Store {
  readonly nodes: ReadonlyMap<string, NodeObject>
  readonly services: ReadonlyMap<string, ServiceObject>
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
  createNode(node: NewNode): NodeObject
  setNodeState(node: NodeObject, state: NodeObject['state'], message: string): void
  specifyNode(node: NodeObject, spec: Pick<NodeObject, 'availability' | 'labels'>): void
  deleteNode(node: NodeObject): void
  createService(id: string, spec: SpecVersion['spec']): ServiceObject
  /** A new specification, and what is said of its update. */
  specify(
    service: ServiceObject,
    specs: Pick<ServiceObject, 'current' | 'previous' | 'updateStatus'>,
  ): void
  setUpdateStatus(service: ServiceObject, status: UpdateStatus): void
  deleteService(service: ServiceObject): void
  /** A number for a new version of a specification: larger than all before. */
  nextVersion(): number
  /** Tells those who watch what has changed since the last commit. */
  commit(): void
  /** Returns how to stop watching. */
  watch(watcher: Watcher): () => void
}

export interface StateWriter {
  readonly owner: TaskOwner
  readonly error?: string
}

export function createStore(context: SwarmContext, loop: Loop): Store {
  const nodes = new Map<string, NodeObject>()
  const services = new Map<string, ServiceObject>()
  const tasks = new Set<TaskObject>()
  const watchers = new Set<Watcher>()
  let changes: StoreChange[] = []
  let nodeCount = 0
  let serviceCount = 0
  let taskCount = 0
  let version = 0

  function taskChanged(task: TaskObject): void {
    changes.push({ type: 'task.updated', task })
  }

  function nodeChanged(node: NodeObject): void {
    node.view = viewOf(node)
    changes.push({ type: 'node.updated', node })
  }

  function writeUpdateStatus(service: ServiceObject, status: UpdateStatus | undefined): void {
    if (service.updateStatus === undefined && status === undefined) return
    service.updateStatus = status
    const state = updateStates.indexOf(status?.state ?? 'none')
    const text = status === undefined ? -1 : context.text(status.message)
    context.emit('service.updateState', service.index, state, text)
  }

  return {
    nodes,
    services,
    tasks,
    createTask({ service, slot, node, desired }) {
      const nowUs = context.nowUs()
      const task: TaskObject = {
        index: taskCount++,
        service,
        slot,
        spec: service.current.spec,
        specVersion: service.current.version,
        jobIteration: service.jobIteration,
        createdUs: nowUs,
        node,
        desired,
        state: taskStateCode.new,
        error: '',
        stateUs: nowUs,
        isDeleted: false,
      }
      tasks.add(task)
      joinService(task)
      node?.tasks.add(task)
      context.addTask(task)
      context.emit('task.created', task.index, desired, task.specVersion)
      changes.push({ type: 'task.created', task })
      return task
    },
    setDesired(task, desired) {
      if (task.desired === desired) return
      task.desired = desired
      context.emit('task.desired', task.index, desired, 0)
      taskChanged(task)
    },
    setState(task, state, { owner, error = '' }) {
      if (task.isDeleted || task.state >= state) return false
      assert(
        mayMove(owner, task.state, state),
        `the ${owner} may not move a task from ${task.state} to ${state}`,
      )
      task.state = state
      task.stateUs = context.nowUs()
      if (error !== '' || state >= taskStateCode.assigned) task.error = error
      context.emit('task.state', task.index, state, error === '' ? -1 : context.text(error))
      taskChanged(task)
      return true
    },
    assign(task, node) {
      assert(mayMove('scheduler', task.state, taskStateCode.assigned), 'only PENDING is assigned')
      task.state = taskStateCode.assigned
      task.stateUs = context.nowUs()
      task.error = ''
      task.node = node
      node.tasks.add(task)
      context.emit('task.assigned', task.index, node.index, 0)
      taskChanged(task)
    },
    refuse(task, error) {
      if (task.error === error) return
      task.error = error
      context.emit('task.refused', task.index, context.text(error), 0)
      taskChanged(task)
    },
    deleteTask(task) {
      if (task.isDeleted) return
      task.isDeleted = true
      tasks.delete(task)
      leaveService(task)
      task.node?.tasks.delete(task)
      context.emit('task.deleted', task.index, 0, 0)
      changes.push({ type: 'task.deleted', task })
    },
    createNode(given) {
      assert(!nodes.has(given.id), `node ${given.id} is there already`)
      const node = newNode(nodeCount++, given)
      nodes.set(node.id, node)
      context.addNode(node)
      const availability = availabilities.indexOf(node.availability)
      context.emit('node.created', node.index, swarmNodeStates.indexOf(node.state), availability)
      changes.push({ type: 'node.created', node })
      return node
    },
    setNodeState(node, state, message) {
      if (node.isDeleted) return
      node.state = state
      node.message = message
      const text = message === '' ? -1 : context.text(message)
      context.emit('node.state', node.index, swarmNodeStates.indexOf(state), text)
      nodeChanged(node)
    },
    specifyNode(node, { availability, labels }) {
      node.availability = availability
      node.labels = labels
      context.emit('node.specified', node.index, availabilities.indexOf(availability), 0)
      nodeChanged(node)
    },
    deleteNode(node) {
      node.isDeleted = true
      nodes.delete(node.id)
      context.emit('node.deleted', node.index, 0, 0)
      changes.push({ type: 'node.deleted', node })
    },
    createService(id, spec) {
      assert(!services.has(id), `service ${id} is there already`)
      const service: ServiceObject = {
        index: serviceCount++,
        id,
        current: { spec, version: ++version },
        previous: undefined,
        updateStatus: undefined,
        jobIteration: 0,
        isDeleted: false,
        tasks: new Set(),
        slots: new Map(),
      }
      services.set(id, service)
      context.addService(service)
      context.emit('service.created', service.index, service.current.version, 0)
      changes.push({ type: 'service.created', service })
      return service
    },
    specify(service, { current, previous, updateStatus }) {
      service.current = current
      service.previous = previous
      writeUpdateStatus(service, updateStatus)
      context.emit('service.specified', service.index, current.version, 0)
      changes.push({ type: 'service.updated', service })
    },
    setUpdateStatus(service, status) {
      writeUpdateStatus(service, status)
      changes.push({ type: 'service.updated', service })
    },
    deleteService(service) {
      service.isDeleted = true
      services.delete(service.id)
      context.emit('service.deleted', service.index, 0, 0)
      changes.push({ type: 'service.deleted', service })
    },
    nextVersion: () => ++version,
    commit() {
      if (changes.length === 0) return
      const committed = changes
      changes = []
      for (const watcher of watchers) {
        loop.soon(() => {
          if (watchers.has(watcher)) watcher(committed)
        })
      }
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}
