/**
 * Identifiers, derived and never drawn: the same run gives the same IDs, and a container's ID can
 * be computed again from its number.
 */

/** Docker shows the first twelve digits. */
export const shortIdLength = 12

/** 64 hexadecimal digits from a seed, a kind and a number. Not cryptographic: only unlike. */
function hexId(seed: string, kind: string, index: number): string {
  let hash = 0x811c9dc5
  const text = `${seed}/${kind}/${index}`
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  let id = ''
  for (let word = 0; word < 8; word++) {
    // The finalizer of MurmurHash3 spreads every bit over the word.
    let mixed = (hash + Math.imul(word + 1, 0x9e3779b9)) | 0
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    mixed ^= mixed >>> 16
    id += (mixed >>> 0).toString(16).padStart(8, '0')
  }
  return id
}

/** The engine's ID of the container with this number. */
export function containerId(seed: string, container: number): string {
  return hexId(seed, 'container', container)
}

/** The label `com.docker.swarm.id` of the slot with this number: it survives rescheduling. */
export function swarmId(seed: string, slot: number): string {
  return hexId(seed, 'slot', slot)
}
