/** The slots that wait for a place: since when, and why. */
import type { Cluster } from '../model/cluster.ts'
import type { Trace } from '../model/trace.ts'
import { isUnplaced } from './tally.ts'

export interface UnplacedRow {
  readonly slot: number
  readonly service: string
  readonly name: string
  readonly sinceUs: number
  /** The manager's own words. */
  readonly reason: string
}

export function unplaced(trace: Trace, cluster: Cluster): UnplacedRow[] {
  const { slots, texts } = trace.tables
  return slots.flatMap(({ service, name }, slot) =>
    isUnplaced(cluster, slot)
      ? [
          {
            slot,
            service,
            name,
            sinceUs: cluster.slots.unplacedSinceUs[slot],
            reason: texts[cluster.slots.unplaced[slot]],
          },
        ]
      : [],
  )
}
