/**
 * Typed arrays that grow by doubling, so that adding a row costs the same on average however many
 * rows there are. What is new holds zeros, or `fill`. The old array must not be used any more.
 */

/** Small enough for a test that makes thousands, large enough that a run seldom grows. */
const lengthMin = 64

/** The array itself while it is long enough; else a longer one with the same rows. */
export function growFloat64(array: Float64Array, length: number, fill = 0): Float64Array {
  if (length <= array.length) return array
  const grown = new Float64Array(doubled(array.length, length))
  grown.set(array)
  return fill === 0 ? grown : grown.fill(fill, array.length)
}

export function growInt32(array: Int32Array, length: number, fill = 0): Int32Array {
  if (length <= array.length) return array
  const grown = new Int32Array(doubled(array.length, length))
  grown.set(array)
  return fill === 0 ? grown : grown.fill(fill, array.length)
}

export function growUint32(array: Uint32Array, length: number, fill = 0): Uint32Array {
  if (length <= array.length) return array
  const grown = new Uint32Array(doubled(array.length, length))
  grown.set(array)
  return fill === 0 ? grown : grown.fill(fill, array.length)
}

export function growUint8(array: Uint8Array, length: number, fill = 0): Uint8Array {
  if (length <= array.length) return array
  const grown = new Uint8Array(doubled(array.length, length))
  grown.set(array)
  return fill === 0 ? grown : grown.fill(fill, array.length)
}

function doubled(length: number, needed: number): number {
  let grown = Math.max(length, lengthMin)
  while (grown < needed) grown *= 2
  return grown
}
