/**
 * Shares the tasks of a group among the branches of its preferences, so that branches come out equal,
 * tasks that already run there included. A branch that takes less than its share is full and leaves the
 * reckoning with its tasks. What is counted for a branch is what ran there before the group came,
 * in the second round too: that is how the original counts.
 */
import { type Filling, fillNodes } from './fill.ts'
import { rankOf, refusalOf } from './group.ts'
import { bestFirst, heapOrder } from './node-order.ts'
import type { Branch } from './preference-tree.ts'
import { accepts } from './refusals.ts'
import type { Placer } from './scheduler.ts'

export interface Sharing extends Filling {
  /** Tasks in the group: each leaf offers at most this many nodes. */
  readonly size: number
  /** Nodes of the leaves that were asked already, in the order of the last time. */
  readonly asked: Map<Branch, Int32Array>
  /** Active tasks of the service before the group came, by branch. */
  readonly before: Map<Branch, number>
}

/** Places at most `wanted` tasks below the branch, or more where the original does; returns how many. */
export function shareTasks(
  placer: Placer,
  sharing: Sharing,
  { branch, wanted }: { readonly branch: Branch; readonly wanted: number },
): number {
  const { branches } = branch
  if (branches.length === 0) {
    const slots = offeredNodes(placer, sharing, branch)
    return slots.length === 0 ? 0 : fillNodes(placer, sharing, { slots, wanted })
  }
  const full = new Set<Branch>()
  let placed = 0
  let before = tasksBefore(sharing, branch)
  while (placed !== wanted && full.size !== branches.length) {
    const open = branches.length - full.size
    const share = Math.trunc((before + wanted - placed) / open)
    let remainder = (before + wanted - placed) % open
    let wasAsked = false
    for (const inner of placer.chance.order('branches', [...branches])) {
      if (full.has(inner)) continue
      const own = tasksBefore(sharing, inner)
      if (own > share || (own === share && remainder <= 0)) continue
      const asked = share - own + (remainder > 0 ? 1 : 0)
      const taken = shareTasks(placer, sharing, { branch: inner, wanted: asked })
      wasAsked = true
      placed += taken
      if (taken < asked) {
        full.add(inner)
        before -= own
      } else if (remainder > 0) {
        remainder--
      }
    }
    // Nothing has changed, so nothing ever will: the branches with room have more than their share.
    // SwarmKit before June 2025 went round for ever here (moby/swarmkit pull request 3200).
    if (!wasAsked) break
  }
  return placed
}

/** Active tasks of the service below the branch before the group came. */
export function tasksBefore({ before, group }: Sharing, branch: Branch): number {
  const known = before.get(branch)
  if (known !== undefined) return known
  let sum = 0
  for (const slot of branch.slots) sum += group.counts[slot]
  before.set(branch, sum)
  return sum
}

function offeredNodes(placer: Placer, sharing: Sharing, leaf: Branch): Int32Array {
  const offered = sharing.asked.get(leaf)
  const slots =
    offered === undefined ? firstOffer(placer, sharing, leaf) : nextOffer(placer, sharing, offered)
  sharing.asked.set(leaf, slots)
  return slots
}

/** Nodes that pass, best first. What is refused here is counted only if it must be told: see `round.ts`. */
function firstOffer({ cluster, chance }: Placer, sharing: Sharing, leaf: Branch): Int32Array {
  const { group, size } = sharing
  const passing = new Int32Array(leaf.slots.length)
  const ranks = new Float64Array(leaf.slots.length)
  let count = 0
  for (const slot of leaf.slots) {
    if (refusalOf(cluster, group, slot) >= 0) continue
    passing[count] = slot
    ranks[count++] = rankOf(cluster, group, slot)
  }
  return bestFirst(passing.subarray(0, count), ranks.subarray(0, count), { most: size, chance })
}

/** The nodes of last time that still pass; the last one takes the place of one that does not. */
function nextOffer({ cluster }: Placer, sharing: Sharing, offered: Int32Array): Int32Array {
  const { group, refusals } = sharing
  let { length } = offered
  for (let index = 0; index < length; ) {
    if (accepts(refusals, cluster, { group, slot: offered[index] })) index++
    else offered[index] = offered[--length]
  }
  const slots = offered.subarray(0, length)
  const ranks = Float64Array.from(slots, (slot) => rankOf(cluster, group, slot))
  heapOrder(slots, ranks)
  return slots
}
