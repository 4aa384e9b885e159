/**
 * One step of a life cycle, looked up in the compiled tables and written into the cluster. An illegal
 * step is a bug and stops the run with both names.
 */
import type { Cluster } from '../model/cluster.ts'
import { factTypes } from '../model/facts.ts'
import { beliefOfMember, containerState, managerState, memberOfBelief } from '../model/states.ts'
import { assert } from '../sim/assert.ts'
import { illegal, type TransitionTable } from './compile.ts'
import { eventOf, tables } from './steps.ts'

export function stepNode(cluster: Cluster, type: number, node: number, timeUs: number): void {
  const { nodes } = cluster
  nodes.actual[node] = step(tables.node, nodes.actual[node], type, node, timeUs)
  nodes.actualSinceUs[node] = timeUs
}

export function stepEngine(cluster: Cluster, type: number, node: number, timeUs: number): void {
  const { nodes } = cluster
  nodes.believed[node] = step(tables.engine, nodes.believed[node], type, node, timeUs)
  nodes.believedSinceUs[node] = timeUs
}

export function stepContainer(
  cluster: Cluster,
  type: number,
  container: number,
  timeUs: number,
): void {
  const { containers } = cluster
  const before = containers.actual[container]
  const next = step(tables.container, before, type, container, timeUs)
  const slot = containers.slot[container]
  if (slot >= 0) {
    if (next === containerState.running) cluster.slots.running[slot]++
    if (before === containerState.running) cluster.slots.running[slot]--
  }
  containers.actual[container] = next
  containers.actualSinceUs[container] = timeUs
}

export function stepManager(cluster: Cluster, type: number, manager: number): void {
  const before = cluster.managers[manager]
  const next = step(tables.manager, before, type, manager, cluster.timeUs)
  cluster.managers[manager] = next
  if (next === managerState.primary) {
    // One that steps down long after another was elected must not become the primary by that.
    if (before !== next) cluster.primary = manager
  } else if (cluster.primary === manager) cluster.primary = -1
}

export function step(
  table: TransitionTable,
  state: number,
  type: number,
  index: number,
  timeUs: number,
): number {
  const next = table.next[state * table.events.length + eventOf[type]]
  if (next === illegal) {
    assert(
      false,
      `${table.name} ${index} is ${table.states[state]} and cannot take ${factTypes[type]} at ${timeUs} us`,
    )
  }
  return next
}

/** A node in the store of swarm mode's managers. */
export function stepMember(cluster: Cluster, type: number, node: number, timeUs: number): void {
  const { nodes } = cluster
  const before = memberOfBelief(nodes.believed[node])
  nodes.believed[node] = beliefOfMember[step(tables.member, before, type, node, timeUs)]
  nodes.believedSinceUs[node] = timeUs
}
