/**
 * Why there is a container: the chain from what happened to a node, over what the manager noticed, to the
 * decision that put it where it is. Each link is a fact.
 */
import { type FactType, factTypes } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import type { Cause, Move } from './harbour-moves.ts'

const happened: ReadonlySet<FactType> = new Set([
  'node.crashed',
  'node.frozen',
  'node.cutOff',
  'node.left',
  'node.replaced',
])

/** What the manager heard of the node on its way to giving it up. */
const heard: ReadonlySet<FactType> = new Set(['engine.refused'])

/** Rows of the chain in order of time; empty for a container that took nobody's place. */
export function originOf(trace: Trace, causes: readonly Cause[], container: number): number[] {
  for (const cause of causes) {
    const move = cause.moves.find(({ to }) => to === container)
    if (move !== undefined) return chainOf(trace, cause, move)
  }
  return []
}

function chainOf(trace: Trace, cause: Cause, { row, to }: Move): number[] {
  const rows: number[] = []
  const began = lastBefore(trace, cause, happened)
  if (began >= 0) rows.push(began)
  for (let at = Math.max(0, began); at < cause.row; at++) {
    if (trace.a[at] === cause.node && heard.has(factTypes[trace.type[at]])) rows.push(at)
  }
  rows.push(cause.row)
  if (row !== cause.row) rows.push(row)
  for (let at = row + 1; at < trace.length; at++) {
    if (factTypes[trace.type[at]] !== 'container.started' || trace.a[at] !== to) continue
    rows.push(at)
    break
  }
  return rows
}

function lastBefore(trace: Trace, { row, node }: Cause, types: ReadonlySet<FactType>): number {
  for (let at = row - 1; at >= 0; at--) {
    if (trace.a[at] === node && types.has(factTypes[trace.type[at]])) return at
  }
  return -1
}
