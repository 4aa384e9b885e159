/**
 * Smallest and largest of many numbers. `Math.max(...list)` puts every number on the stack, which a
 * browser's worker runs out of at some ten thousand.
 */

/** `Infinity` for none, as `Math.min` answers. */
export function smallest(values: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY
  for (const value of values) if (value < found) found = value
  return found
}

/** `-Infinity` for none, as `Math.max` answers. */
export function largest(values: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > found) found = value
  return found
}
