/**
 * Since when, and in which way, each node has been out of the manager's reach: what a notice or a
 * rescheduling is the consequence of. Nodes that failed in one moment are one incident.
 */
import type { Trace } from '../../model/trace.ts'
import type { Visitor } from '../walk.ts'

export type FaultKind = 'crashed' | 'frozen' | 'cutOff' | 'left'

export interface Fault {
  readonly node: number
  readonly kind: FaultKind
  readonly sinceUs: number
  readonly row: number
}

export interface Faults extends Visitor {
  /** The last fault of the node, over or not; undefined if nothing ever happened to it. */
  of(node: number): Fault | undefined
}

const kinds: Readonly<Record<string, FaultKind>> = {
  'node.crashed': 'crashed',
  'node.frozen': 'frozen',
  'node.cutOff': 'cutOff',
  'node.left': 'left',
}

export function createFaults(trace: Trace): Faults {
  const last: (Fault | undefined)[] = trace.model.nodes.map(() => undefined)
  return {
    of: (node) => last[node],
    after({ type, a, timeUs, row }) {
      const kind = kinds[type]
      if (kind !== undefined) last[a] = { node: a, kind, sinceUs: timeUs, row }
    },
  }
}

/** How a fault reads after "after it": `crashed`, `was cut off`. */
export const faultWords: Readonly<Record<FaultKind, string>> = {
  crashed: 'crashed',
  frozen: 'froze',
  cutOff: 'was cut off',
  left: 'was taken out of discovery',
}
