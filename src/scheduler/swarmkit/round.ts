/**
 * One run of the scheduler: first the preassigned tasks, each of which only fits its node or does not;
 * then, if anything has changed for them, all tasks without a node, group by group in random order.
 */
import { openGroup } from './group.ts'
import { scheduleGroup } from './group-round.ts'
import { accepts, createRefusals, explainRefusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'
import { oneOff, type Service } from './services.ts'
import { taskState } from './task-state.ts'
import { book, flag, groupKeyOf } from './tasks.ts'
import { dismissGhost, setError } from './waiting.ts'

/** Handles of the tasks that the round has changed; ask the scheduler for nodes and texts. */
export interface SchedulingRound {
  /** Tasks that got a node, and are ASSIGNED now. */
  readonly assigned: number[]
  /** Preassigned tasks that fit their node, and are ASSIGNED now. */
  readonly confirmed: number[]
  /** Waiting tasks with a text that they did not have before. */
  readonly refused: number[]
  /** Waiting tasks of an old spec version that shall not run any more: SHUTDOWN now. */
  readonly shutDown: number[]
}

export function scheduleRound(placer: Placer, timeUs: number): SchedulingRound {
  const round: SchedulingRound = { assigned: [], confirmed: [], refused: [], shutDown: [] }
  confirmPreassigned(placer, round, timeUs)
  if (placer.queue.isTickDue) tick(placer, round, timeUs)
  return round
}

function confirmPreassigned(placer: Placer, round: SchedulingRound, timeUs: number): void {
  const { tasks, cluster, queue, chance } = placer
  if (queue.preassigned.size === 0) return
  for (const handle of chance.order('tasks', [...queue.preassigned])) {
    const slot = tasks.node[handle]
    if (cluster.isKnown[slot] === 0) continue
    const group = openGroup(placer, groupKeyOf(tasks, handle), timeUs)
    const refusals = createRefusals()
    if (accepts(refusals, cluster, { group, slot })) {
      book(tasks, cluster, handle)
      tasks.state[handle] = taskState.assigned
      tasks.errors.delete(handle)
      queue.preassigned.delete(handle)
      round.confirmed.push(handle)
    } else {
      // Without the words around it that other waiting tasks get.
      setError(placer, round, { handle, text: explainRefusals(refusals) })
    }
  }
}

function tick(placer: Placer, round: SchedulingRound, timeUs: number): void {
  const { queue, chance } = placer
  queue.isTickDue = false
  const { groups, single } = takeQueue(placer)
  const ghosts: number[] = []
  for (const handles of chance.order('groups', groups)) {
    chance.order('tasks', handles)
    scheduleGroup(placer, { handles, round, ghosts, timeUs })
  }
  for (const handle of chance.order('tasks', single)) {
    scheduleGroup(placer, { handles: [handle], round, ghosts, timeUs })
  }
  for (const handle of ghosts) dismissGhost(placer, handle)
}

/** Empties the queue: tasks of a service and spec version together, others one by one. */
function takeQueue({ tasks, queue }: Placer): { groups: number[][]; single: number[] } {
  const groups = new Map<Service, Map<number, number[]>>()
  const single: number[] = []
  for (const handle of queue.unassigned) {
    tasks.flags[handle] &= ~flag.queued
    // A node may have been named since.
    if (tasks.node[handle] >= 0) continue
    const version = tasks.version[handle]
    if (version === oneOff) {
      single.push(handle)
      continue
    }
    const service = tasks.services[handle]
    let versions = groups.get(service)
    if (versions === undefined) {
      versions = new Map()
      groups.set(service, versions)
    }
    const group = versions.get(version)
    if (group === undefined) versions.set(version, [handle])
    else group.push(handle)
  }
  queue.unassigned = []
  return { groups: [...groups.values()].flatMap((versions) => [...versions.values()]), single }
}
