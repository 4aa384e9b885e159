/**
 * The nouns of swarm mode: what a service asks for, the states of tasks and nodes, and every kind of
 * change that a run of swarm mode states. All operands of a change are small whole numbers, so that it
 * can become a fact of the trace.
 */

/** The codes grow along the life of a task, because swarm mode compares them. */
export const taskStateCode = {
  new: 0,
  pending: 64,
  assigned: 192,
  accepted: 256,
  preparing: 320,
  ready: 384,
  starting: 448,
  running: 512,
  complete: 576,
  shutdown: 640,
  failed: 704,
  rejected: 768,
  /** Only ever desired. */
  remove: 800,
  orphaned: 832,
} as const

export type TaskStateName = keyof typeof taskStateCode
export type TaskStateCode = (typeof taskStateCode)[TaskStateName]

export const taskStateNames = Object.keys(taskStateCode) as readonly TaskStateName[]

const nameOfCode = new Map<number, TaskStateName>(
  taskStateNames.map((name) => [taskStateCode[name], name]),
)

export function taskStateName(code: number): TaskStateName {
  return nameOfCode.get(code) ?? 'new'
}

/** Position of a code in `taskStateNames`: what the columns of a cluster hold. */
export function taskStateIndex(code: number): number {
  return indexOfCode[code]
}

const indexOfCode = new Uint8Array(1024)
for (const [index, name] of taskStateNames.entries()) indexOfCode[taskStateCode[name]] = index

/** The way back. */
export const taskStateCodes: readonly TaskStateCode[] = taskStateNames.map(
  (name) => taskStateCode[name],
)

/** What the manager believes of a node. The positions are the codes of the trace. */
export const swarmNodeStates = ['unknown', 'ready', 'down', 'disconnected'] as const
export type SwarmNodeState = (typeof swarmNodeStates)[number]

export const availabilities = ['active', 'pause', 'drain'] as const
export type Availability = (typeof availabilities)[number]

export const updateStates = [
  'none',
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
] as const
export type UpdateState = (typeof updateStates)[number]

export type ServiceMode =
  | { readonly type: 'replicated'; readonly replicas: number }
  | { readonly type: 'global' }
  | {
      readonly type: 'replicated-job'
      readonly maxConcurrent: number
      readonly totalCompletions: number
    }
  | { readonly type: 'global-job' }

export interface RestartPolicy {
  readonly condition: 'none' | 'on-failure' | 'any'
  readonly delayUs: number
  /** 0 for no limit. */
  readonly maxAttempts: number
  /** 0 for no bound. */
  readonly windowUs: number
}

export interface UpdateConfig {
  /** 0 for all at once. */
  readonly parallelism: number
  readonly delayUs: number
  readonly failureAction: 'pause' | 'continue' | 'rollback'
  readonly maxFailureRatio: number
  readonly monitorUs: number
  readonly order: 'stop-first' | 'start-first'
}

export interface Placement {
  readonly constraints: readonly string[]
  /** Spread descriptors, outermost first: `node.labels.zone`. */
  readonly preferences: readonly string[]
  /** Per node; 0 for no limit. */
  readonly maxReplicas: number
  readonly platforms: readonly { readonly os: string; readonly architecture: string }[]
}

export interface Reservations {
  readonly nanoCpus: number
  readonly memoryBytes: number
  readonly generic: readonly { readonly kind: string; readonly value: number }[]
}

/** Where a mount's content comes from. */
export interface Mount {
  readonly type: 'volume' | 'bind' | 'tmpfs'
  readonly source: string
  readonly target: string
}

/** What every task of the service is: a change of it makes the service's tasks outdated. */
export interface TaskTemplate {
  readonly image: string
  /** `KEY=value`. */
  readonly env: readonly string[]
  readonly args: readonly string[]
  /** Labels of the containers. */
  readonly labels: Readonly<Record<string, string>>
  readonly mounts: readonly Mount[]
  /** A container that takes more memory is killed. 0 for no limit. */
  readonly limits: { readonly nanoCpus: number; readonly memoryBytes: number }
  /** How long a container that does not heed the stop signal is waited for. */
  readonly stopGraceUs: number
  readonly restart: RestartPolicy
  readonly placement: Placement
  readonly reservations: Reservations
  readonly volumeDrivers: readonly string[]
  readonly networkDrivers: readonly string[]
  readonly logDriver: string
  /** Names that the task needs. */
  readonly secrets: readonly string[]
  readonly configs: readonly string[]
  readonly networks: readonly string[]
  /** Counts up with `--force`: a difference although nothing is different. */
  readonly forceUpdate: number
}

export interface ServicePort {
  readonly protocol: string
  /** 0 for any. */
  readonly published: number
  readonly target: number
  readonly mode: 'host' | 'ingress'
}

export interface ServiceSpec {
  readonly name: string
  readonly mode: ServiceMode
  readonly task: TaskTemplate
  readonly ports: readonly ServicePort[]
  readonly update: UpdateConfig
  readonly rollback: UpdateConfig
}

/** A counted resource of a node, or a set of named ones (`GPU` = `UUID1`, `UUID2`). */
export type GenericResource =
  | { readonly kind: string; readonly value: number }
  | { readonly kind: string; readonly names: readonly string[] }

/** What swarm mode knows of a node beside the size of its machine. */
export interface SwarmNodeSpec {
  /** `node.labels.X` in constraints and preferences; zone and rack of the scenario are among them. */
  readonly labels: Readonly<Record<string, string>>
  readonly availability: Availability
  readonly platform: { readonly os: string; readonly architecture: string }
  readonly plugins: readonly { readonly type: string; readonly name: string }[]
  readonly generic: readonly GenericResource[]
}

/** Why a task was put in the place of another. The positions are the codes of the trace. */
export const replaceCauses = [
  /** It ended by itself: failed, was rejected, or completed where that is not wanted. */
  'ended',
  /** Its node is down, or was removed. */
  'nodeLost',
  /** Its node is drained. */
  'drained',
  /** The constraint enforcer took it away. */
  'unfit',
  /** It is of an older version: an update, a rollback. */
  'outdated',
  /** Extension: it was moved to even out the load. */
  'rebalanced',
] as const
export type ReplaceCause = (typeof replaceCauses)[number]
