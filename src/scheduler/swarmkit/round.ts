/**
 * One run of the scheduler: first the preassigned tasks, each of which only fits its node or does not;
 * then, if anything has changed for them, all tasks without a node, group by group in random order.
 * A group that does not fit waits with a text that says which filters refused the nodes.
 */
import { knownSlots } from './cluster.ts'
import type { GroupTasks } from './fill.ts'
import { type Group, openGroup, refusalOf } from './group.ts'
import { preferenceTree } from './preference-tree.ts'
import { accepts, countAnswer, createRefusals, explainRefusals, type Refusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'
import { oneOff, type Service } from './services.ts'
import { type Sharing, shareTasks } from './share.ts'
import { enqueue, freeHandle } from './task-changes.ts'
import { taskState } from './task-state.ts'
import { book, flag, isBooked, nameNode, unbook } from './tasks.ts'

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
  const round: SchedulingRound = {
    assigned: [],
    confirmed: [],
    refused: [],
    shutDown: [],
  }
  confirmPreassigned(placer, round, timeUs)
  if (placer.queue.isTickDue) tick(placer, round, timeUs)
  return round
}

function confirmPreassigned(placer: Placer, round: SchedulingRound, timeUs: number): void {
  const { tasks, cluster, queue, chance } = placer
  for (const handle of chance.order('tasks', [...queue.preassigned])) {
    const slot = tasks.node[handle]
    if (cluster.isKnown[slot] === 0) continue
    const group = openGroup(placer, groupKey(placer, handle), timeUs)
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

interface GroupRound {
  readonly handles: number[]
  readonly round: SchedulingRound
  /** Tasks that were deleted or ended while they waited, and got a node all the same. */
  readonly ghosts: number[]
  readonly timeUs: number
}

function scheduleGroup(placer: Placer, { handles, round, ghosts, timeUs }: GroupRound): void {
  const { tasks, cluster, chance, trees } = placer
  chance.order('tasks', handles)
  const group = openGroup(placer, groupKey(placer, handles[0]), timeUs)
  const groupTasks: GroupTasks = { handles, next: 0 }
  const refusals = createRefusals()
  const sharing: Sharing = {
    group,
    tasks: groupTasks,
    refusals,
    size: handles.length,
    asked: new Map(),
    before: new Map(),
  }
  const tree = preferenceTree(trees, cluster, group.spec.preferences)
  shareTasks(placer, sharing, { branch: tree, wanted: handles.length })
  for (let index = 0; index < groupTasks.next; index++) {
    const handle = handles[index]
    if ((tasks.flags[handle] & (flag.deleted | flag.ended)) !== 0) {
      ghosts.push(handle)
      continue
    }
    tasks.state[handle] = taskState.assigned
    tasks.errors.delete(handle)
    round.assigned.push(handle)
  }
  if (groupTasks.next === handles.length) return
  if (!refusals.wasReset) countFirstLook(placer, { group, tasks: groupTasks, refusals })
  refuseRest(placer, round, { group, tasks: groupTasks, refusals })
}

interface RefusedGroup {
  readonly group: Group
  readonly tasks: GroupTasks
  readonly refusals: Refusals
}

/**
 * The first look at all nodes comes before everything else, in random order: what counts is what was
 * refused after the last node that passed. Nodes that got a task since did pass.
 */
function countFirstLook({ tasks, cluster, chance }: Placer, refused: RefusedGroup): void {
  const { group, refusals } = refused
  const taken = new Set<number>()
  for (let index = 0; index < refused.tasks.next; index++) {
    taken.add(tasks.node[refused.tasks.handles[index]])
  }
  const first = createRefusals()
  for (const slot of chance.order('nodes', knownSlots(cluster))) {
    countAnswer(first, taken.has(slot) ? -1 : refusalOf(cluster, group, slot))
  }
  for (const [index, count] of first.counts.entries()) refusals.counts[index] += count
}

/** The tasks that are left wait on, with a text, unless their service or its spec has gone on. */
function refuseRest(placer: Placer, round: SchedulingRound, refused: RefusedGroup): void {
  const { tasks } = placer
  const { group, refusals } = refused
  const { specVersion } = group.service
  const explanation = explainRefusals(refusals)
  const text = explanation === '' ? 'no suitable node' : `no suitable node (${explanation})`
  for (let index = refused.tasks.next; index < refused.tasks.handles.length; index++) {
    const handle = refused.tasks.handles[index]
    const isOld =
      group.version !== oneOff && specVersion !== undefined && specVersion > group.version
    const isGhost = (tasks.flags[handle] & (flag.deleted | flag.ended)) !== 0
    if (specVersion === undefined || isOld) {
      if (isGhost) dismissUnplaced(placer, handle)
      else if (isOld && tasks.desired[handle] >= taskState.shutdown) {
        tasks.state[handle] = taskState.shutdown
        tasks.flags[handle] &= ~flag.known
        tasks.errors.delete(handle)
        placer.queue.isTickDue = true
        round.shutDown.push(handle)
      }
      continue
    }
    enqueue(placer, handle)
    if (!isGhost) setError(placer, round, { handle, text })
  }
}

/** A text that is new is written, and the scheduler hears of its own writing: it will look again. */
function setError(
  { tasks, queue }: Placer,
  round: SchedulingRound,
  { handle, text }: { readonly handle: number; readonly text: string },
): void {
  if (tasks.errors.get(handle) === text) return
  tasks.errors.set(handle, text)
  round.refused.push(handle)
  if (tasks.node[handle] < 0) queue.isTickDue = true
}

/** What it was given is free again. One that is only past RUNNING will come again and again. */
function dismissGhost(placer: Placer, handle: number): void {
  const { tasks, cluster } = placer
  if (isBooked(tasks, cluster, handle)) unbook(tasks, cluster, handle)
  nameNode(tasks, cluster, { handle, slot: -1 })
  if ((tasks.flags[handle] & flag.deleted) !== 0) freeHandle(placer, handle)
  else enqueue(placer, handle)
}

function dismissUnplaced(placer: Placer, handle: number): void {
  placer.tasks.flags[handle] &= ~flag.ended
  if ((placer.tasks.flags[handle] & flag.deleted) !== 0) freeHandle(placer, handle)
}

function groupKey({ tasks }: Placer, handle: number) {
  return {
    service: tasks.services[handle],
    version: tasks.version[handle],
    spec: tasks.specs[handle],
  }
}
