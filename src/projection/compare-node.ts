/** One node in two runs: the first fact about it that the other run does not have. */
import { fieldsOf } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'
import type { Comparison } from './compare.ts'
import { factInWords } from './fact-words.ts'

export interface NodeFact {
  readonly timeUs: number
  readonly text: string
}

export interface NodeFirst {
  /** The earlier of the two. */
  readonly timeUs: number
  /** Nothing where this run has nothing about the node that the other has not. */
  readonly one: NodeFact | undefined
  readonly other: NodeFact | undefined
}

/** Nothing where both runs say the same about the node from beginning to end. */
export function firstOfNode(
  { oneRows, otherRows }: Comparison,
  one: Trace,
  other: Trace,
  name: string,
): NodeFirst | undefined {
  const left = firstAbout(one, oneRows, name)
  const right = firstAbout(other, otherRows, name)
  if (left === undefined && right === undefined) return undefined
  const timeUs = Math.min(left?.timeUs ?? Infinity, right?.timeUs ?? Infinity)
  return { timeUs, one: left, other: right }
}

function firstAbout(trace: Trace, rows: Int32Array, name: string): NodeFact | undefined {
  const node = trace.model.nodes.findIndex((spec) => spec.name === name)
  if (node < 0) return undefined
  const columns = [trace.a, trace.b, trace.c]
  for (const row of rows) {
    const fields = fieldsOf[trace.type[row]]
    const isAbout = fields.some(([, kind], at) => kind === 'node' && columns[at][row] === node)
    if (isAbout) return { timeUs: trace.timeUs[row], text: factInWords(trace, row) }
  }
  return undefined
}
