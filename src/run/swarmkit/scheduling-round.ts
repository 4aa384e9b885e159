/**
 * A round of the scheduler as a trace has it: what it wrote in one commit are facts one after the other.
 * Tasks of a group stand together, and groups and tasks stand in the order in which they got places.
 */
import { factCode } from '../../model/facts.ts'
import type { Trace } from '../../model/trace.ts'
import { isOfEachNode } from './trace-tasks.ts'

export interface RoundGroup {
  /** Version of the service that its tasks are of, among the trace's specifications. */
  readonly spec: number | undefined
  /** Of the facts that gave its tasks their nodes. */
  readonly rows: readonly number[]
}

export interface Round {
  /** First row of what it wrote. */
  readonly from: number
  /** Rows that confirmed tasks of global services; the scheduler did this first. */
  readonly confirmed: readonly number[]
  /** In their order. */
  readonly groups: readonly RoundGroup[]
  /** Tasks without a node that were told why. */
  readonly refused: readonly number[]
}

const written: ReadonlySet<number> = new Set([
  factCode['task.assigned'],
  factCode['task.refused'],
  factCode['task.withdrawn'],
])

/** The round that wrote this fact. */
export function roundOf(trace: Trace, row: number): Round {
  const isOfRound = (at: number) =>
    written.has(trace.type[at]) && trace.timeUs[at] === trace.timeUs[row]
  let from = row
  while (from > 0 && isOfRound(from - 1)) from--
  const confirmed: number[] = []
  const refused: number[] = []
  const groups: { readonly spec: number | undefined; readonly rows: number[] }[] = []
  for (let at = from; at < trace.length && isOfRound(at); at++) {
    const container = trace.a[at]
    const { spec } = trace.tables.containers[container]
    const last = groups.at(-1)
    const isPreassigned = isOfEachNode(trace, container)
    if (trace.type[at] === factCode['task.refused'] && !isPreassigned) refused.push(container)
    if (trace.type[at] !== factCode['task.assigned']) continue
    if (isPreassigned) confirmed.push(at)
    else if (last?.spec === spec) last?.rows.push(at)
    else groups.push({ spec, rows: [at] })
  }
  return { from, confirmed, groups, refused }
}
