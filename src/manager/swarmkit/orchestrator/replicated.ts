/**
 * The orchestrator of replicated services: as many slots as replicas are asked for, and one task in
 * each that shall run. Tasks come first: what has failed is replaced before slots are counted.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { createReplaceLimit } from '../extensions/replace-limit.ts'
import type { Restarts } from '../restart/restarts.ts'
import type { NodeObject, ServiceObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { Term } from '../term.ts'
import type { UpdateSupervisor } from '../update/update-supervisor.ts'
import { keepingOrder } from './scale-down.ts'
import { isInvalid, modeOf, removeServiceTasks } from './shared.ts'
import type { Orchestrator } from './task-init.ts'

export interface OrchestratorParts {
  readonly term: Term
  readonly restarts: Restarts
  readonly updates: UpdateSupervisor
}

export function createReplicated({ term, restarts, updates }: OrchestratorParts): Orchestrator {
  const { store } = term
  const toReconcile = new Set<ServiceObject>()
  const toRestart = new Set<TaskObject>()

  const limit = createReplaceLimit(term)

  const isOurs = (service: ServiceObject) => modeOf(service).type === 'replicated'

  function hear(change: StoreChange): void {
    switch (change.type) {
      case 'service.created':
      case 'service.updated':
        if (isOurs(change.service)) toReconcile.add(change.service)
        break
      case 'service.deleted':
        if (!isOurs(change.service)) break
        removeServiceTasks(store, change.service)
        restarts.history.forget(change.service)
        toReconcile.delete(change.service)
        break
      case 'node.created':
      case 'node.updated':
      case 'node.deleted':
        if (isInvalid(change.node)) restartOn(change.node)
        break
      case 'task.created':
      case 'task.updated':
        checkTask(change.task)
        break
      case 'task.deleted': {
        const { task } = change
        if (task.desired <= taskStateCode.running) {
          // Somebody took away a task that was wanted.
          if (!isOurs(task.service) || task.service.isDeleted) break
          toReconcile.add(task.service)
        }
        restarts.starts.cancel(task)
        break
      }
    }
  }

  function checkTask(task: TaskObject): void {
    if (task.desired > taskStateCode.running || !isOurs(task.service)) return
    const isLost = task.node !== undefined && isInvalid(task.node)
    if (task.state > taskStateCode.running || isLost) toRestart.add(task)
  }

  function restartOn(node: NodeObject): void {
    for (const task of node.tasks) {
      if (task.desired <= taskStateCode.running && isOurs(task.service)) toRestart.add(task)
    }
  }

  function takeTurn(task: TaskObject): void {
    toRestart.add(task)
    tick()
  }

  function tick(): void {
    if (toRestart.size > 0) {
      const tasks = term.chance.order('restarts', [...toRestart])
      toRestart.clear()
      for (const task of tasks) {
        if (task.isDeleted || task.service.isDeleted) continue
        if (task.desired > taskStateCode.running || !limit.admits(task, takeTurn)) continue
        restarts.restart(task)
      }
      store.commit()
    }
    if (toReconcile.size === 0) return
    const services = [...toReconcile]
    toReconcile.clear()
    for (const service of services) if (!service.isDeleted) reconcile(service)
  }

  function reconcile(service: ServiceObject): void {
    const mode = modeOf(service)
    if (mode.type !== 'replicated') return
    const alive = new Map<number, readonly TaskObject[]>()
    const dead = new Map<number, readonly TaskObject[]>()
    for (const [number, tasks] of service.slots) {
      const slot = [...tasks]
      const updatable = restarts.updatable(slot, service)
      if (updatable.length > 0) alive.set(number, updatable)
      else dead.set(number, slot)
    }
    const slots = term.chance.order('dirtySlots', [...alive.values()])
    if (mode.replicas > slots.length) {
      updates.update(service, slots)
      addTasks(service, { alive, dead, count: mode.replicas - slots.length })
      deleteAll(dead.values())
    } else if (mode.replicas < slots.length) {
      const ordered = keepingOrder(slots)
      updates.update(service, ordered.slice(0, mode.replicas))
      deleteAll(dead.values())
      for (const slot of ordered.slice(mode.replicas)) {
        for (const task of slot) {
          store.setDesired(task, taskStateCode.remove)
          store.dropSlot(task)
        }
      }
    } else {
      deleteAll(dead.values())
      updates.update(service, slots)
    }
    store.commit()
  }

  function addTasks(
    service: ServiceObject,
    given: {
      readonly alive: ReadonlyMap<number, unknown>
      readonly dead: Map<number, unknown>
      readonly count: number
    },
  ): void {
    let slot = 0
    for (let count = 0; count < given.count; count++) {
      do slot++
      while (given.alive.has(slot))
      // Its history stays.
      given.dead.delete(slot)
      store.createTask({ service, slot, node: undefined, desired: taskStateCode.running })
    }
  }

  function deleteAll(slots: Iterable<readonly TaskObject[]>): void {
    for (const slot of slots) for (const task of slot) store.deleteTask(task)
  }

  return {
    isOurs,
    fixTask: checkTask,
    start() {
      for (const service of store.services.values()) if (isOurs(service)) toReconcile.add(service)
      tick()
    },
    heard(changes) {
      for (const change of changes) hear(change)
      tick()
    },
  }
}
