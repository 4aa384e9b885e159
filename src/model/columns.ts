/** Tables in columns: typed arrays of one length that grow and are copied together. */
import { growFloat64, growInt32, growUint8 } from '../sim/growable.ts'

type Columns = { length: number } & {
  [name: string]: number | Uint8Array | Int32Array | Float64Array
}

// The column interfaces have no index signature of their own, hence the cast.
/** Makes room for more rows; columns named last begin at -1 instead of 0. */
export function growColumns<T extends { length: number }>(
  columns: T,
  length: number,
  startAtMinusOne: readonly (keyof T & string)[],
): void {
  const table = columns as unknown as Columns
  columns.length = length
  // One column stands for all: they grow together. Rows beyond `length` are ready for use.
  const first = table[startAtMinusOne[0]]
  if (typeof first !== 'number' && first.length >= length) return
  for (const name of Object.keys(table)) {
    const column = table[name]
    if (typeof column === 'number') continue
    const fill = startAtMinusOne.includes(name as keyof T & string) ? -1 : 0
    table[name] = growColumn(column, length, fill)
  }
}

function growColumn(
  column: Uint8Array | Int32Array | Float64Array,
  length: number,
  fill: number,
): Uint8Array | Int32Array | Float64Array {
  if (column instanceof Int32Array) return growInt32(column, length, fill)
  if (column instanceof Float64Array) return growFloat64(column, length, fill)
  return growUint8(column, length, fill)
}

/** An independent copy without the room for more. */
export function copyColumns<T extends { length: number }>(columns: T): T {
  const copy: Columns = { length: columns.length }
  for (const [name, column] of Object.entries(columns as unknown as Columns)) {
    if (typeof column !== 'number') copy[name] = column.slice(0, columns.length)
  }
  return copy as unknown as T
}
