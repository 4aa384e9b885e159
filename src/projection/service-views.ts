/** Swarm mode's services at one moment: their specification, how far an update or a job is, their tasks. */
import type { Cluster } from '../model/cluster.ts'
import { beliefState, slotState } from '../model/states.ts'
import {
  type ServiceSpec,
  type TaskStateName,
  taskStateCode,
  taskStateIndex,
  taskStateNames,
  type UpdateState,
  updateStates,
} from '../model/swarm-mode.ts'
import type { Trace } from '../model/trace.ts'

export interface ServiceView {
  readonly name: string
  readonly exists: boolean
  readonly version: number
  readonly spec: ServiceSpec
  readonly updateState: UpdateState
  readonly updateSinceUs: number
  readonly updateMessage: string
  readonly isJob: boolean
  /** Slots asked for, or of a job those that shall complete. */
  readonly slots: number
  /** Slots whose newest task is what the specification says now, and runs. */
  readonly upToDate: number
  /** Slots of a job that have completed. */
  readonly completed: number
  /** Tasks that the managers know, by state, in the order of a task's life. */
  readonly tasks: readonly (readonly [state: TaskStateName, count: number])[]
}

/** The service of this name; nothing before it was created, and where there are no services. */
export function serviceView(
  { tables }: Trace,
  cluster: Cluster,
  name: string,
): ServiceView | undefined {
  const { services = [], specs = [], texts, slots, containers } = tables
  const columns = cluster.services
  const index = services.findLastIndex((one, at) => one === name && columns.spec[at] >= 0)
  if (index < 0) return undefined
  const { spec, version } = specs[columns.spec[index]]
  const isJob = spec.mode.type.endsWith('job')
  const states = new Int32Array(taskStateNames.length)
  let asked = 0
  let upToDate = 0
  let completed = 0
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots[slot].service !== name || !isAsked(cluster, slot)) continue
    asked++
    const task = cluster.slots.container[slot]
    if (task < 0) continue
    const state = cluster.containers.taskState[task]
    if (state === complete) completed++
    const own = specs[containers[task].spec ?? -1]?.spec
    if (state === running && own !== undefined && isSame(own, spec)) upToDate++
  }
  for (let task = 0; task < containers.length; task++) {
    const { slot } = containers[task]
    if (slot >= 0 && slots[slot].service === name && isKnownTask(cluster, task)) {
      states[cluster.containers.taskState[task]]++
    }
  }
  const { mode } = spec
  return {
    name,
    exists: columns.exists[index] === 1,
    version,
    spec,
    updateState: updateStates[columns.updateState[index]],
    updateSinceUs: columns.updateSinceUs[index],
    updateMessage: texts[columns.updateMessage[index]] ?? '',
    isJob,
    slots: mode.type === 'replicated-job' ? mode.totalCompletions : asked,
    upToDate,
    completed,
    tasks: taskStateNames.flatMap((state, at) => (states[at] > 0 ? [[state, states[at]]] : [])),
  }
}

const running = taskStateIndex(taskStateCode.running)
const complete = taskStateIndex(taskStateCode.complete)
const assigned = taskStateIndex(taskStateCode.assigned)

function isAsked({ slots: { asked } }: Cluster, slot: number): boolean {
  return asked[slot] === slotState.running || asked[slot] === slotState.job
}

/** Created, and not deleted yet. */
export function isKnownTask({ containers, slots }: Cluster, task: number): boolean {
  // Every task is created with a desired state; what is deleted has lost its place in belief.
  if (containers.desired[task] === 0) return false
  if (containers.taskState[task] >= assigned) return containers.believed[task] !== beliefState.none
  const slot = containers.slot[task]
  return slot < 0 || slots.asked[slot] !== slotState.dropped
}

/** A new placement alone does not make a task outdated. */
function isSame(one: ServiceSpec, other: ServiceSpec): boolean {
  return one === other || contentOf(one) === contentOf(other)
}

const contents = new WeakMap<ServiceSpec, string>()

function contentOf(spec: ServiceSpec): string {
  let content = contents.get(spec)
  if (content === undefined) {
    const { placement: _, ...task } = spec.task
    content = JSON.stringify([task, spec.ports])
    contents.set(spec, content)
  }
  return content
}

/** The same as `progressWords`, without counting where there is nothing to say. */
export function progressOf(trace: Trace, cluster: Cluster, name: string): string {
  const { services = [], specs = [] } = trace.tables
  const columns = cluster.services
  const index = services.findLastIndex((one, at) => one === name && columns.spec[at] >= 0)
  if (index < 0) return ''
  const state = updateStates[columns.updateState[index]]
  const isQuiet = state === 'none' || state === 'completed'
  const isJob = specs[columns.spec[index]].spec.mode.type.endsWith('job')
  if (isQuiet && !isJob && columns.exists[index] === 1) return ''
  const view = serviceView(trace, cluster, name)
  return view === undefined ? '' : progressWords(view)
}

/** How far it is, in a few words; `''` where there is nothing to say. */
export function progressWords(view: ServiceView): string {
  const { updateState, isJob, completed, slots, upToDate, exists } = view
  if (!exists) return 'removed'
  if (isJob) return `${completed} of ${slots} done`
  switch (updateState) {
    case 'none':
    case 'completed':
      return ''
    case 'updating':
      return `updating, ${upToDate} of ${slots}`
    case 'paused':
      return `update paused at ${upToDate} of ${slots}`
    case 'rollback_started':
      return `rolling back, ${upToDate} of ${slots}`
    case 'rollback_paused':
      return `rollback paused at ${upToDate} of ${slots}`
    case 'rollback_completed':
      return 'rolled back'
  }
}

/** What the service asks for: `6 replicas`, `one per node`, `4 completions, 2 at a time`. */
export function modeWords({ mode }: ServiceSpec): string {
  switch (mode.type) {
    case 'replicated':
      return `${mode.replicas} ${mode.replicas === 1 ? 'replica' : 'replicas'}`
    case 'global':
      return 'one on every node'
    case 'replicated-job':
      return `a job: ${mode.totalCompletions} to complete, ${mode.maxConcurrent} at a time`
    case 'global-job':
      return 'a job: once on every node'
  }
}
