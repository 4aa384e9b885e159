/**
 * Turns a YAML document into plain data. Done here and not by the library so that duplicate keys,
 * merge keys (`<<`), aliases and odd keys are reported where they stand, and so that aliases
 * cannot grow a small file into a huge one.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'

/** Most values that aliases may stand for in all. An alias bomb has millions. */
const aliasedValuesMax = 200_000

export interface Problem {
  /** Characters from the start of the text. */
  readonly offset: number
  readonly found: string
  readonly expected: string
  readonly suggestion?: string
}

interface Converted {
  readonly value: unknown
  /** Number of values in it, aliases spelled out. */
  readonly size: number
}

interface State {
  readonly problems: Problem[]
  readonly anchors: Map<string, Converted | 'open'>
  aliasedValues: number
}

export function toPlain(document: Document): { value: unknown; problems: readonly Problem[] } {
  const state: State = { problems: [], anchors: new Map(), aliasedValues: 0 }
  const { value } = convert(document.contents as Node | null, state)
  return { value, problems: state.problems }
}

function convert(node: Node | null, state: State): Converted {
  if (node === null) return { value: null, size: 1 }
  if (isAlias(node)) return convertAlias(node.source, offsetOf(node), state)
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
  if (anchor !== undefined) state.anchors.set(anchor, 'open')
  const converted = convertContent(node, state)
  if (anchor !== undefined) state.anchors.set(anchor, converted)
  return converted
}

function convertContent(node: Node, state: State): Converted {
  if (isMap(node)) return convertMap(node, state)
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node | null, state))
    return { value: items.map(({ value }) => value), size: sum(items) + 1 }
  }
  if (!isScalar(node)) return { value: null, size: 1 }
  const { value } = node
  if (typeof value === 'number' && !Number.isFinite(value)) {
    problem(state, node, String(node.source), 'a finite number')
    return { value: 0, size: 1 }
  }
  return { value: typeof value === 'bigint' ? Number(value) : value, size: 1 }
}

function convertAlias(name: string, offset: number, state: State): Converted {
  const target = state.anchors.get(name)
  if (target === undefined || target === 'open') {
    const found = `*${name}${target === 'open' ? ' inside of &' : ''}${target === 'open' ? name : ''}`
    const expected =
      target === 'open' ? 'an alias that does not contain itself' : 'a name set with & before'
    state.problems.push({ offset, found, expected })
    return { value: null, size: 1 }
  }
  state.aliasedValues += target.size
  if (state.aliasedValues <= aliasedValuesMax) return target
  // Say it once: the first alias that went too far.
  if (state.aliasedValues - target.size <= aliasedValuesMax) {
    const found = `*${name}, with which aliases stand for more than ${aliasedValuesMax} values`
    state.problems.push({
      offset,
      found,
      expected: 'a file that stays small when its aliases are spelled out',
    })
  }
  return { value: null, size: target.size }
}

function convertMap(map: YAMLMap, state: State): Converted {
  const result: Record<string, unknown> = {}
  const merged: Record<string, unknown>[] = []
  const seen = new Set<string>()
  let size = 1
  for (const { key, value } of map.items as { key: Node | null; value: Node | null }[]) {
    const name = keyOf(key, state)
    const converted = convert(value, state)
    size += converted.size
    if (name === undefined) continue
    const isMerge = name === '<<' && isScalar(key) && key.type === 'PLAIN'
    if (seen.has(name) && !isMerge) {
      problem(state, key, `the key ${name} a second time`, 'every key once')
      continue
    }
    seen.add(name)
    if (isMerge) {
      merged.push(...mergeSources(converted.value, value ?? key, state))
    } else result[name] = converted.value
  }
  // A key of the map itself wins; among merged maps the first one does.
  for (const source of merged) {
    for (const [key, value] of Object.entries(source))
      if (!Object.hasOwn(result, key)) result[key] = value
  }
  return { value: result, size }
}

function keyOf(key: Node | null, state: State): string | undefined {
  // A key that `--set` created is bare text, not a node.
  const bare = typeof key === 'string' ? key : isScalar(key) ? key.value : null
  if (bare !== null) {
    const name = String(bare)
    if (name !== '__proto__' && name !== '') return name
    problem(state, key, `the key ${JSON.stringify(name)}`, 'another name')
    return undefined
  }
  problem(state, key, 'a key that is not a word', 'a word before the colon')
  return undefined
}

function mergeSources(value: unknown, node: Node, state: State): Record<string, unknown>[] {
  const sources = Array.isArray(value) ? value : [value]
  const maps = sources.filter(isRecord)
  if (maps.length !== sources.length)
    problem(state, node, 'something else', 'a map, or a list of maps, after <<')
  return maps
}

/** A plain map, not a list and not nothing. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function problem(state: State, node: Node | null, found: string, expected: string): void {
  state.problems.push({ offset: offsetOf(node), found, expected })
}

export function offsetOf(node: Node | null | undefined): number {
  return node?.range?.[0] ?? 0
}

function sum(items: readonly Converted[]): number {
  return items.reduce((total, { size }) => total + size, 0)
}
