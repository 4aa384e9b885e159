/** Small clusters for the tests of the classic scheduler, written as data. */
import { type ContainerConfig, emptyConfig } from '../../../src/model/container-config.ts'
import type { Placer } from '../../../src/scheduler/classic/placing.ts'
import { type CompiledRequest, compileRequest } from '../../../src/scheduler/classic/request.ts'
import {
  type ClassicScheduler,
  type ClassicSchedulerOptions,
  createPlacer,
  type SchedulerContainer,
  type SchedulerHealth,
  schedulerOver,
} from '../../../src/scheduler/classic/scheduler.ts'

export const gibibyte = 2 ** 30

export const defaults: ClassicSchedulerOptions = {
  strategy: 'spread',
  filters: ['health', 'port', 'dependency', 'affinity', 'constraint'],
  failureRetry: 3,
  overcommit: 0.05,
}

export interface GivenContainer extends Partial<ContainerConfig> {
  readonly name: string
  readonly id?: string
  readonly swarmId?: string
  readonly pending?: boolean
}

export interface GivenNode extends Partial<SchedulerHealth> {
  readonly name: string
  readonly cpus?: number
  readonly memoryBytes?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly images?: readonly string[]
  readonly containers?: readonly GivenContainer[]
}

export interface GivenCluster {
  readonly placer: Placer
  readonly scheduler: ClassicScheduler
  /** Handles of the containers by name. */
  readonly handles: ReadonlyMap<string, number>
}

export function clusterOf(
  nodes: readonly GivenNode[],
  options: Partial<ClassicSchedulerOptions> = {},
): GivenCluster {
  const placer = createPlacer({ ...defaults, ...options })
  const scheduler = schedulerOver(placer)
  const handles = new Map<string, number>()
  for (const { name, cpus, memoryBytes, labels, images, containers, state, failures } of nodes) {
    const slot = scheduler.addNode({
      name,
      id: `${name}-ID`,
      address: `${name}:2375`,
      totalCpus: cpus ?? 4,
      totalMemoryBytes: memoryBytes ?? 8 * gibibyte,
      labels: labels ?? {},
    })
    scheduler.setNodeHealth(slot, { state: state ?? 'healthy', failures: failures ?? 0 })
    scheduler.setNodeImages(
      slot,
      (images ?? []).map((tag) => ({ id: `sha256:${tag}`, tags: [tag] })),
    )
    for (const container of containers ?? []) {
      handles.set(container.name, scheduler.addContainer(slot, containerOf(container)))
    }
  }
  return { placer, scheduler, handles }
}

export function containerOf(given: GivenContainer): SchedulerContainer {
  const { name, id, swarmId, pending, ...config } = given
  return {
    id: id ?? (pending === true ? '' : `id-of-${name}`),
    name,
    swarmId: swarmId ?? '',
    request: requestOf(config),
    ...(pending === undefined ? {} : { pending }),
  }
}

export function requestOf(config: Partial<ContainerConfig> = {}): CompiledRequest {
  return compileRequest({ ...emptyConfig, ...config })
}

/** Publishes a host port on every address. */
export function published(hostPort: string, hostIp = '', containerPort = '80/tcp') {
  return { containerPort, hostIp, hostPort }
}

/** Name of the chosen node, ties going to the first one; or the error. */
export function placed({ scheduler, placer }: GivenCluster, request: CompiledRequest): string {
  const placement = scheduler.place(request, () => 0)
  return placement.type === 'placed' ? placer.cluster.nodes[placement.node].name : placement.error
}
