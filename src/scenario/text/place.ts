/** Where a value stands: a file and the keys that lead to it. */

export type Key = string | number

export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** What of a key-value pair is meant. */
export type Spot = 'key' | 'value'

/** A text that can tell where its values stand. */
export interface Source {
  readonly file: string
  readonly text: string
  /** The content as plain data, aliases and merge keys resolved. */
  readonly value: unknown
  /** `offset` counts characters inside a one-line text value. */
  locate(path: readonly Key[], spot: Spot, offset: number): Position
}

export interface Place {
  readonly source: Source
  readonly path: readonly Key[]
}

/** A place further down. */
export function inside(place: Place, ...keys: readonly Key[]): Place {
  return { source: place.source, path: [...place.path, ...keys] }
}

/** A path as people write it: `nodes[0].labels.storage`. */
export function formatPath(path: readonly Key[]): string {
  let text = ''
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`
    else if (/^[\w-]+$/.test(key)) text += text === '' ? key : `.${key}`
    else text += `[${JSON.stringify(key)}]`
  }
  return text
}

/** A value as a sentence names it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a map'
  if (typeof value !== 'string') return String(value)
  if (value.length > 60) return `${JSON.stringify(value.slice(0, 57))}...`
  return JSON.stringify(value)
}
