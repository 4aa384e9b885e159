/**
 * One pass over a trace, with the cluster folded along. A projection sees each fact twice: before
 * it is applied, to know what was, and after, to know what is.
 */
import { apply } from '../machine/apply.ts'
import { emptyClusterOf } from '../machine/fold.ts'
import type { Cluster } from '../model/cluster.ts'
import { type FactType, factTypes } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'

/** One fact as the columns hold it. */
export interface Row {
  readonly row: number
  readonly timeUs: number
  readonly type: FactType
  readonly a: number
  readonly b: number
  readonly c: number
}

/** What looks at facts as they pass. The cluster belongs to the walk: it must not be changed. */
export interface Visitor {
  before?(row: Row, cluster: Cluster): void
  after?(row: Row, cluster: Cluster): void
}

export function rowAt(trace: Trace, row: number): Row {
  return {
    row,
    timeUs: trace.timeUs[row],
    type: factTypes[trace.type[row]],
    a: trace.a[row],
    b: trace.b[row],
    c: trace.c[row],
  }
}

/** Shows every fact to every visitor, in order, and returns the cluster at the end. */
export function walk(trace: Trace, visitors: readonly Visitor[]): Cluster {
  const cluster = emptyClusterOf(trace)
  for (let row = 0; row < trace.length; row++) {
    const fact = rowAt(trace, row)
    for (const visitor of visitors) visitor.before?.(fact, cluster)
    apply(cluster, fact.timeUs, trace.type[row], fact.a, fact.b, fact.c)
    for (const visitor of visitors) visitor.after?.(fact, cluster)
  }
  return cluster
}
