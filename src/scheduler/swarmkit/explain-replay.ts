/**
 * Lets the scheduler decide about a group once more, with chance told what to draw: which tasks got which
 * nodes is known, and so is nearly everything that was drawn. What the answers leave open (the order of
 * nodes and branches that got nothing) is tried both ways. The answers are then explained by the very code
 * that gave them.
 */
import type { SwarmkitChance } from './chance.ts'
import type { GroupTasks } from './fill.ts'
import { type Group, type GroupKey, openGroup } from './group.ts'
import { type Branch, preferenceTree } from './preference-tree.ts'
import { createRefusals, type Refusals } from './refusals.ts'
import type { Placer } from './scheduler.ts'
import { type Sharing, shareTasks } from './share.ts'
import { nameNode, unbook } from './tasks.ts'

export interface GroupToReplay {
  readonly key: GroupKey
  /** Tasks that waited, those that got a node first and in the order in which they got it. */
  readonly handles: readonly number[]
  /** The nodes that they got. */
  readonly placed: readonly number[]
  /** So many of the handles were in the group for certain; who waits behind them may have been. */
  readonly sizeMin: number
  readonly timeUs: number
}

/** The moment before a task of the group gets its node. */
export interface ReplayedStep {
  readonly group: Group
  /** Which of the group's tasks, from 0. */
  readonly index: number
  /** The nodes in the order in which they are offered tasks, and whose turn it is. */
  readonly slots: Int32Array
  readonly turn: number
  readonly leaf: Branch
  /** These nodes were offered to the group before, and so are in an order that was not drawn. */
  readonly isAgain: boolean
}

export interface ReplayedGroup {
  readonly group: Group
  readonly refusals: Refusals
  /** Places that were given. */
  readonly next: number
}

/**
 * What is left of the group is as it was left by the scheduler: everything placed is booked. Undefined,
 * and nothing is booked, when the scheduler cannot have come to these answers by itself.
 */
export function replayGroup(
  placer: Placer,
  given: GroupToReplay,
  watch: (step: ReplayedStep) => void = () => {},
): ReplayedGroup | undefined {
  for (const size of sizesOf(given)) {
    for (const guess of guesses) {
      const handles = given.handles.slice(0, size)
      const found = replayOnce(placer, { ...given, handles }, guess, () => {})
      undo(placer, handles)
      // Only a replay that comes out right is watched.
      if (found !== undefined) return replayOnce(placer, { ...given, handles }, guess, watch)
    }
  }
  return undefined
}

interface Guess {
  /** Where branches come that got nothing, and in which order nodes come that got nothing. */
  readonly idleBranches: 'first' | 'last'
  readonly idleNodes: 'asTheyAre' | 'reversed'
}

const guesses: readonly Guess[] = [
  { idleBranches: 'last', idleNodes: 'asTheyAre' },
  { idleBranches: 'first', idleNodes: 'asTheyAre' },
  { idleBranches: 'last', idleNodes: 'reversed' },
  { idleBranches: 'first', idleNodes: 'reversed' },
]

/** A task of an old version leaves the queue, and no fact tells of it. */
function sizesOf({ handles, sizeMin }: GroupToReplay): readonly number[] {
  return handles.length === sizeMin ? [sizeMin] : [handles.length, sizeMin]
}

function replayOnce(
  placer: Placer,
  { key, handles, placed, timeUs }: Omit<GroupToReplay, 'sizeMin'>,
  guess: Guess,
  watch: (step: ReplayedStep) => void,
): ReplayedGroup | undefined {
  const group = openGroup(placer, key, timeUs)
  const tasks: GroupTasks = { handles, next: 0 }
  const refusals = createRefusals()
  const asked = new Map<Branch, Int32Array>()
  const seen = new Set<Branch>()
  let isRight = true
  let fill:
    | { readonly slots: Int32Array; readonly leaf: Branch; readonly isAgain: boolean }
    | undefined
  const sharing: Sharing = {
    group,
    tasks,
    refusals,
    size: handles.length,
    asked,
    before: new Map(),
    watch(slots, turn) {
      if (fill?.slots !== slots) {
        const leaf = [...asked].find(([, offered]) => offered === slots)?.[0] ?? branch
        fill = { slots, leaf, isAgain: seen.has(leaf) }
        seen.add(leaf)
      }
      const index = tasks.next
      if (placed[index] !== slots[turn % slots.length]) isRight = false
      if (isRight) watch({ group, index, turn, ...fill })
    },
  }
  const branch = preferenceTree(placer.trees, placer.cluster, group.spec.preferences)
  const guided = { ...placer, chance: guidedChance(placed, tasks, guess) }
  shareTasks(guided, sharing, { branch, wanted: handles.length })
  if (isRight && tasks.next === placed.length) return { group, refusals, next: tasks.next }
  undo(placer, handles)
  return undefined
}

/** Draws what leads to the nodes that the tasks after the next one got. */
function guidedChance(
  placed: readonly number[],
  tasks: GroupTasks,
  { idleBranches, idleNodes }: Guess,
): SwarmkitChance {
  /** Turns of each node, the next one at the end: asked turns only grow. */
  const turns = new Map<number, number[]>()
  for (let index = placed.length - 1; index >= 0; index--) {
    const known = turns.get(placed[index])
    if (known === undefined) turns.set(placed[index], [index])
    else known.push(index)
  }
  function nextTurn(slot: number): number {
    const left = turns.get(slot) ?? []
    while (left.length > 0 && left[left.length - 1] < tasks.next) left.pop()
    return left.at(-1) ?? Number.POSITIVE_INFINITY
  }
  const firstTurn = ({ slots }: Branch) =>
    slots.reduce((min, slot) => Math.min(min, nextTurn(slot)), Number.POSITIVE_INFINITY)

  return {
    order(purpose, items) {
      const isNodes = purpose === 'nodes'
      // Each purpose orders one kind of thing: numbers of nodes, or branches.
      const list = [...items] as unknown[]
      if (isNodes && idleNodes === 'reversed') list.reverse()
      const keyed = list.map((item) => {
        const turn = isNodes ? nextTurn(item as number) : firstTurn(item as Branch)
        const isIdle = turn === Number.POSITIVE_INFINITY
        return { item, turn: isIdle && !isNodes && idleBranches === 'first' ? -1 : turn }
      })
      keyed.sort((one, other) => (one.turn === other.turn ? 0 : one.turn - other.turn))
      for (const [index, { item }] of keyed.entries()) items[index] = item as number
      return items
    },
    pick: () => 0,
  }
}

function undo({ tasks, cluster }: Placer, handles: readonly number[]): void {
  for (const handle of handles) {
    if (tasks.node[handle] < 0) continue
    unbook(tasks, cluster, handle)
    nameNode(tasks, cluster, { handle, slot: -1 })
  }
}
