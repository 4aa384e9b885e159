/**
 * Puts nodes in the order in which they are offered tasks, best first. The first order of a group's
 * nodes leaves equals to chance. When the nodes of a branch are offered a second time in a group they
 * are put in order by a heap, as the original does it, which leaves equals in an order that depends
 * on the order before: the one that was first goes last.
 */
import type { SwarmkitChance } from './chance.ts'

/**
 * The best `most` of the nodes. `ranks` belong to `slots`, place by place. Which of the equals at the
 * end are taken is left to chance as well.
 */
export function bestFirst(
  slots: Int32Array,
  ranks: Float64Array,
  { most, chance }: { readonly most: number; readonly chance: SwarmkitChance },
): Int32Array {
  const { places, distinct } = ranksByPlace(ranks)
  const starts = new Int32Array(distinct.length + 1)
  for (let index = 0; index < places.length; index++) starts[places[index] + 1]++
  for (let place = 0; place < distinct.length; place++) starts[place + 1] += starts[place]
  const ordered = new Int32Array(slots.length)
  const next = starts.slice()
  for (let index = 0; index < slots.length; index++) ordered[next[places[index]]++] = slots[index]
  for (let place = 0; place < distinct.length && starts[place] < most; place++) {
    const equals = ordered.subarray(starts[place], starts[place + 1])
    if (equals.length > 1) chance.order('nodes', equals)
  }
  return most < ordered.length ? ordered.slice(0, most) : ordered
}

/** Each rank as its place among the different ranks, of which there are usually few. */
function ranksByPlace(ranks: Float64Array): { places: Int32Array; distinct: number[] } {
  const found = new Map<number, number>()
  const places = new Int32Array(ranks.length)
  let last = Number.NaN
  let lastPlace = 0
  for (let index = 0; index < ranks.length; index++) {
    const rank = ranks[index]
    if (rank !== last) {
      last = rank
      lastPlace = found.get(rank) ?? found.size
      found.set(rank, lastPlace)
    }
    places[index] = lastPlace
  }
  const distinct = [...found.keys()].sort((a, b) => a - b)
  const placeOf = new Int32Array(distinct.length)
  for (const [place, rank] of distinct.entries()) placeOf[found.get(rank) ?? 0] = place
  for (let index = 0; index < places.length; index++) places[index] = placeOf[places[index]]
  return { places, distinct }
}

/** The nodes put in order by a heap whose top is the worst; `slots` and `ranks` in place. */
export function heapOrder(slots: Int32Array, ranks: Float64Array): void {
  const heap = { slots, ranks }
  const { length } = slots
  for (let at = (length >> 1) - 1; at >= 0; at--) sink(heap, at, length)
  for (let end = length - 1; end > 0; end--) {
    swap(heap, 0, end)
    sink(heap, 0, end)
  }
}

interface Heap {
  readonly slots: Int32Array
  readonly ranks: Float64Array
}

/** Equals stay where they are: only a strictly worse node rises. */
function sink(heap: Heap, from: number, length: number): void {
  const { ranks } = heap
  let at = from
  for (;;) {
    const left = 2 * at + 1
    if (left >= length) return
    const right = left + 1
    const worse = right < length && ranks[right] > ranks[left] ? right : left
    if (ranks[worse] <= ranks[at]) return
    swap(heap, at, worse)
    at = worse
  }
}

function swap({ slots, ranks }: Heap, a: number, b: number): void {
  const slot = slots[a]
  slots[a] = slots[b]
  slots[b] = slot
  const rank = ranks[a]
  ranks[a] = ranks[b]
  ranks[b] = rank
}
