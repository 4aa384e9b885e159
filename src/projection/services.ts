/** One row per service: what was asked, what runs, what is believed, and how long it was away. */
import type { Cluster } from '../model/cluster.ts'
import type { Trace } from '../model/trace.ts'
import { largest } from '../sim/extent.ts'
import type { Outage } from './outages.ts'
import type { Tally } from './tally.ts'
import type { TaskRow, TaskTally } from './task-counts.ts'

export interface ServiceRow extends Partial<TaskRow> {
  /** Compose project or stack, `''` for containers that were run by hand. */
  readonly application: string
  readonly service: string
  readonly asked: number
  readonly running: number
  readonly believed: number
  readonly moves: number
  readonly unplaced: number
  readonly duplicates: number
  /** Times that a slot had no copy within reach. */
  readonly outages: number
  /** Sum over all slots, and the longest single one, in microseconds. */
  readonly downtimeUs: number
  readonly longestUs: number
}

/** What the walk has counted. */
export interface ServiceSources {
  readonly cluster: Cluster
  readonly tally: Tally
  readonly tasks: TaskTally
  readonly outages: readonly Outage[]
}

/** The services at the end of a walk, by application, then in the order they were asked for. */
export function services(
  trace: Trace,
  { cluster, tally, tasks, outages }: ServiceSources,
): ServiceRow[] {
  const applications = applicationsOf(trace)
  const ofService = new Map<string, Outage[]>(tally.services.map((service) => [service, []]))
  for (const outage of outages) {
    ofService.get(trace.tables.slots[outage.slot].service)?.push(outage)
  }
  const rows = tally.services.map((service): ServiceRow => {
    const { asked, running, believed, moves, unplaced, duplicates } = tally.of(service)
    const durations = (ofService.get(service) ?? []).map(({ lostUs, endUs }) => endUs - lostUs)
    return {
      application: applications.get(service) ?? '',
      service,
      asked,
      running,
      believed,
      moves,
      unplaced,
      duplicates,
      outages: durations.length,
      downtimeUs: durations.reduce((sum, duration) => sum + duration, 0),
      longestUs: Math.max(0, largest(durations)),
      ...tasks.rowOf(cluster, service),
    }
  })
  const order = [...new Set(rows.map(({ application }) => application))]
  return rows
    .map((row, index) => ({ row, index }))
    .sort(
      (one, other) =>
        order.indexOf(one.row.application) - order.indexOf(other.row.application) ||
        one.index - other.index,
    )
    .map(({ row }) => row)
}

/** Which Compose project or stack each service belongs to. */
function applicationsOf({ model }: Trace): ReadonlyMap<string, string> {
  const applications = new Map<string, string>()
  for (const { action } of model.timeline) {
    if (action.type === 'compose.up' || action.type === 'compose.scale') {
      for (const { service } of action.containers) applications.set(service, action.project)
    }
    if (action.type === 'stack.deploy') {
      for (const { name } of action.services) applications.set(name, action.stack)
    }
  }
  return applications
}
