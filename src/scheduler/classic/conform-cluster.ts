/** Rebuilds a recorded cluster: nodes in their recorded order, so that slots are the indices. */
import type { ContainerConfig, PortBinding } from '../../model/container-config.ts'
import { emptyConfig } from '../../model/container-config.ts'
import type { RecordedConfig, RecordedContainer, RecordedNode } from './conform-record.ts'
import { type CompiledRequest, compileRequest, swarmIdLabel } from './request.ts'
import { withOvercommit } from './resources.ts'
import type { ClassicScheduler, SchedulerContainer } from './scheduler.ts'

export function addRecordedNodes(
  scheduler: ClassicScheduler,
  nodes: readonly RecordedNode[],
  overcommit: number,
): void {
  for (const node of nodes) {
    const { name, id, addr: address, labels, state, failures, images, containers } = node
    const totalCpus = withOvercommit(node.cpus, overcommit)
    const totalMemoryBytes = withOvercommit(node.memory, overcommit)
    const slot = scheduler.addNode({ name, id, address, totalCpus, totalMemoryBytes, labels })
    scheduler.setNodeHealth(slot, { state, failures })
    scheduler.setNodeImages(slot, images)
    for (const container of containers) {
      scheduler.addContainer(slot, recordedContainer(container))
    }
  }
}

export function configOf(config: RecordedConfig): ContainerConfig {
  return {
    ...emptyConfig,
    image: config.image,
    env: config.env,
    labels: config.labels,
    cpus: config.cpus,
    memoryBytes: config.memory,
    ports: bindings(config.ports),
    exposed: config.exposed,
    networkMode: config.net,
    links: config.links,
    volumesFrom: config.volumesFrom,
  }
}

/** A container as the engine reports it: its labels are as they are, not to be read again. */
function recordedContainer(container: RecordedContainer): SchedulerContainer {
  const { id, names, labels, cpus, memory, ports, bound, exposed, net } = container
  const config = { ...emptyConfig, labels, cpus, memoryBytes: memory, exposed, networkMode: net }
  const request: CompiledRequest = {
    ...compileRequest({ ...config, ports: bindings(ports) }),
    labels,
  }
  const [name = '', ...otherNames] = names
  const swarmId = Object.hasOwn(labels, swarmIdLabel) ? labels[swarmIdLabel] : ''
  return { id, name, swarmId, request, otherNames, bound: bindings(bound) }
}

export function bindings(
  ports: Readonly<Record<string, readonly { readonly ip: string; readonly port: string }[]>>,
): PortBinding[] {
  return Object.entries(ports).flatMap(([containerPort, list]) =>
    list.map(({ ip, port }) => ({ containerPort, hostIp: ip, hostPort: port })),
  )
}
