/**
 * The orchestrator of jobs, whose tasks shall become COMPLETE. It looks at a job when the job itself
 * changes and when one of its tasks has ended, and at nothing else: a node that joins later gets no
 * task of a global job, and tasks on a lost node are only replaced once they are ORPHANED.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { fits } from '../store/compiled-spec.ts'
import type { NodeObject, ServiceObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { OrchestratorParts } from './replicated.ts'
import { isInvalid, modeOf, removeServiceTasks } from './shared.ts'
import type { Orchestrator } from './task-init.ts'

export function createJobs({ term, restarts }: OrchestratorParts): Orchestrator {
  const { store } = term

  function isOurs(service: ServiceObject): boolean {
    const { type } = modeOf(service)
    return type === 'replicated-job' || type === 'global-job'
  }

  function reconcile(service: ServiceObject): void {
    if (service.isDeleted) return
    if (modeOf(service).type === 'replicated-job') reconcileReplicated(service)
    else if (modeOf(service).type === 'global-job') reconcileGlobal(service)
  }

  function reconcileReplicated(service: ServiceObject): void {
    const mode = modeOf(service)
    if (mode.type !== 'replicated-job') return
    const slots = new Set<number>()
    const ended: TaskObject[] = []
    let running = 0
    let complete = 0
    for (const task of service.tasks) {
      if (task.jobIteration !== service.jobIteration) {
        if (task.state <= taskStateCode.running) store.setDesired(task, taskStateCode.remove)
      } else if (task.state === taskStateCode.complete) {
        complete++
        slots.add(task.slot)
      } else if (task.desired <= taskStateCode.complete) {
        running++
        slots.add(task.slot)
        if (task.state > taskStateCode.complete) ended.push(task)
      }
    }
    const possible = mode.maxConcurrent - running
    const wanted = mode.totalCompletions - complete - running
    let slot = 0
    // Below zero the original counts round to a huge number, and then makes none either.
    const count = possible < 0 || wanted < 0 ? 0 : Math.min(possible, wanted)
    for (let made = 0; made < count; made++) {
      while (slots.has(slot)) slot++
      slots.add(slot)
      store.createTask({ service, slot, node: undefined, desired: taskStateCode.complete })
    }
    for (const task of ended) restarts.restart(task)
    store.commit()
  }

  function reconcileGlobal(service: ServiceObject): void {
    const taken = new Map<NodeObject | undefined, TaskObject>()
    const ended: TaskObject[] = []
    const old: TaskObject[] = []
    for (const task of service.tasks) {
      if (task.jobIteration !== service.jobIteration) old.push(task)
      else if (task.desired <= taskStateCode.complete) {
        if (task.state > taskStateCode.complete) ended.push(task)
        taken.set(task.node, task)
      }
    }
    const left: TaskObject[] = []
    for (const node of term.chance.order('globalNodes', [...store.nodes.values()])) {
      if (!fits(service.current.spec, node)) continue
      const task = taken.get(node)
      if (isInvalid(node)) {
        if (task) left.push(task)
      } else if (node.availability === 'active' && node.state === 'ready' && !task) {
        store.createTask({ service, slot: 0, node, desired: taskStateCode.complete })
      }
    }
    for (const task of ended) restarts.restart(task)
    for (const task of old) store.setDesired(task, taskStateCode.remove)
    for (const task of left) {
      if (task.state > taskStateCode.running) continue
      store.setDesired(task, taskStateCode.shutdown)
      store.dropSlot(task)
    }
    store.commit()
  }

  function hear(change: StoreChange): void {
    switch (change.type) {
      case 'service.created':
      case 'service.updated':
        if (isOurs(change.service)) reconcile(change.service)
        break
      case 'service.deleted':
        if (!isOurs(change.service)) break
        removeServiceTasks(store, change.service)
        restarts.history.forget(change.service)
        break
      case 'task.updated': {
        const { state, desired, service } = change.task
        const hasEnded = state > taskStateCode.running && desired <= taskStateCode.complete
        if (hasEnded && isOurs(service)) reconcile(service)
        break
      }
      default:
        break
    }
  }

  return {
    isOurs,
    fixTask(task) {
      if (modeOf(task.service).type !== 'global-job') return
      if (task.desired <= taskStateCode.complete && isInvalid(task.node)) {
        store.setDesired(task, taskStateCode.shutdown)
      }
    },
    start() {
      for (const service of store.services.values()) if (isOurs(service)) reconcile(service)
    },
    heard(changes) {
      for (const change of changes) hear(change)
    },
  }
}
