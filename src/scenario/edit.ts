/**
 * Adds events and expectations to the text of a scenario and leaves everything else as it was
 * written: comments, order, quotes. A fork in the browser becomes a file this way.
 */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import { ScenarioError } from './scenario-error.ts'

/** Appends one entry, a flow map on one line such as `{ at: 30s, fault: crash, node: node-2 }`. */
export function addTimelineEntry(source: string, entry: string): string {
  return addEntry(source, 'timeline', entry, '{ at: 30s, fault: crash, node: node-2 }')
}

/** Appends one claim, a flow map on one line such as `{ that: "running(web) == 3", at: end }`. */
export function addExpectation(source: string, entry: string): string {
  return addEntry(source, 'expect', entry, '{ that: "running(web) == 3", at: end }')
}

/** Takes claims out of `expect:` by their place in the list, from 0, each with its own lines. */
export function removeExpectations(source: string, indices: readonly number[]): string {
  if (indices.length === 0) return source
  const document = parseDocument(source)
  const list = document.get('expect')
  if (document.errors.length > 0 || !isSeq(list)) {
    throw editError('expect', source.slice(0, 40), 'a list of expectations')
  }
  const gone = [...new Set(indices)].sort((one, other) => other - one)
  const isWhole = gone.length === list.items.length
  if (list.flow || isWhole || list.items.some((item) => !hasOwnLines(source, item as Node))) {
    if (isWhole) document.delete('expect')
    else for (const index of gone) document.deleteIn(['expect', index])
    return document.toString({ lineWidth: 0 })
  }
  let text = source
  for (const index of gone) {
    const [start, end] = (list.items[index] as Node).range as readonly number[]
    const from = text.lastIndexOf('\n', start - 1) + 1
    const to = text.indexOf('\n', Math.max(start, end - 1))
    text = text.slice(0, from) + (to < 0 ? '' : text.slice(to + 1))
  }
  return text
}

/** Nothing but a dash stands before it. */
function hasOwnLines(source: string, { range }: Node): boolean {
  const start = range?.[0] ?? 0
  return /^\s*-\s*$/.test(source.slice(source.lastIndexOf('\n', start - 1) + 1, start))
}

function addEntry(source: string, list: string, entry: string, example: string): string {
  const parsed = parseDocument(entry)
  if (parsed.errors.length > 0 || !isMap(parsed.contents) || /[\r\n]/.test(entry.trim())) {
    throw editError('entry', entry, `one line such as ${example}`)
  }
  const document = parseDocument(source)
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw editError('scenario', source.slice(0, 40), 'a scenario that can be read')
  }
  const text = source.endsWith('\n') || source === '' ? source : `${source}\n`
  const pairs = document.contents.items as Pair<Node, Node | null>[]
  const there = pairs.find(({ key }) => String(key) === list)
  const line = entry.trim()
  if (document.contents.flow) {
    // A scenario in one pair of braces has no lines of its own: it is written anew.
    if (there === undefined) document.set(list, document.createNode([]))
    document.addIn([list], parsed.contents)
    return document.toString({ lineWidth: 0 })
  }
  if (there === undefined) return `${text}${list}:\n  - ${line}\n`
  if (there.value !== null && !isSeq(there.value) && !isEmpty(there.value)) {
    throw editError(list, String(there.value), 'a list')
  }
  return insert(text, there, line)
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
