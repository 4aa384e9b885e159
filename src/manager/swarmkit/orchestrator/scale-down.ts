/**
 * Which slots stay when a service is scaled down. Each slot is counted as the n-th of its service on its
 * node, running ones and low numbers first; the smallest counts stay. So the nodes end up level,
 * replicas without a node go first, and then high slots of full nodes.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import type { NodeObject, TaskObject } from '../store/objects.ts'

/** Slots in the order in which they deserve to stay. */
export function keepingOrder(
  slots: readonly (readonly TaskObject[])[],
): readonly (readonly TaskObject[])[] {
  const perNode = new Map<NodeObject, number>()
  return [...slots]
    .sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)) || a[0].slot - b[0].slot)
    .map((slot) => {
      const { node } = slot[0]
      // A slot with two tasks is in the middle of an update, and on two nodes.
      if (slot.length !== 1 || node === undefined) return { slot, index: Number.POSITIVE_INFINITY }
      const index = (perNode.get(node) ?? 0) + 1
      perNode.set(node, index)
      return { slot, index }
    })
    .sort((a, b) => (a.index === b.index ? 0 : a.index - b.index))
    .map(({ slot }) => slot)
}

function isRunning(slot: readonly TaskObject[]): boolean {
  return slot.some(({ state }) => state === taskStateCode.running)
}
