/** What a run came to, as one value that can be printed, stored as JSON and compared. */
import { digestOf, type Trace } from '../model/trace.ts'
import { createDuplicateTracker, type DuplicateRow } from './duplicates.ts'
import { type ExpectationResult, expectations } from './expectations.ts'
import { type NodeRow, nodes } from './nodes.ts'
import { createOutageTracker, runsWithinReach } from './outages.ts'
import { createPlacedOn } from './placed-on.ts'
import { createRecoveryTracker, type Incident, incidents } from './recovery.ts'
import { type ServiceRow, services } from './services.ts'
import { type Counts, createTally } from './tally.ts'
import { createTaskTally } from './task-counts.ts'
import { type UnplacedRow, unplaced } from './unplaced.ts'
import { walk } from './walk.ts'

export interface Summary {
  readonly name: string
  readonly seed: string
  /** Simulated time, microseconds. */
  readonly endUs: number
  readonly facts: number
  readonly digest: string
  /** All services together, at the end. */
  readonly total: Readonly<Counts>
  readonly services: readonly ServiceRow[]
  readonly nodes: readonly NodeRow[]
  readonly incidents: readonly Incident[]
  readonly unplaced: readonly UnplacedRow[]
  readonly duplicates: readonly DuplicateRow[]
  readonly expectations: readonly ExpectationResult[]
}

/** One pass over the trace, and a second one when it has expectations. */
export function summary(trace: Trace): Summary {
  const placedOn = createPlacedOn(trace)
  const tally = createTally(trace, placedOn)
  const tasks = createTaskTally(trace)
  const outages = createOutageTracker(trace, placedOn)
  const duplicates = createDuplicateTracker(trace)
  const reach = createOutageTracker(trace, placedOn, runsWithinReach)
  const recovery = createRecoveryTracker(trace)
  const end = walk(trace, [placedOn, tally, tasks, outages, reach, duplicates, recovery])
  return {
    name: trace.model.name,
    seed: trace.model.seed,
    endUs: trace.endUs,
    facts: trace.length,
    digest: digestOf(trace),
    total: { ...tally.of('') },
    services: services(trace, { cluster: end, tally, tasks, outages: outages.all(trace.endUs) }),
    nodes: nodes(trace, end),
    incidents: incidents(recovery.recoveries(reach.all(trace.endUs))),
    unplaced: unplaced(trace, end),
    duplicates: duplicates.rows(),
    expectations: expectations(trace),
  }
}
