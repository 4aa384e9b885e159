/** The decisions of a run: every time a manager chose a node for something, or found none. */
import { factCode } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'

export interface Decision {
  /** Row of its fact: the choice, or the refusal. */
  readonly row: number
  readonly timeUs: number
  readonly slot: number
  /** Container that was to be created, -1 when none was. */
  readonly container: number
  /** Chosen node, -1 for none. */
  readonly node: number
  /** Nodes that were equally good; 0 when none was, or where the manager does not say. */
  readonly tied: number
  /** Why there is no place, `''` when there is. */
  readonly error: string
}

/** All decisions in order, or those about one slot. */
export function decisionsOf(trace: Trace, slot?: number): readonly Decision[] {
  const decisions: Decision[] = []
  for (let row = 0; row < trace.length; row++) {
    const decision = decisionAt(trace, row)
    if (decision && (slot === undefined || decision.slot === slot)) decisions.push(decision)
  }
  return decisions
}

/** The decision that this fact tells, if it tells one. */
export function decisionAt(trace: Trace, row: number): Decision | undefined {
  const { containers, texts } = trace.tables
  const [type, a, b, c] = [trace.type[row], trace.a[row], trace.b[row], trace.c[row]]
  const common = { row, timeUs: trace.timeUs[row] }
  switch (type) {
    case factCode['container.placed']:
    case factCode['task.assigned']:
      return { ...common, slot: containers[a].slot, container: a, node: b, tied: c, error: '' }
    case factCode['slot.unplaced']:
      return { ...common, slot: a, container: -1, node: -1, tied: 0, error: texts[b] }
    case factCode['task.refused']: {
      const { slot } = containers[a]
      return { ...common, slot, container: a, node: -1, tied: 0, error: texts[b] }
    }
    default:
      return undefined
  }
}
