/** One row per node: what it is, what the manager believes, and how much of it is promised. */
import type { Cluster } from '../model/cluster.ts'
import { overcommitOf } from '../model/settings.ts'
import { containerState, type NodeState, nodeBelief, nodeStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import type { Membership } from './managers/reading.ts'
import { readingOf } from './managers/registry.ts'

export interface NodeRow extends Partial<Membership> {
  readonly name: string
  readonly zone: string
  readonly rack: string
  readonly actual: NodeState
  /** By the name that its users know: `healthy`, or `ready` in swarm mode. */
  readonly believed: string
  /** Whether discovery lists it; in swarm mode, whether it has not left. */
  readonly listed: boolean
  /** What the manager shows of it: failures in a row, last error (`''` for none). */
  readonly failures: number
  readonly error: string
  /** When the manager last changed its mind about it. */
  readonly believedSinceUs: number
  /** When it last updated what it knows, `undefined` for never. */
  readonly updatedUs: number | undefined
  /** Containers that really run there, and those the manager has in its books, running or not. */
  readonly running: number
  readonly booked: number
  /** Promised to the booked containers. */
  readonly cpusReserved: number
  readonly memoryBytesReserved: number
  /** What the machine has, and what the manager gives away at most (`swarm.overcommit`). */
  readonly cpus: number
  readonly memoryBytes: number
  readonly cpusMax: number
  readonly memoryBytesMax: number
}

/** The nodes of a cluster, in the order of the model; those that never were there are left out. */
export function nodes(trace: Trace, cluster: Cluster): NodeRow[] {
  const { containers } = cluster
  const { model, tables } = trace
  const { isBooked, beliefNames, updatedUs, membership } = readingOf(model)
  const used = model.nodes.map(() => ({ running: 0, booked: 0, cpus: 0, memoryBytes: 0 }))
  for (const [container, { config }] of tables.containers.entries()) {
    if (containers.actual[container] === containerState.running) {
      used[containers.node[container]].running++
    }
    if (!isBooked(cluster, container)) continue
    const on = used[containers.believedNode[container]]
    on.booked++
    on.cpus += tables.configs[config].cpus
    on.memoryBytes += tables.configs[config].memoryBytes
  }
  const overcommit = overcommitOf(model)
  const rows = model.nodes.map((spec, node): NodeRow => {
    const { running, booked, cpus, memoryBytes } = used[node]
    return {
      name: spec.name,
      zone: spec.zone,
      rack: spec.rack,
      actual: nodeStates[cluster.nodes.actual[node]],
      believed: beliefNames[cluster.nodes.believed[node]],
      listed: cluster.nodes.listed[node] === 1,
      failures: cluster.nodes.failures[node],
      error: tables.texts[cluster.nodes.error[node]] ?? '',
      believedSinceUs: cluster.nodes.believedSinceUs[node],
      updatedUs: updatedUs(trace, cluster, node),
      running,
      booked,
      cpusReserved: cpus,
      memoryBytesReserved: memoryBytes,
      cpus: spec.cpus,
      memoryBytes: spec.memoryBytes,
      cpusMax: withOvercommit(spec.cpus, overcommit),
      memoryBytesMax: withOvercommit(spec.memoryBytes, overcommit),
      ...membership(trace, cluster, node),
    }
  })
  const isKnown = (node: number) => cluster.nodes.believed[node] !== nodeBelief.unknown
  return rows.filter(({ actual }, node) => actual !== 'absent' || isKnown(node))
}

/** As Swarm counts: whole percents, whole units. */
function withOvercommit(value: number, fraction: number): number {
  return value + Math.trunc((value * Math.trunc(fraction * 100)) / 100)
}
