/** Growing typed arrays: the capacity doubles, so a million rows cost twenty copies. */

/** An array of the same type that holds at least `length` rows, with the old rows in place. */
export function grow<T extends Uint8Array | Int32Array | Float64Array>(
  column: T,
  length: number,
): T {
  if (column.length >= length) return column
  const capacity = Math.max(16, length, column.length * 2)
  // A typed array's constructor is of its own type, which TypeScript cannot express.
  const grown = new (column.constructor as new (length: number) => T)(capacity)
  grown.set(column as never)
  return grown
}
