/**
 * Adds an event to the text of a scenario and leaves everything else as it was written: comments,
 * order, quotes. A fork in the browser becomes a file this way.
 */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import { ScenarioError } from './scenario-error.ts'

/** Appends one entry, a flow map on one line such as `{ at: 30s, fault: crash, node: node-2 }`. */
export function addTimelineEntry(source: string, entry: string): string {
  const parsed = parseDocument(entry)
  if (parsed.errors.length > 0 || !isMap(parsed.contents) || /[\r\n]/.test(entry.trim())) {
    throw editError('entry', entry, 'one line such as { at: 30s, fault: crash, node: node-2 }')
  }
  const document = parseDocument(source)
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw editError('scenario', source.slice(0, 40), 'a scenario that can be read')
  }
  const text = source.endsWith('\n') || source === '' ? source : `${source}\n`
  const pairs = document.contents.items as Pair<Node, Node | null>[]
  const timeline = pairs.find(({ key }) => String(key) === 'timeline')
  const line = entry.trim()
  if (document.contents.flow) {
    // A scenario in one pair of braces has no lines of its own: it is written anew.
    if (timeline === undefined) document.set('timeline', document.createNode([]))
    document.addIn(['timeline'], parsed.contents)
    return document.toString({ lineWidth: 0 })
  }
  if (timeline === undefined) return `${text}timeline:\n  - ${line}\n`
  if (timeline.value !== null && !isSeq(timeline.value) && !isEmpty(timeline.value)) {
    throw editError('timeline', String(timeline.value), 'a list')
  }
  return insert(text, timeline, line)
}

function insert(text: string, { key, value }: Pair<Node, Node | null>, line: string): string {
  if (!isSeq(value) || value.items.length === 0) {
    // `timeline:` with nothing, or with `[]`: the list begins here.
    const start = key.range?.[1] ?? 0
    const end = isSeq(value) ? (value.range?.[1] ?? start) : start
    const colon = text.indexOf(':', start) + 1
    return `${text.slice(0, colon)}\n  - ${line}${text.slice(Math.max(colon, end))}`
  }
  const last = value.items.at(-1) as Node
  const end = last.range?.[1] ?? 0
  if (value.flow) return `${text.slice(0, end)}, ${line}${text.slice(end)}`
  // After the line on which the last entry ends, and its comment; at the indentation of the dashes.
  const lineEnd = text.indexOf('\n', Math.max(0, end - 1))
  const at = lineEnd < 0 ? text.length : lineEnd + 1
  const firstDash = value.range?.[0] ?? 0
  const indent = ' '.repeat(firstDash - (text.lastIndexOf('\n', firstDash - 1) + 1))
  return `${text.slice(0, at)}${indent}- ${line}\n${text.slice(at)}`
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null
}

function editError(path: string, found: string, expected: string): ScenarioError {
  const position = { file: 'edit', line: 1, column: 1 }
  const message = `found ${JSON.stringify(found)}, expected ${expected}`
  return new ScenarioError('edit', [
    { ...position, path, found, expected, message, severity: 'error' },
  ])
}
