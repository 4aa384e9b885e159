/**
 * What classic Swarm reads out of a container configuration before it looks at any node:
 * expressions and the rescheduling policy, from labels and `-e` entries. A request is compiled once
 * and shared by all containers of its kind.
 */
import type { ContainerConfig, PortBinding } from '../../model/container-config.ts'
import type { Expressions } from './expression.ts'

export interface CompiledRequest {
  /** As the client sent it. */
  readonly config: ContainerConfig
  /** What is left for the container: Swarm's own entries are taken out. */
  readonly env: readonly string[]
  /** As the engine gets them: Swarm writes the lists it read back as labels. */
  readonly labels: Readonly<Record<string, string>>
  readonly affinities: readonly string[]
  readonly constraints: readonly string[]
  readonly policies: readonly string[]
  readonly affinity: Expressions
  readonly constraint: Expressions
  readonly policy: 'off' | 'on-node-failure'
  /** Why the API refuses the request before any placement; `''` if it does not. */
  readonly validateError: string
  /** A value of exactly `/`: the real manager crashes when a filter comes to it. */
  readonly crashes: boolean
  readonly cpus: number
  readonly memoryBytes: number
  readonly ports: readonly PortBinding[]
  readonly exposed: readonly string[]
  readonly networkMode: string
  readonly links: readonly string[]
  readonly volumesFrom: readonly string[]
}
