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

/** What every task of the service is: a change of it makes the service's tasks outdated. */
export interface TaskTemplate {
  readonly image: string
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

/** What changes, with the meaning of the operands `a`, `b` and `c`. */
export const swarmChanges = {
  'node.created': ['node', 'state', 'availability'],
  'node.state': ['node', 'state', 'text'],
  /** Availability or labels, by what the user has asked for. */
  'node.specified': ['node', 'availability', 'none'],
  'node.deleted': ['node', 'none', 'none'],
  'service.created': ['service', 'version', 'none'],
  'service.specified': ['service', 'version', 'none'],
  'service.updateState': ['service', 'updateState', 'text'],
  'service.deleted': ['service', 'none', 'none'],
  /** Its service, slot and node are in the table of tasks. */
  'task.created': ['task', 'desired', 'version'],
  'task.desired': ['task', 'desired', 'none'],
  'task.state': ['task', 'state', 'text'],
  'task.assigned': ['task', 'node', 'none'],
  /** Why it still waits. */
  'task.refused': ['task', 'text', 'none'],
  'task.deleted': ['task', 'none', 'none'],
} as const

export type SwarmChangeType = keyof typeof swarmChanges
