/**
 * The settings of swarm mode's managers, and our named extensions. Defaults and their sources:
 * `src/manager/swarmkit/constants.ts`.
 */
import type { ManagerSpec } from './model.ts'

export interface SwarmkitSettings {
  readonly type: 'swarmkit'
  /** One to seven. Each is a machine of its own (drained, no node of the scenario) or one of the nodes. */
  readonly managers: readonly ManagerSpec[]
  /** The wait between two heartbeats of a worker is uniform in period ± jitter. */
  readonly heartbeatPeriodUs: number
  readonly heartbeatJitterUs: number
  /** A node is down this many of its waits after its last beat. */
  readonly graceMultiplier: number
  /** The tasks of a node that has been down for so long are ORPHANED. */
  readonly downToOrphanUs: number
  /** Between two batches of workers' reports. */
  readonly statusBatchUs: number
  /** Tasks kept per slot; negative to keep all. */
  readonly taskHistoryLimit: number
  readonly raft: RaftTiming
  readonly extensions: SwarmkitExtensions
}

/** In ticks of the managers' own clocks. */
export interface RaftTiming {
  readonly tickUs: number
  /** A follower campaigns after this many ticks without a leader, and up to as many minus one more. */
  readonly electionTicks: number
  readonly heartbeatTicks: number
}

/** Policies the real swarm mode does not have. Every one is off by default. */
export interface SwarmkitExtensions {
  /** Move tasks to a node that joined or came back: at once, or `rebalancePerMinute`. */
  readonly rebalance: 'none' | 'on-join' | 'gradual'
  readonly rebalancePerMinute: number
  /** Largest number of tasks of lost nodes replaced per minute in one failure domain; 0 for no limit. */
  readonly replacePerMinute: number
  /** What is one domain for that limit. */
  readonly replaceDomain: 'rack' | 'zone'
  /** What a worker without any manager does with its containers: nothing, or stop them after a time. */
  readonly isolation: 'continue' | 'stop'
  readonly isolationStopUs: number
  /** What the scheduler compares after the tasks of the service: tasks, or the share of what is reserved. */
  readonly spreadBy: 'tasks' | 'reserved'
}
