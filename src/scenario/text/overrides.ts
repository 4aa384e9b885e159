/** `--set path=value`: changes one value of a scenario before it is compiled. */
import { type Document, isMap, isSeq, type Node, parseDocument } from 'yaml'
import type { IssueList } from '../issue-list.ts'
import { formatPath, type Key, type Place } from './place.ts'

export interface Override {
  /** As given. */
  readonly text: string
  readonly path: readonly Key[]
  readonly value: string
  /** Column of the value in the text, from 1. */
  readonly valueColumn: number
}

const keyExpression = /^(?:\.?([\w-]+)|\["([^"]*)"\]|\[(\d+)\])/

/** Reads all overrides; malformed ones are reported and left out. */
export function parseOverrides(texts: readonly string[], issues: IssueList): readonly Override[] {
  return texts.flatMap((text) => {
    const override = parseOverride(text)
    if (override === undefined) {
      const expected = 'path=value, such as swarm.strategy=binpack or nodes[0].memory=4g'
      issues.error({ place: placeOf(text, 1), found: JSON.stringify(text), expected })
    }
    return override ?? []
  })
}

function parseOverride(text: string): Override | undefined {
  const path: Key[] = []
  let rest = text
  while (!rest.startsWith('=')) {
    const match = keyExpression.exec(rest)
    if (match === null) return undefined
    path.push(match[3] === undefined ? (match[1] ?? match[2] ?? '') : Number(match[3]))
    rest = rest.slice(match[0].length)
  }
  if (path.length === 0) return undefined
  return { text, path, value: rest.slice(1), valueColumn: text.length - rest.length + 2 }
}

/** Puts the values into the document; whatever was at the path is replaced. */
export function applyOverrides(
  document: Document,
  overrides: readonly Override[],
  issues: IssueList,
): void {
  for (const override of overrides) {
    const value = parseDocument(override.value, { schema: 'core' })
    const place = placeOf(override.text, override.valueColumn)
    if (value.errors.length > 0) {
      issues.error({ place, found: JSON.stringify(override.value), expected: 'a YAML value' })
      continue
    }
    const obstacle = obstacleOf(document, override.path)
    if (obstacle === undefined) document.setIn(override.path, value.contents)
    else issues.error({ place: placeOf(override.text, 1), ...obstacle })
  }
}

function obstacleOf(
  document: Document,
  path: readonly Key[],
): { found: string; expected: string } | undefined {
  for (let depth = 0; depth < path.length; depth++) {
    const key = path[depth] as Key
    const parent = (depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)) as
      | Node
      | undefined
    if (parent === undefined || parent === null) {
      if (typeof key === 'string') continue
      return { found: formatPath(path.slice(0, depth + 1)), expected: 'a list that is there' }
    }
    const where = depth === 0 ? 'the scenario' : formatPath(path.slice(0, depth))
    if (isSeq(parent) && typeof key === 'number') {
      if (key < parent.items.length) continue
      return {
        found: `entry ${key} of ${where}`,
        expected: `an entry from 0 to ${parent.items.length - 1}`,
      }
    }
    if (isMap(parent) && typeof key === 'string') continue
    const kind = isSeq(parent) ? 'a list' : isMap(parent) ? 'a map' : 'a single value'
    return { found: `${kind} at ${where}`, expected: wayInto(parent) }
  }
  return undefined
}

function wayInto(parent: Node): string {
  if (isSeq(parent)) return 'a number in brackets, such as nodes[0]'
  return isMap(parent) ? 'a key after a dot, such as swarm.strategy' : 'a path that ends there'
}

function placeOf(text: string, column: number): Place {
  const position = { file: `--set ${text}`, line: 1, column }
  return { source: { file: position.file, text, value: null, locate: () => position }, path: [] }
}
