/**
 * What a new leader does with the tasks it finds: those of services that are gone are deleted, lost and
 * failed ones replaced, delayed starts resumed with what is left of the delay, and the restart history
 * rebuilt from the tasks that are still there.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { slotKey } from '../restart/restart-history.ts'
import type { Restarts } from '../restart/restarts.ts'
import type { ServiceObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { Term } from '../term.ts'

export interface Orchestrator {
  isOurs(service: ServiceObject): boolean
  /** Looks at a task whose last changes nobody may have seen. */
  fixTask(task: TaskObject): void
  /** Looks at everything in the store. */
  start(): void
  heard(changes: readonly StoreChange[]): void
}

export function checkTasks(term: Term, orchestrator: Orchestrator, restarts: Restarts): void {
  const { store } = term
  const slots = new Map<ServiceObject, Map<string, TaskObject[]>>()
  for (const task of [...store.tasks]) {
    if (task.service.isDeleted) {
      store.deleteTask(task)
      continue
    }
    if (!orchestrator.isOurs(task.service)) continue
    addTo(slots, task)
    orchestrator.fixTask(task)
    if (task.desired === taskStateCode.ready && task.state <= taskStateCode.complete) {
      resumeStart(term, restarts, task)
    }
  }
  store.commit()
  for (const byKey of slots.values()) {
    for (const tasks of byKey.values()) rebuildHistory(restarts, tasks)
  }
}

/** The delay runs from the last change of its state, as far as the store knows. */
function resumeStart(term: Term, restarts: Restarts, task: TaskObject): void {
  const { delayUs } = task.spec.spec.task.restart
  const leftUs = Math.min(delayUs, task.stateUs + delayUs - term.nowUs())
  if (leftUs > 0) restarts.starts.start({ task, delayUs: leftUs })
  else restarts.starts.startNow(task)
}

/** All tasks of the newest version but the first were restarts. */
function rebuildHistory(restarts: Restarts, tasks: readonly TaskObject[]): void {
  const newest = tasks.reduce((max, { specVersion }) => Math.max(max, specVersion), 0)
  const current = tasks.filter(({ specVersion }) => specVersion === newest)
  for (const task of current.slice(1)) restarts.history.record(task)
}

function addTo(slots: Map<ServiceObject, Map<string, TaskObject[]>>, task: TaskObject): void {
  let byKey = slots.get(task.service)
  if (byKey === undefined) {
    byKey = new Map()
    slots.set(task.service, byKey)
  }
  const key = slotKey(task)
  const tasks = byKey.get(key)
  if (tasks) tasks.push(task)
  else byKey.set(key, [task])
}
