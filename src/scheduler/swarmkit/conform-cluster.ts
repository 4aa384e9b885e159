/** Nodes and services of a record, as the scheduler takes them. */
import type { RecordedNode, RecordedService } from './conform-record.ts'
import type { SwarmkitNode } from './node.ts'
import { type CompiledTaskSpec, compileTaskSpec } from './task-spec.ts'

export function recordedNode(node: RecordedNode): SwarmkitNode {
  const { id, role, availability, state, addr: address, labels, platform, resources } = node
  const description = {
    hostname: node.hostname,
    engineLabels: node.engineLabels,
    plugins: node.plugins,
    // A record without resources stands for a node that has nothing of anything.
    resources: resources ?? { nanoCpus: 0, memoryBytes: 0 },
    ...(platform === undefined
      ? {}
      : { platform: { os: platform.os, architecture: platform.arch } }),
  }
  const common = { id, role, availability, state, address, labels }
  return node.noDescription ? common : { ...common, description }
}

/** Tasks of unknown services ask for nothing. */
export function recordedSpec(service: RecordedService | undefined): CompiledTaskSpec {
  if (service === undefined) return compileTaskSpec({})
  const { constraints, preferences, ports, maxReplicas, reservations, platforms } = service
  return compileTaskSpec({
    ...reservations,
    constraints,
    preferences,
    ports,
    maxReplicas,
    platforms: platforms.map(({ os, arch: architecture }) => ({ os, architecture })),
    volumeDrivers: [service.volumeDriver],
    networkDrivers: [service.networkDriver],
    logDriver: service.logDriver,
  })
}
