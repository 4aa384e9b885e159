/** Which entries of a scenario make which nodes: hovering a name rings its berth, and back. */
import { expandRange } from '../../scenario/text/ranges.ts'
import { entriesOf } from './yaml-place.ts'

export interface NodeEntry {
  readonly from: number
  readonly to: number
  readonly names: readonly string[]
}

/** The entries under `nodes:` with the names they stand for, as the compiler counts them. */
export function nodeEntries(text: string): NodeEntry[] {
  let count = 0
  return entriesOf(text, 'nodes').map(({ from, to, entry }) => {
    const names = namesOf(entry, count)
    count += names.length
    return { from, to, names }
  })
}

function namesOf(entry: Readonly<Record<string, unknown>>, before: number): readonly string[] {
  const { name, count } = entry
  const times = typeof count === 'number' && count > 0 ? Math.min(count, 100_000) : undefined
  if (name === undefined || name === null) {
    return Array.from({ length: times ?? 1 }, (_, at) => `node-${before + at + 1}`)
  }
  const names = expandRange(String(name)) ?? []
  if (times === undefined || names.length !== 1) return names
  return Array.from({ length: times }, (_, at) => `${names[0]}-${at + 1}`)
}

/** The names that a word under the pointer stands for: `node-2`, or `node-{1..4}`. */
export function namesAt(text: string, offset: number): readonly string[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const lineEnd = text.indexOf('\n', offset)
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd)
  for (const match of line.matchAll(/[\w.-]*\{[\w.,]+\}[\w.-]*|[\w.-]+/g)) {
    const from = lineStart + match.index
    if (offset >= from && offset <= from + match[0].length) return expandRange(match[0]) ?? []
  }
  return []
}
