/**
 * What swarm mode does when nobody says otherwise, each with the file of the original
 * (github.com/moby/swarmkit, 2025-11) in which it stands. Scenario and managers share these numbers.
 */
import type { Reservations, RestartPolicy, TaskTemplate, UpdateConfig } from './swarm-mode.ts'
import type { SwarmkitExtensions } from './swarm-settings.ts'

const ms = 1000
const second = 1_000_000

/** manager/dispatcher/dispatcher.go: the wait of each beat is uniform in period ± jitter. */
export const heartbeatPeriodUs = 5 * second
export const heartbeatJitterUs = second / 2
/** dispatcher.go, nodes.go: a node is down this many of its waits after its last beat. */
export const graceMultiplier = 3
/** dispatcher.go: the tasks of a node that has been down for so long are ORPHANED. */
export const downToOrphanUs = 24 * 3600 * second
/** dispatcher.go: reports of workers are written together this often. */
export const statusBatchUs = 100 * ms
/** manager/manager.go: tasks kept per slot, or per node of a global service. */
export const taskHistoryLimit = 5

/** manager/state/raft/raft.go: the tick of a manager's clock, and what is counted in ticks. */
export const raftDefaults = { tickUs: second, electionTicks: 10, heartbeatTicks: 1 } as const

/** api/defaults/service.go, which the next ones share. */
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

/** How long a container that does not heed the stop signal is waited for. */
export const stopGraceUs = 10 * second

export const noReservations: Reservations = { nanoCpus: 0, memoryBytes: 0, generic: [] }

/** A task that asks for nothing but an image. */
export function defaultTask(image: string): TaskTemplate {
  return {
    image,
    env: [],
    args: [],
    labels: {},
    mounts: [],
    limits: { nanoCpus: 0, memoryBytes: 0 },
    stopGraceUs,
    restart: defaultRestart,
    placement: { constraints: [], preferences: [], maxReplicas: 0, platforms: [] },
    reservations: noReservations,
    volumeDrivers: [],
    networkDrivers: [],
    logDriver: '',
    secrets: [],
    configs: [],
    networks: [],
    forceUpdate: 0,
  }
}

/** What every Docker Engine for Linux brings along, as `docker info` of version 28 lists it. */
export const builtInPlugins: readonly { readonly type: string; readonly name: string }[] = [
  ...pluginsOf('Log', 'awslogs fluentd gcplogs gelf journald json-file local splunk syslog'),
  ...pluginsOf('Network', 'bridge host ipvlan macvlan null overlay'),
  ...pluginsOf('Volume', 'local'),
]

function pluginsOf(type: string, names: string) {
  return names.split(' ').map((name) => ({ type, name }))
}

/**
 * No extension at all, and what each of them takes where a scenario asks for it and says no more. The
 * rate of rebalancing and the minute that an isolated worker waits, several times what a manager needs to
 * give its node up, are *assumed*.
 */
export const noExtensions: SwarmkitExtensions = {
  rebalance: 'none',
  rebalancePerMinute: 6,
  replacePerMinute: 0,
  replaceDomain: 'rack',
  isolation: 'continue',
  isolationStopUs: 60 * second,
  spreadBy: 'tasks',
}
