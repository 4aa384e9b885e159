/**
 * Reads one YAML document and remembers where everything stands. Core schema, no custom tags, one
 * document, unique keys; `--set` values are put in before the data is looked at.
 */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml'
import type { IssueList } from '../issue-list.ts'
import { decodeText } from './decode.ts'
import { applyOverrides, type Override } from './overrides.ts'
import type { Key, Place, Position, Source, Spot } from './place.ts'
import { offsetOf, type Problem, toPlain } from './plain.ts'

const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: false, // Checked in plain.ts, in linear time and with a better word.
  prettyErrors: false,
  strict: true,
  logLevel: 'error', // With "silent" a second document would go unnoticed.
} as const

/** What the parser's codes mean to a person. Anything else is shown in the parser's words. */
const parserWords: Readonly<Record<string, readonly [string, string]>> = {
  MULTIPLE_DOCS: ['a second document after ---', 'one document'],
  TAG_RESOLVE_FAILED: ['a tag', 'plain data without tags'],
  TAB_AS_INDENT: ['a tab', 'spaces for indentation'],
  BAD_ALIAS: ['a bad alias', 'a name set with & before'],
}

/** Reads a file's content; nothing if it could not be read, which is then among the issues. */
export function readYaml(
  file: string,
  content: string | Uint8Array,
  issues: IssueList,
  overrides: readonly Override[] = [],
): Source | undefined {
  const decoded = decodeText(content)
  if (!('text' in decoded)) {
    issues.error({ place: wholeFile(file), ...decoded })
    return undefined
  }
  const lines = new LineCounter()
  const document = parse(decoded.text, lines)
  const place = (offset: number): Place => ({
    source: fixedPosition(file, lines, offset),
    path: [],
  })
  if (document === undefined || isExhausted(document)) {
    const finding = { found: 'brackets nested too deeply', expected: 'a file a person can read' }
    issues.error({ place: wholeFile(file), ...finding })
    return undefined
  }
  const syntax = [...document.errors, ...document.warnings].map(toProblem)
  if (syntax.length === 0) applyOverrides(document, overrides, issues)
  const { value, problems } = toPlain(document)
  const all = syntax.length > 0 ? syntax : problems
  for (const { offset, ...finding } of all) issues.error({ place: place(offset), ...finding })
  if (all.length > 0) return undefined
  const text = overrides.length > 0 ? document.toString({ lineWidth: 0 }) : decoded.text
  return { file, text, value, locate: locator(file, document, lines, overrides) }
}

function isExhausted({ errors }: Document): boolean {
  return errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')
}

function toProblem({ code, message, pos }: Document['errors'][number]): Problem {
  const [found, expected] = parserWords[code] ?? [
    'a mistake in the YAML',
    `valid YAML (${lowerFirst(message)})`,
  ]
  return { offset: pos[0], found, expected }
}

/** A place for what concerns a file as a whole. */
export function wholeFile(file: string): Place {
  const position = { file, line: 1, column: 1 }
  return { source: { file, text: '', value: null, locate: () => position }, path: [] }
}

function parse(text: string, lineCounter: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { ...options, lineCounter })
  } catch (error) {
    // The parser descends by recursion: a file of brackets exhausts the stack.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function fixedPosition(file: string, lines: LineCounter, offset: number): Source {
  return { file, text: '', value: null, locate: () => position(file, lines, offset) }
}

function position(file: string, lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  return { file, line: Math.max(1, line), column: Math.max(1, col) }
}

function locator(
  file: string,
  document: Document,
  lines: LineCounter,
  overrides: readonly Override[],
): Source['locate'] {
  return (path, spot, inner) => {
    const override = overrides.find((entry) =>
      entry.path.every((key, index) => key === path[index]),
    )
    if (override !== undefined) {
      return { file: `--set ${override.text}`, line: 1, column: override.valueColumn + inner }
    }
    return position(file, lines, offsetAt(document, path, spot, inner))
  }
}

function offsetAt(document: Document, path: readonly Key[], spot: Spot, inner: number): number {
  let node = document.contents as Node | null
  let offset = offsetOf(node)
  for (const [index, key] of path.entries()) {
    const step = stepInto(document, node, key)
    if (step === undefined) return offset
    const isLast = index === path.length - 1
    const wanted = isLast && spot === 'key' ? step.key : (step.value ?? step.key)
    offset = offsetOf(wanted) || offset
    node = step.value
  }
  return offset + (spot === 'value' ? innerOffset(node, inner) : 0)
}

interface Step {
  readonly key: Node | null
  readonly value: Node | null
}

function stepInto(document: Document, from: Node | null, key: Key): Step | undefined {
  const node = isAlias(from) ? (from.resolve(document) ?? null) : from
  if (isSeq(node) && typeof key === 'number') {
    const value = (node.items[key] ?? null) as Node | null
    return value === null ? undefined : { key: value, value }
  }
  if (!isMap(node)) return undefined
  const pairs = node.items as { key: Node; value: Node | null }[]
  const pair = pairs.find((entry) => isScalar(entry.key) && String(entry.key.value) === key)
  if (pair !== undefined) return pair
  const merge =
    pairs.find((entry) => isScalar(entry.key) && entry.key.value === '<<')?.value ?? null
  const sources = isSeq(merge) ? (merge.items as Node[]) : [merge]
  for (const source of sources) {
    const step = source === null ? undefined : stepInto(document, source, key)
    if (step !== undefined) return step
  }
  return undefined
}

/** Quoted words can be pointed into while they contain no escapes; block text cannot. */
function innerOffset(node: Node | null, inner: number): number {
  if (inner === 0 || !isScalar(node)) return 0
  if (node.type === 'PLAIN') return inner
  if (node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE') return 0
  const [start, end] = node.range ?? [0, 0]
  return end - start === String(node.value).length + 2 ? inner + 1 : 0
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
