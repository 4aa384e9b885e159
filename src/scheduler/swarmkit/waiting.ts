/**
 * What becomes of tasks that got no node: they wait on, with a text that says which filters refused
 * how many nodes. Also dismisses tasks that were deleted or ended while they waited.
 */
import { knownSlots } from './cluster.ts'
import type { GroupTasks } from './fill.ts'
import { type Group, refusalOf } from './group.ts'
import { countAnswer, createRefusals, explainRefusals, type Refusals } from './refusals.ts'
import type { SchedulingRound } from './round.ts'
import type { Placer } from './scheduler.ts'
import { oneOff } from './services.ts'
import { enqueue, freeHandle } from './task-changes.ts'
import { taskState } from './task-state.ts'
import { flag, isBooked, nameNode, unbook } from './tasks.ts'

export interface RefusedGroup {
  readonly group: Group
  /** Those from `next` on are refused. */
  readonly tasks: GroupTasks
  readonly refusals: Refusals
}

/** The text for the tasks that are left. */
export function refusalText(placer: Placer, refused: RefusedGroup): string {
  const { refusals } = refused
  if (!refusals.wasReset) countFirstLook(placer, refused)
  const explanation = explainRefusals(refusals)
  return explanation === '' ? 'no suitable node' : `no suitable node (${explanation})`
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
  const slots = knownSlots(cluster)
  const first = createRefusals()
  // Without a node that passed the order does not matter.
  for (const slot of taken.size === 0 ? slots : chance.order('nodes', slots)) {
    countAnswer(first, taken.has(slot) ? -1 : refusalOf(cluster, group, slot))
  }
  for (const [index, count] of first.counts.entries()) refusals.counts[index] += count
}

/** The tasks that are left wait on, unless their service or its spec has gone on without them. */
export function refuseRest(
  placer: Placer,
  round: SchedulingRound,
  refused: { readonly group: Group; readonly tasks: GroupTasks; readonly text: string },
): void {
  const { tasks, queue } = placer
  const { version, service } = refused.group
  const { specVersion } = service
  const isOld = version !== oneOff && specVersion !== undefined && specVersion > version
  for (let index = refused.tasks.next; index < refused.tasks.handles.length; index++) {
    const handle = refused.tasks.handles[index]
    const isGhost = (tasks.flags[handle] & (flag.deleted | flag.ended)) !== 0
    if (specVersion !== undefined && !isOld) {
      enqueue(placer, handle)
      if (!isGhost) setError(placer, round, { handle, text: refused.text })
    } else if (isGhost) {
      tasks.flags[handle] &= ~flag.ended
      if ((tasks.flags[handle] & flag.deleted) !== 0) freeHandle(placer, handle)
    } else if (isOld && tasks.desired[handle] >= taskState.shutdown) {
      tasks.state[handle] = taskState.shutdown
      tasks.flags[handle] &= ~flag.known
      tasks.errors.delete(handle)
      queue.isTickDue = true
      round.shutDown.push(handle)
    }
  }
}

/** A text that is new is written, and the scheduler hears of its own writing: it will look again. */
export function setError(
  { tasks, queue }: Placer,
  round: SchedulingRound,
  { handle, text }: { readonly handle: number; readonly text: string },
): void {
  if (tasks.errors.get(handle) === text) return
  tasks.errors.set(handle, text)
  round.refused.push(handle)
  if (tasks.node[handle] < 0) queue.isTickDue = true
}

/** What it was given is free again. One that has only ended will come again and again. */
export function dismissGhost(placer: Placer, handle: number): void {
  const { tasks, cluster } = placer
  if (isBooked(tasks, cluster, handle)) unbook(tasks, cluster, handle)
  nameNode(tasks, cluster, { handle, slot: -1 })
  if ((tasks.flags[handle] & flag.deleted) !== 0) freeHandle(placer, handle)
  else enqueue(placer, handle)
}
