/**
 * Which containers were ever on which node, kept up to date along a walk: when a node's state
 * changes, these are the ones it concerns. A container never changes its node.
 */
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'
import type { Visitor } from './walk.ts'

export interface PlacedOn extends Visitor {
  /** Containers that are or were on the node, in order of arrival. */
  of(node: number): readonly number[]
}

export function createPlacedOn(trace: Trace): PlacedOn {
  const lists: number[][] = trace.model.nodes.map(() => [])
  const { placing } = readingOf(trace.model)
  const known = new Uint8Array(trace.tables.containers.length)
  return {
    of: (node) => lists[node],
    after({ type, a, b }) {
      if (!placing.has(type) || known[a] === 1) return
      known[a] = 1
      lists[b].push(a)
    },
  }
}
