/**
 * Where in the data a place in the text stands. For a word that is being written, a mark is put in
 * its place, once as a key and once as a value: the reading with fewer errors says what it can be.
 */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
} from 'yaml'

export type Path = readonly (string | number)[]

export interface WritingPlace {
  /** A key of the map at `path`, or the value at `path`. */
  readonly kind: 'key' | 'value'
  readonly path: Path
  /** Keys that the map has already. */
  readonly taken: readonly string[]
  /** The whole text as data, as far as it can be read. */
  readonly data: unknown
}

export interface ReadingPlace {
  readonly path: Path
  readonly from: number
  readonly to: number
  readonly data: unknown
}

/** No word of a scenario; YAML reads it as plain text anywhere. */
const mark = 'ZZmarkZZ'

/** What a word from `from` to `to` can be; nothing inside of quotes and comments. */
export function writingPlaces(text: string, from: number, to: number): WritingPlace[] {
  const before = text.slice(0, from) + mark
  const after = text.slice(to)
  const texts = [before + after]
  if (!/^[^\S\n]*:/.test(after)) texts.push(`${before}:${after}`)
  const readings = texts.map((marked) => parse(marked))
  const fewest = Math.min(...readings.map(({ errors }) => errors.length))
  const found: WritingPlace[] = []
  for (const document of readings) {
    if (document.errors.length > fewest) continue
    const place = findMark(document)
    if (place !== undefined && !found.some(({ kind }) => kind === place.kind)) found.push(place)
  }
  return found
}

function findMark(document: Document): WritingPlace | undefined {
  let found: WritingPlace | undefined
  visit(document, {
    Scalar(key, node, ancestors) {
      if (node.value !== mark) return undefined
      const path = pathOf(ancestors as Node[], key)
      const isKey = key === 'key'
      const map = ancestors.findLast((ancestor) => isMap(ancestor))
      const keys = isKey && isMap(map) ? map.items.map((pair) => String(pair.key)) : []
      found = {
        kind: isKey ? 'key' : 'value',
        path: isKey ? path.slice(0, -1) : path,
        taken: keys.filter((name) => name !== mark),
        data: dataOf(document),
      }
      return visit.BREAK
    },
  })
  return found
}

/** What stands at an offset: a key or a value, and where it is in the data. */
export function readingPlace(text: string, offset: number): ReadingPlace | undefined {
  const document = parse(text)
  let found: ReadingPlace | undefined
  visit(document, {
    Scalar(key, node, ancestors) {
      const [from, to] = node.range ?? [0, 0]
      if (offset < from || offset > to || from === to) return undefined
      found = { path: pathOf(ancestors as Node[], key), from, to, data: dataOf(document) }
      return visit.BREAK
    },
  })
  return found
}

/** The steps from the root to a node that `visit` has reached under `last`. */
function pathOf(ancestors: readonly Node[], last: unknown): Path {
  const path: (string | number)[] = []
  for (const [at, ancestor] of ancestors.entries()) {
    const below: unknown = ancestors[at + 1]
    if (isPair(ancestor)) path.push(isScalar(ancestor.key) ? String(ancestor.key.value) : '')
    else if (isSeq(ancestor)) {
      path.push(below === undefined ? Number(last) : ancestor.items.indexOf(below))
    }
  }
  return path
}

/** Where each entry below a key of the root begins, as an offset into the text. */
export function entriesOf(text: string, section: string): readonly EntryPlace[] {
  return valuesOf(text, section, '')
}

/** The entries below a key of the root, with what stands at one of their own keys. */
export function valuesOf(text: string, section: string, key: string): readonly EntryPlace[] {
  const document = parse(text)
  const list: unknown = document.get(section)
  if (!isSeq(list)) return []
  return list.items.flatMap((item) => {
    if (!isMap(item)) return []
    const [from, to] = item.range ?? [0, 0]
    const value = valuePlace(text, item.get(key, true))
    const entry = entryIn(item, document)
    return [{ from, to, entry, ...(value !== undefined && { value }) }]
  })
}

function valuePlace(text: string, node: unknown): ValuePlace | undefined {
  if (!isNode(node) || !node.range) return undefined
  const [from, to] = node.range
  return { from, to, written: text.slice(from, to), isAlias: isAlias(node) }
}

/** The whole text as data, as far as it can be read. */
export function dataIn(text: string): Readonly<Record<string, unknown>> {
  const data = dataOf(parse(text))
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
}

export interface EntryPlace {
  readonly from: number
  readonly to: number
  readonly entry: Readonly<Record<string, unknown>>
  readonly value?: ValuePlace
}

/** The characters of one value, quotes included. */
export interface ValuePlace {
  readonly from: number
  readonly to: number
  readonly written: string
  /** Stands for a value that is written elsewhere. */
  readonly isAlias: boolean
}

function entryIn(node: Node, document: Document): Readonly<Record<string, unknown>> {
  try {
    return node.toJS(document) as Record<string, unknown>
  } catch {
    return {} // An alias without its anchor, half written.
  }
}

function dataOf(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    return undefined // As above: the help is then less exact.
  }
}

/** The text that was read last: several questions are asked about one. */
let last: { readonly text: string; readonly document: Document } | undefined

function parse(text: string): Document {
  if (last?.text === text) return last.document
  // Warnings would be written to the console.
  last = { text, document: parseDocument(text, { logLevel: 'silent' }) }
  return last.document
}
