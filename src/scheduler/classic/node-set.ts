/**
 * Sets of node slots as bits, 32 to a word, so that a filter works on 32 nodes at once. Words are
 * signed: unsigned ones above 2^31 would leave the fast integers of JavaScript engines.
 */

export type NodeSet = Int32Array

/** Words needed for so many slots. */
export function wordsFor(slots: number): number {
  return (slots + 31) >>> 5
}

export function createNodeSet(capacity: number): NodeSet {
  return new Int32Array(wordsFor(capacity))
}

export function hasNode(set: NodeSet, slot: number): boolean {
  return (set[slot >>> 5] & (1 << (slot & 31))) !== 0
}

export function addToSet(set: NodeSet, slot: number): void {
  set[slot >>> 5] |= 1 << (slot & 31)
}

export function removeFromSet(set: NodeSet, slot: number): void {
  set[slot >>> 5] &= ~(1 << (slot & 31))
}

export function putInSet(set: NodeSet, slot: number, member: boolean): void {
  if (member) addToSet(set, slot)
  else removeFromSet(set, slot)
}

/** Keeps what is (`wanted`) or is not in `other`, in the first `words` words; true if any is left. */
export function narrow(set: NodeSet, other: NodeSet, wanted: boolean, words: number): boolean {
  let any = 0
  if (wanted) {
    for (let word = 0; word < words; word++) any |= set[word] &= other[word]
  } else {
    for (let word = 0; word < words; word++) any |= set[word] &= ~other[word]
  }
  return any !== 0
}

export function countNodes(set: NodeSet): number {
  let count = 0
  for (const word of set) {
    let bits = word - ((word >>> 1) & 0x55555555)
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** Slots in ascending order. */
export function nodesOf(set: NodeSet): number[] {
  const slots: number[] = []
  for (let word = 0; word < set.length; word++) {
    let bits = set[word]
    while (bits !== 0) {
      const lowest = bits & -bits
      slots.push((word << 5) + 31 - Math.clz32(lowest))
      bits ^= lowest
    }
  }
  return slots
}

/** A copy with room for more slots. */
export function growNodeSet(set: NodeSet, capacity: number): NodeSet {
  const grown = createNodeSet(capacity)
  grown.set(set)
  return grown
}
