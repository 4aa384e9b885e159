/**
 * Gives the tasks of one group to nodes. A few tasks without preferences take the best nodes from the
 * standings, which are kept from round to round; otherwise the nodes are put in order for the group.
 * Both ways draw from the same answers: a test compares them.
 */
import { fillNodes, type GroupTasks } from './fill.ts'
import { type Group, openGroup } from './group.ts'
import { preferenceTree } from './preference-tree.ts'
import { createRefusals, type Refusals } from './refusals.ts'
import type { SchedulingRound } from './round.ts'
import type { Placer } from './scheduler.ts'
import { shareTasks } from './share.ts'
import { drawBest, drawBestFew, judge, type Standings, standingsOf } from './standings.ts'
import { taskState } from './task-state.ts'
import { book, flag, groupKeyOf, nameNode } from './tasks.ts'
import { refusalText, refuseRest } from './waiting.ts'

export interface GroupRound {
  /** Tasks of one service and spec version, in the order in which they get places. */
  readonly handles: readonly number[]
  readonly round: SchedulingRound
  /** Tasks that were deleted or ended while they waited, and got a node all the same. */
  readonly ghosts: number[]
  readonly timeUs: number
}

/** With more nodes per task than this, standings are quicker than an order of all nodes. */
const nodesPerTaskMin = 16

export function scheduleGroup(placer: Placer, given: GroupRound): void {
  const { tasks, cluster } = placer
  const { handles, round, ghosts, timeUs } = given
  const group = openGroup(placer, groupKeyOf(tasks, handles[0]), timeUs)
  const groupTasks: GroupTasks = { handles, next: 0 }
  const isFew = handles.length === 1 || handles.length * nodesPerTaskMin <= cluster.slots
  if (isFew && group.spec.preferences.length === 0) {
    const standings = standingsOf(placer.standings, cluster, group)
    if (handles.length === 1) placeOne(placer, round, { group, tasks: groupTasks, standings })
    else placeFew(placer, round, { group, tasks: groupTasks, standings })
  } else {
    placeMany(placer, round, { group, tasks: groupTasks })
  }
  for (let index = 0; index < groupTasks.next; index++) {
    const handle = handles[index]
    if ((tasks.flags[handle] & (flag.deleted | flag.ended)) !== 0) {
      ghosts.push(handle)
      continue
    }
    tasks.state[handle] = taskState.assigned
    if (tasks.errors.size > 0) tasks.errors.delete(handle)
    round.assigned.push(handle)
  }
}

interface GroupToPlace {
  readonly group: Group
  readonly tasks: GroupTasks
}

function placeMany(placer: Placer, round: SchedulingRound, { group, tasks }: GroupToPlace): void {
  const { cluster, trees } = placer
  const refusals = createRefusals()
  const wanted = tasks.handles.length
  const branch = preferenceTree(trees, cluster, group.spec.preferences)
  const sharing = { group, tasks, refusals, size: wanted, asked: new Map(), before: new Map() }
  shareTasks(placer, sharing, { branch, wanted })
  refuse(placer, round, { group, tasks, refusals })
}

interface GroupToRank extends GroupToPlace {
  readonly standings: Standings
}

function placeFew(
  placer: Placer,
  round: SchedulingRound,
  { group, tasks, standings }: GroupToRank,
): void {
  const { cluster, chance } = placer
  const wanted = tasks.handles.length
  const slots = drawBestFew(standings, chance, wanted)
  const refusals = createRefusals()
  if (slots.length > 0) fillNodes(placer, { group, tasks, refusals }, { slots, wanted })
  for (const slot of slots) judge(standings, cluster, { group, slot })
  // Only these nodes have changed.
  standings.seen = cluster.changes
  refuse(placer, round, { group, tasks, refusals })
}

function placeOne(
  placer: Placer,
  round: SchedulingRound,
  { group, tasks, standings }: GroupToRank,
): void {
  const { cluster, chance } = placer
  const slot = drawBest(standings, chance)
  if (slot >= 0) {
    const handle = tasks.handles[tasks.next++]
    nameNode(placer.tasks, cluster, { handle, slot })
    book(placer.tasks, cluster, handle)
    judge(standings, cluster, { group, slot })
    standings.seen = cluster.changes
    return
  }
  // Thousands of equal tasks may wait for a node: the reasons are the same until something changes.
  if (standings.refused?.at !== cluster.changes) {
    const text = refusalText(placer, { group, tasks, refusals: createRefusals() })
    standings.refused = { text, at: cluster.changes }
  }
  refuseRest(placer, round, { group, tasks, text: standings.refused.text })
}

function refuse(
  placer: Placer,
  round: SchedulingRound,
  { group, tasks, refusals }: GroupToPlace & { readonly refusals: Refusals },
): void {
  if (tasks.next === tasks.handles.length) return
  const text = refusalText(placer, { group, tasks, refusals })
  refuseRest(placer, round, { group, tasks, text })
}
