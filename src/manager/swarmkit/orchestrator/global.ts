/**
 * The orchestrator of global services: one task on every node that meets the constraints and is neither
 * drained nor down. A paused node keeps its task but gets no new one.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { fits, isDirty } from '../store/compiled-spec.ts'
import type { NodeObject, ServiceObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { OrchestratorParts } from './replicated.ts'
import { isInvalid, modeOf, removeServiceTasks } from './shared.ts'
import type { Orchestrator } from './task-init.ts'

export function createGlobal({ term, restarts, updates }: OrchestratorParts): Orchestrator {
  const { store } = term
  const services = new Set<ServiceObject>()
  const toRestart = new Set<TaskObject>()

  const isOurs = (service: ServiceObject) => modeOf(service).type === 'global'

  function hear(change: StoreChange): void {
    switch (change.type) {
      case 'service.created':
      case 'service.updated':
        if (!isOurs(change.service) || change.service.isDeleted) break
        services.add(change.service)
        reconcile(change.service)
        break
      case 'service.deleted':
        if (!isOurs(change.service)) break
        removeServiceTasks(store, change.service)
        services.delete(change.service)
        restarts.history.forget(change.service)
        break
      case 'node.created':
      case 'node.updated':
        if (!change.node.isDeleted) reconcileNode(change.node)
        break
      case 'node.deleted':
        // Not even its history is of use.
        for (const task of [...change.node.tasks]) {
          if (!services.has(task.service)) continue
          store.dropSlot(task)
          store.deleteTask(task)
        }
        store.commit()
        break
      case 'task.updated':
        checkTask(change.task)
        break
      case 'task.created':
      case 'task.deleted':
        break
    }
  }

  function checkTask(task: TaskObject): void {
    if (task.state <= taskStateCode.running || task.desired > taskStateCode.running) return
    if (services.has(task.service)) toRestart.add(task)
  }

  function tick(): void {
    if (toRestart.size === 0) return
    const tasks = term.chance.order('restarts', [...toRestart])
    toRestart.clear()
    for (const task of tasks) {
      const { node, service } = task
      if (task.isDeleted || service.isDeleted || task.desired > taskStateCode.running) continue
      if (node === undefined || isInvalid(node) || !services.has(service)) continue
      if (node.availability === 'pause' || !fits(service.current.spec, node)) {
        shutDown([task])
      } else {
        restarts.restart(task)
      }
    }
    store.commit()
  }

  function reconcile(service: ServiceObject): void {
    const byNode = new Map<NodeObject | undefined, readonly TaskObject[]>()
    for (const [node, tasks] of tasksByNode(service)) {
      const updatable = restarts.updatable(tasks, service)
      if (updatable.length > 0) byNode.set(node, updatable)
    }
    const toUpdate: (readonly TaskObject[])[] = []
    for (const node of term.chance.order('globalNodes', [...store.nodes.values()])) {
      if (isInvalid(node)) continue
      const tasks = byNode.get(node) ?? []
      byNode.delete(node)
      if (!fits(service.current.spec, node)) shutDown(tasks)
      else if (node.availability === 'pause') continue
      else if (tasks.length === 0) addTask(service, node)
      else toUpdate.push(tasks)
    }
    // What is left is on nodes that are drained, down or gone.
    for (const tasks of byNode.values()) shutDown(tasks)
    store.commit()
    if (toUpdate.length > 0) updates.update(service, toUpdate)
  }

  function reconcileNode(node: NodeObject): void {
    if (isInvalid(node)) {
      for (const task of node.tasks) if (services.has(task.service)) shutDown([task])
      store.commit()
      return
    }
    if (node.availability === 'pause') return
    for (const service of services) {
      if (!fits(service.current.spec, node)) continue
      const here = [...node.tasks].filter((task) => task.service === service)
      const updatable = restarts.updatable(here, service)
      // Not a rolling update: nobody has changed the service, only the node is late.
      const dirty = updatable.filter((task) => isDirty(service.current, task))
      const [kept, ...others] = updatable.filter((task) => !dirty.includes(task))
      shutDown([...dirty, ...others])
      if (kept === undefined) addTask(service, node)
    }
    store.commit()
  }

  function addTask(service: ServiceObject, node: NodeObject): void {
    store.createTask({ service, slot: 0, node, desired: taskStateCode.running })
  }

  function shutDown(tasks: readonly TaskObject[]): void {
    for (const task of tasks) {
      if (task.desired >= taskStateCode.shutdown) continue
      store.setDesired(task, taskStateCode.shutdown)
      store.dropSlot(task)
    }
  }

  return {
    isOurs,
    fixTask(task) {
      if (task.desired > taskStateCode.running) return
      if (isInvalid(task.node)) shutDown([task])
      else if (task.state > taskStateCode.running) toRestart.add(task)
    },
    start() {
      for (const service of store.services.values()) if (isOurs(service)) services.add(service)
      tick()
      for (const service of services) reconcile(service)
    },
    heard(changes) {
      for (const change of changes) {
        hear(change)
        tick()
      }
    },
  }
}

function tasksByNode(service: ServiceObject): Map<NodeObject | undefined, TaskObject[]> {
  const found = new Map<NodeObject | undefined, TaskObject[]>()
  for (const task of service.tasks) {
    const tasks = found.get(task.node)
    if (tasks) tasks.push(task)
    else found.set(task.node, [task])
  }
  return found
}
