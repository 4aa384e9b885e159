/**
 * The times and bounds of swarm mode, each with the file of the original (github.com/moby/swarmkit,
 * 2025-11) in which it stands. Those that a scenario can set stand in `src/model/swarm-defaults.ts`.
 */
import {
  downToOrphanUs,
  graceMultiplier,
  heartbeatJitterUs,
  heartbeatPeriodUs,
  noExtensions,
  statusBatchUs,
  taskHistoryLimit,
} from '../../model/swarm-defaults.ts'
import type { SwarmkitExtensions } from '../../model/swarm-settings.ts'

export {
  defaultRestart,
  defaultRollback,
  defaultUpdate,
  downToOrphanUs,
  graceMultiplier,
  heartbeatJitterUs,
  heartbeatPeriodUs,
  statusBatchUs,
  taskHistoryLimit,
} from '../../model/swarm-defaults.ts'

const ms = 1000
const second = 1_000_000

/** nodes.go: after a change of leader a node has twice as long to register. */
export const graceMultiplierUnknown = 2
/** dispatcher.go, nodes.go: registrations of one node within the period. */
export const registrationsMax = 3
export const registrationPeriodUs = 8 * second
/** dispatcher.go: reports of workers are written together when there are so many. */
export const statusBatchItems = 10_000

/** dispatcher.go: what a worker shall do is sent once nothing has changed for so long, or at so many. */
export const assignmentBatchUs = 100 * ms
export const assignmentBatchItems = 100

/** agent/session.go: how long a worker waits for the answer to a beat before it gives its session up. */
export const workerCallTimeoutUs = 5 * second

/** scheduler/scheduler.go: it waits for a quiet store, but not for ever. */
export const commitDebounceUs = 50 * ms
export const commitLatencyUsMax = second

/** orchestrator/restart/restart.go: how long a replacement waits for its predecessor to stop. */
export const oldTaskTimeoutUs = 60 * second

/** orchestrator/taskreaper/task_reaper.go. */
export const reaperBatchUs = 250 * ms
export const reaperDirtyMax = 1000

/** orchestrator/update/updater.go: monitoring outlasts the delay by this much. */
export const monitorAfterDelayUs = second

/** orchestrator/constraintenforcer/constraint_enforcer.go: the text of a task that it rejects. */
export const noLongerFits = 'assigned node no longer meets constraints'

/** What a cluster can set differently; the tests of the original do. */
export interface SwarmSettings {
  readonly heartbeatPeriodUs: number
  readonly heartbeatJitterUs: number
  readonly graceMultiplier: number
  readonly downToOrphanUs: number
  /** Between two batches of reports. */
  readonly statusBatchUs: number
  /** Negative to keep all. */
  readonly taskHistoryLimit: number
  /** Policies that the original does not have. */
  readonly extensions: SwarmkitExtensions
}

export const defaultSettings: SwarmSettings = {
  heartbeatPeriodUs,
  heartbeatJitterUs,
  graceMultiplier,
  downToOrphanUs,
  statusBatchUs,
  taskHistoryLimit,
  extensions: noExtensions,
}
