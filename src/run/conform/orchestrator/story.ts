/**
 * Tells what happens in our swarm in the words of the recordings: one line per change that they
 * would show, tasks named in the order of first sight.
 */
import type { SwarmChangeType, SwarmContext } from '../../../manager/swarmkit/context.ts'
import type {
  NodeObject,
  ServiceObject,
  TaskObject,
} from '../../../manager/swarmkit/store/objects.ts'
import { taskStateCode as code, taskStateName } from '../../../model/swarm-mode.ts'
import type { StoryEvent, Summary } from './record.ts'

export interface Storyteller {
  readonly events: StoryEvent[]
  readonly nameOf: SwarmContext['nameOf']
  readonly emit: SwarmContext['emit']
  readonly addTask: SwarmContext['addTask']
  readonly addNode: SwarmContext['addNode']
  readonly addService: SwarmContext['addService']
  /** What is there now. */
  summary(): Summary
}

export function createStoryteller(nowUs: () => number): Storyteller {
  const events: StoryEvent[] = []
  const tasks: TaskObject[] = []
  const nodes: NodeObject[] = []
  const services: ServiceObject[] = []
  /** Versions of a service's specification in the order of first sight. */
  const versions = new Map<ServiceObject, number[]>()

  let lastType: SwarmChangeType | undefined

  function specNumber(service: ServiceObject, version: number): number {
    const seen = versions.get(service) ?? []
    versions.set(service, seen)
    if (!seen.includes(version)) seen.push(version)
    return seen.indexOf(version) + 1
  }

  function say(ev: string, given: Omit<StoryEvent, 't' | 'ev'>): void {
    events.push({ t: nowUs() / 1000, ev, ...given })
  }

  function sayTask(ev: string, task: TaskObject): void {
    const { service, slot, node, desired, state, error } = task
    say(ev, {
      task: `T${task.index + 1}`,
      service: service.id,
      ...(slot > 0 && { slot }),
      ...(node && { node: node.id }),
      desired: taskStateName(desired),
      state: taskStateName(state),
      ...(error !== '' && { err: error }),
      spec: specNumber(service, task.specVersion),
    })
  }

  function sayNode(ev: string, node: NodeObject): void {
    const { state, message } = node
    say(ev, { node: node.id, state, ...(message !== '' && { msg: message }) })
  }

  function sayService(ev: string, service: ServiceObject): void {
    const { updateStatus, current } = service
    say(ev, {
      service: service.id,
      spec: specNumber(service, current.version),
      ...(updateStatus && { updateState: updateStatus.state, msg: updateStatus.message }),
    })
  }

  return {
    events,
    // Counted from one, as the recordings count.
    nameOf: ({ index }) => `T${index + 1}`,
    addTask: (task) => tasks.push(task),
    addNode: (node) => nodes.push(node),
    addService: (service) => services.push(service),
    emit(type, a) {
      const last = lastType
      lastType = type
      switch (type) {
        case 'task.created':
          return sayTask('task.create', tasks[a])
        case 'task.desired':
        case 'task.allocated':
        case 'task.assigned':
        case 'task.withdrawn':
        case 'task.reported':
        case 'task.rejected':
        case 'task.orphaned':
        case 'task.nodeRemoved':
        case 'task.refused':
          return sayTask('task.update', tasks[a])
        case 'task.deleted':
          return say('task.delete', { task: `T${a + 1}` })
        case 'node.added':
          return sayNode('node.create', nodes[a])
        case 'node.state':
        case 'node.specified':
        case 'node.role':
          return sayNode('node.update', nodes[a])
        case 'node.removed':
          return sayNode('node.delete', nodes[a])
        case 'service.created':
          return sayService('service.create', services[a])
        case 'service.updateState':
          return sayService('service.update', services[a])
        case 'service.specified':
          // With what it says of the update it is one change.
          if (last === 'service.updateState') events.pop()
          return sayService('service.update', services[a])
        case 'service.removed':
          return say('service.delete', { service: services[a].id })
        case 'task.replaced':
        case 'slot.dropped':
        case 'object.created':
        case 'object.removed':
          // No changes of their own in the recordings.
          return
      }
    },
    summary: () => summaryOf(tasks, services),
  }
}

function summaryOf(tasks: readonly TaskObject[], services: readonly ServiceObject[]): Summary {
  const left = tasks.filter(({ isDeleted }) => !isDeleted)
  const perNode = new Map<string, Map<string, number>>()
  const slots = new Map<string, Set<number>>()
  const dead = new Map<string, number>()
  for (const { state, desired, service, node, slot } of left) {
    if (state > code.running) {
      const name = taskStateName(state)
      dead.set(name, (dead.get(name) ?? 0) + 1)
    }
    if (state !== code.running || desired > code.complete || node === undefined) continue
    const counts = perNode.get(service.id) ?? new Map<string, number>()
    perNode.set(service.id, counts.set(node.id, (counts.get(node.id) ?? 0) + 1))
    if (slot > 0) slots.set(service.id, (slots.get(service.id) ?? new Set()).add(slot))
  }
  const statuses = services.flatMap(({ id, updateStatus, isDeleted }) =>
    updateStatus && !isDeleted ? [[id, updateStatus.state] as const] : [],
  )
  return {
    created: tasks.length,
    deleted: tasks.length - left.length,
    runningPerNode: Object.fromEntries(
      [...perNode].map(([id, counts]) => [id, Object.fromEntries(counts)]),
    ),
    runningSorted: Object.fromEntries(
      [...perNode].map(([id, counts]) => [id, [...counts.values()].sort((a, b) => b - a)]),
    ),
    slots: Object.fromEntries(
      [...slots].map(([id, found]) => [id, [...found].sort((a, b) => a - b)]),
    ),
    dead: Object.fromEntries(dead),
    pending: left.filter(({ state }) => state < code.assigned).length,
    ...(statuses.length > 0 && { updateState: Object.fromEntries(statuses) }),
  }
}
