/**
 * Gives tasks of a group to nodes that are in order, best first: it stays on a node until the next
 * one is strictly better, and once it has reached the last one it goes round, a task per node. After
 * each task the node that is next must pass the filters again; one that does not is not asked any more.
 */
import { type Group, rankOf } from './group.ts'
import { accepts, type Refusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'
import { book, nameNode } from './tasks.ts'

/** The tasks of a group that have no node yet: those from `next` on. */
export interface GroupTasks {
  readonly handles: readonly number[]
  next: number
}

export interface Filling {
  readonly group: Group
  readonly tasks: GroupTasks
  readonly refusals: Refusals
  /** Told before each place is given: the nodes in their order, and whose turn it is. For explanations. */
  readonly watch?: (slots: Int32Array, turn: number) => void
}

/** Places at most `wanted` tasks; returns how many it placed. There is at least one node. */
export function fillNodes(
  placer: Placer,
  { group, tasks, refusals, watch }: Filling,
  { slots, wanted }: { readonly slots: Int32Array; readonly wanted: number },
): number {
  const { cluster } = placer
  const { length } = slots
  let refused: Uint8Array | undefined
  let placed = 0
  let turn = 0
  while (tasks.next < tasks.handles.length) {
    watch?.(slots, turn)
    const slot = slots[turn % length]
    const handle = tasks.handles[tasks.next++]
    nameNode(placer.tasks, cluster, { handle, slot })
    book(placer.tasks, cluster, handle)
    placed++
    if (placed === wanted) return placed
    if (turn + 1 >= length) turn++
    else if (rankOf(cluster, group, slots[turn + 1]) < rankOf(cluster, group, slot)) turn++
    const from = turn
    for (;;) {
      const at = turn % length
      if (refused?.[at] !== 1) {
        if (accepts(refusals, cluster, { group, slot: slots[at] })) break
        refused ??= new Uint8Array(length)
        refused[at] = 1
      }
      turn++
      if (turn - from === length) return placed
    }
  }
  return placed
}
