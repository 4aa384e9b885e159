/**
 * How often each slot (or node of a global service) was restarted with the current spec version. Only
 * kept where attempts are limited. A new leader counts the tasks that are still in the store.
 */
import { type TaskStateCode, taskStateCode } from '../../../model/swarm-mode.ts'
import type { ServiceObject, TaskObject } from '../store/objects.ts'

interface SlotHistory {
  version: number
  total: number
  /** Times of the restarts; only kept for policies with a window. */
  restartsUs: number[] | undefined
}

export interface RestartHistory {
  /** The replacement has been made for its slot. */
  record(replacement: TaskObject): void
  /** Whether the policy lets the task, in this state, be replaced. */
  allows(task: TaskObject): boolean
  forget(service: ServiceObject): void
}

/** Slot, or node for global services and their jobs. */
export function slotKey(task: TaskObject): string {
  const { type } = task.service.current.spec.spec.mode
  const isGlobal = type === 'global' || type === 'global-job'
  return isGlobal ? `node ${task.node?.index}` : `slot ${task.slot}`
}

export function createRestartHistory(): RestartHistory {
  const services = new Map<ServiceObject, Map<string, SlotHistory>>()
  return {
    record(replacement) {
      const { restart } = replacement.spec.spec.task
      if (restart.maxAttempts === 0) return
      const { service, specVersion } = replacement
      let slots = services.get(service)
      if (slots === undefined) {
        slots = new Map()
        services.set(service, slots)
      }
      const key = slotKey(replacement)
      let history = slots.get(key)
      if (history === undefined || history.version !== specVersion) {
        // Failures of another version say nothing about this one.
        history = { version: specVersion, total: 0, restartsUs: undefined }
        slots.set(key, history)
      }
      history.total++
      if (restart.windowUs === 0) return
      history.restartsUs ??= []
      history.restartsUs.push(replacement.createdUs)
    },
    allows(task) {
      const { restart } = task.spec.spec.task
      if (!conditionAllows(task)) return false
      if (restart.maxAttempts === 0) return true
      // The original looks for a global job's history under its slot, where there is none.
      if (task.service.current.spec.spec.mode.type === 'global-job') return true
      const history = services.get(task.service)?.get(slotKey(task))
      if (history === undefined || history.version !== task.specVersion) return true
      if (restart.windowUs === 0) return history.total < restart.maxAttempts
      return restartsWithin(history, task.stateUs, restart.windowUs) < restart.maxAttempts
    },
    forget: (service) => services.delete(service),
  }
}

function conditionAllows({ spec, service, state }: TaskObject): boolean {
  const complete: TaskStateCode = taskStateCode.complete
  switch (spec.spec.task.restart.condition) {
    case 'any': {
      // A job that is done is done.
      const { type } = service.current.spec.spec.mode
      return state !== complete || type === 'replicated' || type === 'global'
    }
    case 'on-failure':
      return state !== complete
    case 'none':
      return false
  }
}

/** Restarts in the window before this time. Those before the window are forgotten. */
function restartsWithin(history: SlotHistory, endUs: number, windowUs: number): number {
  if (history.restartsUs === undefined) return 0
  history.restartsUs = history.restartsUs.filter((at) => at > endUs - windowUs)
  let count = history.restartsUs.length
  for (let last = count - 1; last >= 0 && history.restartsUs[last] >= endUs; last--) count--
  if (history.restartsUs.length === 0) history.restartsUs = undefined
  return count
}
