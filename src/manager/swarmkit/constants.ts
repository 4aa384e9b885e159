/**
 * The times and bounds of swarm mode, each with the file of the original (github.com/moby/swarmkit,
 * 2025-11) in which it stands.
 */
import type { RestartPolicy, UpdateConfig } from '../../model/swarm-mode.ts'

const ms = 1000
const second = 1_000_000

/** manager/dispatcher/dispatcher.go: the wait of each beat is uniform in period ± jitter. */
export const heartbeatPeriodUs = 5 * second
export const heartbeatJitterUs = second / 2
/** dispatcher.go, nodes.go: a node is down this many of its waits after its last beat. */
export const graceMultiplier = 3
/** nodes.go: after a change of leader a node has twice as long to register. */
export const graceMultiplierUnknown = 2
/** dispatcher.go: the tasks of a node that has been down for so long are ORPHANED. */
export const downToOrphanUs = 24 * 3600 * second
/** dispatcher.go, nodes.go: registrations of one node within the period. */
export const registrationsMax = 3
export const registrationPeriodUs = 8 * second
/** dispatcher.go: reports of workers are written together this often, or when there are so many. */
export const statusBatchUs = 100 * ms
export const statusBatchItems = 10_000

/** scheduler/scheduler.go: it waits for a quiet store, but not for ever. */
export const commitDebounceUs = 50 * ms
export const commitLatencyUsMax = second

/** orchestrator/restart/restart.go: how long a replacement waits for its predecessor to stop. */
export const oldTaskTimeoutUs = 60 * second

/** orchestrator/taskreaper/task_reaper.go. */
export const reaperBatchUs = 250 * ms
export const reaperDirtyMax = 1000
/** manager/manager.go: tasks kept per slot, or per node of a global service. */
export const taskHistoryLimit = 5

/** orchestrator/update/updater.go: monitoring outlasts the delay by this much. */
export const monitorAfterDelayUs = second

/** api/defaults/service.go. */
export const defaultRestart: RestartPolicy = {
  condition: 'any',
  delayUs: 5 * second,
  maxAttempts: 0,
  windowUs: 0,
}

export const defaultUpdate: UpdateConfig = {
  parallelism: 1,
  delayUs: 0,
  failureAction: 'pause',
  maxFailureRatio: 0,
  monitorUs: 5 * second,
  order: 'stop-first',
}

export const defaultRollback: UpdateConfig = defaultUpdate

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
}

export const defaultSettings: SwarmSettings = {
  heartbeatPeriodUs,
  heartbeatJitterUs,
  graceMultiplier,
  downToOrphanUs,
  statusBatchUs,
  taskHistoryLimit,
}
