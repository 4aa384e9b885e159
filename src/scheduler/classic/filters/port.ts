/**
 * Keeps the nodes where the wanted host ports are free. Containers that do not run hold their ports
 * too, and the protocol is ignored: 53/udp collides with 53/tcp. With host networking the exposed
 * ports are compared instead, with their protocol, and only among host-network containers.
 */
import type { PortBinding } from '../../../model/container-config.ts'
import { type ClusterColumns, containersOn } from '../cluster.ts'
import type { ClassicFilter, Condition, ContainerQuestion } from '../condition.ts'
import type { CompiledRequest } from '../request.ts'
import type { SchedulerContainer } from '../scheduler.ts'

export const port: ClassicFilter = {
  name: 'port',
  steps: (request) => portGroups(request).flat(),
}

/**
 * The conditions of one container port after the other. The original keeps them in a hash map and
 * walks the ports in random order; we keep the order of the request.
 */
export function portGroups(request: CompiledRequest): readonly (readonly Condition[])[] {
  if (request.networkMode === 'host') return request.exposed.map((port) => [exposedIsFree(port)])
  const groups = new Map<string, Condition[]>()
  for (const binding of request.ports) {
    const group = groups.get(binding.containerPort) ?? []
    groups.set(binding.containerPort, [...group, bindingIsFree(binding)])
  }
  return [...groups.values()]
}

function bindingIsFree({ hostIp, hostPort }: PortBinding): Condition {
  const ip = isEveryAddress(hostIp) ? '' : hostIp
  const collides = (other: PortBinding) =>
    other.hostPort !== '' &&
    other.hostPort === hostPort &&
    (ip === '' || other.hostIp === ip || isEveryAddress(other.hostIp))
  const question: ContainerQuestion = {
    type: 'container',
    key: `port ${ip}:${hostPort}`,
    hostPort,
    holds: (container) => {
      const requested = container.pending === true ? [] : container.request.ports
      return requested.some(collides) || (container.bound?.some(collides) ?? false)
    },
  }
  return {
    type: 'condition',
    filter: 'port',
    question,
    wanted: false,
    error: `unable to find a node with port ${hostPort} available`,
    reason: (cluster, slot) => `port ${hostPort} is taken by ${holders(cluster, slot, question)}`,
  }
}

function exposedIsFree(exposed: string): Condition {
  const question: ContainerQuestion = {
    type: 'container',
    key: `exposed ${exposed}`,
    holds: ({ pending, request }) =>
      pending !== true && request.networkMode === 'host' && request.exposed.includes(exposed),
  }
  return {
    type: 'condition',
    filter: 'port',
    question,
    wanted: false,
    error: `unable to find a node with port ${exposed} available in the Host mode`,
    reason: (cluster, slot) =>
      `port ${exposed} is used on the host network by ${holders(cluster, slot, question)}`,
  }
}

function isEveryAddress(ip: string): boolean {
  return ip === '' || ip === '0.0.0.0'
}

/** Names of the containers on the node for which the answer is yes. */
function holders(cluster: ClusterColumns, slot: number, question: ContainerQuestion): string {
  return containersOn(cluster, slot).filter(question.holds).map(nameOf).join(', ')
}

function nameOf({ name, id }: SchedulerContainer): string {
  return name === '' ? id : name
}
