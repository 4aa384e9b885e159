/**
 * What users ask of a swarm, as their commands send it: whole specifications where a command makes
 * something, changes where it changes something, because a change is made to what is there then.
 */
import type {
  Availability,
  Mount,
  Reservations,
  RestartPolicy,
  ServicePort,
  ServiceSpec,
  UpdateConfig,
} from './swarm-mode.ts'

/** `docker service update`: what is not named stays. */
export interface ServiceChange {
  readonly image?: string
  readonly args?: readonly string[]
  readonly replicas?: number
  /** Of a replicated job. */
  readonly maxConcurrent?: number
  /** `--force`: tasks are replaced although nothing is different. */
  readonly force?: boolean
  readonly restart?: Partial<RestartPolicy>
  readonly update?: Partial<UpdateConfig>
  readonly rollback?: Partial<UpdateConfig>
  readonly reservations?: Partial<Reservations>
  readonly limits?: { readonly nanoCpus?: number; readonly memoryBytes?: number }
  readonly maxReplicas?: number
  readonly stopGraceUs?: number
  readonly logDriver?: string
  /** Lists by what is added and what is removed; removed by name (variable, target, published port). */
  readonly add?: ServiceLists
  readonly remove?: ServiceNames
  /** `docker service update --rollback`. */
  readonly isRollback?: boolean
}

export interface ServiceLists {
  readonly env?: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly constraints?: readonly string[]
  readonly preferences?: readonly string[]
  readonly ports?: readonly ServicePort[]
  readonly mounts?: readonly Mount[]
  /** Reserved by each task; replaces what is reserved of the kind. */
  readonly generic?: Reservations['generic']
  readonly secrets?: readonly string[]
  readonly configs?: readonly string[]
  readonly networks?: readonly string[]
}

export interface ServiceNames {
  readonly env?: readonly string[]
  readonly labels?: readonly string[]
  readonly constraints?: readonly string[]
  readonly preferences?: readonly string[]
  /** Target ports with protocol, as `docker service update --publish-rm` takes them: `80/tcp`. */
  readonly ports?: readonly string[]
  /** Target paths. */
  readonly mounts?: readonly string[]
  /** Kinds of generic resources. */
  readonly generic?: readonly string[]
  readonly secrets?: readonly string[]
  readonly configs?: readonly string[]
  readonly networks?: readonly string[]
}

/** Networks, secrets and configs: names that a task needs. */
export type NamedObject = 'secret' | 'config' | 'network'

export type SwarmAction =
  | { readonly type: 'service.create'; readonly spec: ServiceSpec }
  | { readonly type: 'service.update'; readonly service: string; readonly change: ServiceChange }
  | { readonly type: 'service.rollback' | 'service.rm'; readonly service: string }
  /** Creates what is missing and updates what is there; with `prune` removes services that are no more named. */
  | {
      readonly type: 'stack.deploy'
      readonly stack: string
      readonly services: readonly ServiceSpec[]
      /** Networks, secrets and configs that the file defines, made first in this order. */
      readonly objects: readonly { readonly kind: NamedObject; readonly name: string }[]
      readonly prune: boolean
    }
  | { readonly type: 'stack.rm'; readonly stack: string }
  | {
      readonly type: 'object.create' | 'object.rm'
      readonly kind: NamedObject
      readonly name: string
    }
  | {
      readonly type: 'node.update'
      readonly nodes: readonly number[]
      readonly availability?: Availability
      readonly role?: 'manager' | 'worker'
      readonly addLabels?: Readonly<Record<string, string>>
      readonly removeLabels?: readonly string[]
    }
  | { readonly type: 'node.rm'; readonly nodes: readonly number[]; readonly force: boolean }
  /** `docker swarm leave`, typed on these nodes. */
  | { readonly type: 'swarm.leave'; readonly nodes: readonly number[]; readonly force: boolean }
  /** `docker swarm init --force-new-cluster`, typed on this manager. */
  | { readonly type: 'swarm.forceNewCluster'; readonly manager: number }
  | {
      readonly type: 'swarm.update'
      readonly taskHistoryLimit?: number
      readonly heartbeatPeriodUs?: number
    }

/** A machine: a node, or a manager on a machine of its own. */
export type Machine =
  | { readonly type: 'node'; readonly node: number }
  | { readonly type: 'manager'; readonly manager: number }

/**
 * What becomes of the connections between two sets of machines, both ways unless `isOneWay` (then from
 * the first to the second). It lasts until an entry restores it.
 */
export interface LinkChange {
  readonly type: 'links.change'
  readonly from: readonly Machine[]
  readonly to: readonly Machine[]
  readonly isOneWay: boolean
  /** 1 is a cut: nothing gets through. Less is the share of messages that is lost. */
  readonly loss: number
  /** Added to every message, microseconds one way. */
  readonly delayUs: number
}

/** Undoes the changes made by these earlier entries of the timeline; all of them if the list is empty. */
export interface LinkRestore {
  readonly type: 'links.restore'
  readonly entries: readonly number[]
}
