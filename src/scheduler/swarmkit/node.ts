/**
 * A node as the manager describes it to the scheduler. All of it may change at any time: the
 * scheduler is told the whole node again.
 */

/** A counted resource, or a set of named ones (`GPU` = `UUID1`, `UUID2`). */
export type GenericResource =
  | { readonly kind: string; readonly value: number }
  | { readonly kind: string; readonly names: readonly string[] }

export interface NodePlugin {
  /** `Volume`, `Network`, `Log`, ... */
  readonly type: string
  readonly name: string
}

/** What the engine of the node has told about itself. */
export interface NodeDescription {
  readonly hostname: string
  readonly platform?: { readonly os: string; readonly architecture: string }
  /** `undefined` when the node tells none: then it has nothing to reserve from. */
  readonly resources?: {
    readonly nanoCpus: number
    readonly memoryBytes: number
    readonly generic?: readonly GenericResource[]
  }
  readonly engineLabels: Readonly<Record<string, string>>
  readonly plugins: readonly NodePlugin[]
}

export interface SwarmkitNode {
  readonly id: string
  readonly role: 'worker' | 'manager'
  readonly availability: 'active' | 'pause' | 'drain'
  readonly state: 'ready' | 'down' | 'unknown' | 'disconnected'
  /** Address as the managers see it. */
  readonly address: string
  readonly labels: Readonly<Record<string, string>>
  /** `undefined` until the node has registered. */
  readonly description?: NodeDescription
}

/** The label's value; a missing label counts as empty text. */
export function labelOf(labels: Readonly<Record<string, string>> | undefined, key: string): string {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : ''
}
