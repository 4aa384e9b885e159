/**
 * The compiled scenario: everything a run needs and no default left to guess. The scenario reader
 * writes it, the run reads it, and neither knows the other. It is plain data (JSON both ways), so
 * a trace can carry it and a browser worker can receive it.
 */
import type { Action } from './action.ts'
import type { ContainerConfig } from './container-config.ts'
import type { Expectation } from './expectation.ts'
import type { SwarmNodeSpec } from './swarm-mode.ts'
import type { SwarmkitSettings } from './swarm-settings.ts'

/** A machine, whether it is there from the start or joins later. */
export interface NodeSpec {
  readonly name: string
  /** Engine ID, unique unless the scenario tells the story of a cloned machine. */
  readonly engineId: string
  /** `host:port` under which the manager reaches the engine. */
  readonly address: string
  readonly cpus: number
  readonly memoryBytes: number
  readonly labels: Readonly<Record<string, string>>
  /** Failure domains, `''` when the scenario names none. */
  readonly zone: string
  readonly rack: string
  /** Images in the engine's cache at the start (with tag). */
  readonly images: readonly string[]
  /** `present`: listed and up at time 0. `down`: listed at time 0 but its engine refuses
   * connections. `later`: a `node.join` action brings it. */
  readonly start: 'present' | 'down' | 'later'
  /** What swarm mode knows of it; absent where classic Swarm manages. */
  readonly swarm?: SwarmNodeSpec
}

/** An image as the registry offers it. */
export interface ImageSpec {
  /** Name with tag. */
  readonly name: string
  /** Compressed size to fetch, in bytes. */
  readonly sizeBytes: number
  /** Layers shared with other images: two images with the same base fetch it once per node. */
  readonly layers: readonly { readonly id: string; readonly sizeBytes: number }[]
  /** False: the registry answers "not found". */
  readonly pullable: boolean
  /** How its containers behave where they do anything but run on. */
  readonly behaviour?: ContainerBehaviour
}

/** What the containers of an image do by themselves. */
export interface ContainerBehaviour {
  /** They end by themselves, so long after they have started; absent for never. */
  readonly exitAfterUs?: number
  /** 0 is success: COMPLETE in swarm mode. */
  readonly exitCode?: number
  /** Instead of the cost of a stop. One that ignores the stop signal is killed after its grace period. */
  readonly stopUs?: number
  /** Memory in use when they start, and how fast it grows: bytes, and bytes per second. */
  readonly memoryBytes?: number
  readonly memoryGrowthPerSecond?: number
}

/** What things cost in simulated time. Defaults and sources: `src/scenario/defaults.ts`. */
export interface Costs {
  /** One way from the manager to an engine or back, in microseconds. */
  readonly latencyUs: number
  /** The engine creates a container (image already there). */
  readonly createUs: number
  readonly startUs: number
  /** `docker stop` until the container has exited. */
  readonly stopUs: number
  readonly killUs: number
  readonly removeUs: number
  /** Other requests that change something: pause, network and volume creation. */
  readonly requestUs: number
  /** Bandwidth from the registry to one node, bytes per second. */
  readonly pullBytesPerSecond: number
  /** Round trips to the registry before the first byte. */
  readonly pullOverheadUs: number
}

/** `swarm manage` 1.1 with its flags, and our named extensions. */
export interface ClassicSettings {
  readonly type: 'classic'
  readonly strategy: 'spread' | 'binpack' | 'random'
  /** Filters in the order they are asked. */
  readonly filters: readonly ClassicFilterName[]
  /** `swarm.overcommit`, a fraction. */
  readonly overcommit: number
  /** `swarm.createretry`. */
  readonly createRetry: number
  /** The global flag `--experimental`: without it nothing is rescheduled. */
  readonly experimental: boolean
  readonly refreshMinUs: number
  readonly refreshMaxUs: number
  readonly failureRetry: number
  /** `--heartbeat`: how often discovery is read again. */
  readonly heartbeatUs: number
  /** Managers with `--replication`; one entry means no replication. */
  readonly managers: readonly ManagerSpec[]
  /** `--replication-ttl`: life of the leader lock. */
  readonly replicationTtlUs: number
  /** How a draw among equally good nodes is made. `name` is an option of ours. */
  readonly ties: 'random' | 'name'
  /** 1.1.0 forgets ports, links, network mode, volumes-from and restart policy of a container it
   * reschedules; 1.1.3 keeps them. */
  readonly keepHostConfig: boolean
  /** A constraint or affinity value of `/` crashes the real manager's request under its lock. */
  readonly slashCrash: boolean
  readonly extensions: ClassicExtensions
}

export type ClassicFilterName = 'health' | 'port' | 'dependency' | 'affinity' | 'constraint'

export interface ManagerSpec {
  readonly name: string
  /** Node it runs on, `-1` for a machine of its own. */
  readonly node: number
  /** Swarm mode: it becomes a manager later, by promotion or when its node joins. */
  readonly isLater?: boolean
}

/** Policies the real Swarm does not have. Every one is off by default. */
export interface ClassicExtensions {
  /** Move containers to a node that joined: at once, or at `rebalancePerMinute`. */
  readonly rebalance: 'none' | 'on-join' | 'gradual'
  readonly rebalancePerMinute: number
  /** Largest number of containers rescheduled per minute; 0 = no limit. */
  readonly reschedulePerMinute: number
  /** Wait after a node is declared unhealthy before its containers are created elsewhere. */
  readonly rescheduleGraceUs: number
  /** Try containers that found no node again when room appears. */
  readonly retryUnplaced: boolean
}

/** The managers' settings, one variant per manager. */
export type ManagerSettings = ClassicSettings | SwarmkitSettings

export type ManagerType = ManagerSettings['type']

/** One dated entry of the timeline. */
export interface TimelineEntry {
  readonly atUs: number
  readonly action: Action
  /** The scenario's own words for it, one line: shown to people and written back on save. */
  readonly text: string
}

export interface Model {
  readonly name: string
  readonly about: string
  readonly seed: string
  /** End of the run, in microseconds. */
  readonly untilUs: number
  /** Largest number of events before the run stops with an error. */
  readonly eventsMax: number
  readonly manager: ManagerSettings
  readonly nodes: readonly NodeSpec[]
  readonly configs: readonly ContainerConfig[]
  readonly images: readonly ImageSpec[]
  readonly costs: Costs
  /** Sorted by time; entries of one time in the order of the file. */
  readonly timeline: readonly TimelineEntry[]
  readonly expect: readonly Expectation[]
}
