/**
 * The one function that changes a cluster: fact by fact. Handlers decide, `apply` writes. Every
 * step of a life cycle is looked up in the compiled tables; an illegal one is a bug and stops the
 * run with both names.
 */
import { type Cluster, imageKey, nodeOfImageKey } from '../model/cluster.ts'
import { factCode } from '../model/facts.ts'
import { beliefState, engineState, slotState } from '../model/states.ts'
import { applySwarm } from './apply-swarm.ts'
import { stepContainer, stepEngine, stepManager, stepNode } from './step-cluster.ts'

const f = factCode

/** Applies one fact: its code, its three operands, and its time. */
export function apply(
  cluster: Cluster,
  timeUs: number,
  type: number,
  a: number,
  b: number,
  c: number,
): void {
  cluster.timeUs = timeUs
  const { nodes, containers, slots } = cluster
  switch (type) {
    case f['node.joined']:
      nodes.listed[a] = 1
      stepNode(cluster, type, a, timeUs)
      break
    case f['node.relisted']:
      nodes.listed[a] = 1
      break
    case f['node.left']:
      nodes.listed[a] = 0
      break
    case f['node.crashed']:
    case f['node.frozen']:
    case f['node.cutOff']:
    case f['node.recovered']:
      stepNode(cluster, type, a, timeUs)
      break
    case f['node.replaced']:
      nodes.engineId[a] = b
      for (const key of cluster.pulled) if (nodeOfImageKey(key) === a) cluster.pulled.delete(key)
      break

    case f['container.created']:
      containers.node[a] = b
      stepContainer(cluster, type, a, timeUs)
      break
    case f['container.started']:
      containers.died[a] = 0
      stepContainer(cluster, type, a, timeUs)
      break
    case f['container.died']:
      containers.died[a] = 1
      stepContainer(cluster, type, a, timeUs)
      break
    case f['container.paused']:
    case f['container.unpaused']:
    case f['container.exited']:
    case f['container.removed']:
      stepContainer(cluster, type, a, timeUs)
      break
    case f['image.pulled']:
      cluster.pulled.add(imageKey(a, b))
      break

    case f['slot.asked']:
    case f['slot.startAsked']:
      slots.asked[a] = slotState.running
      break
    case f['slot.asked.created']:
      slots.asked[a] = slotState.created
      break
    case f['slot.stopAsked']:
      slots.asked[a] = slotState.stopped
      break
    case f['slot.dropped']:
      slots.asked[a] = slotState.dropped
      slots.unplaced[a] = -1
      break
    case f['slot.unplaced']:
      if (slots.unplaced[a] < 0) slots.unplacedSinceUs[a] = timeUs
      slots.unplaced[a] = b
      break

    case f['manager.started']:
    case f['manager.elected']:
    case f['manager.deposed']:
    case f['manager.crashed']:
    case f['manager.left']:
      stepManager(cluster, type, a)
      break
    case f['manager.lockedUp']:
      cluster.lockedUp = 1
      break

    case f['engine.listed']:
      nodes.failures[a] = 0
      nodes.error[a] = -1
      stepEngine(cluster, type, a, timeUs)
      break
    case f['engine.connected']:
    case f['engine.reconnected']:
      heard(cluster, a, timeUs)
      stepEngine(cluster, type, a, timeUs)
      break
    case f['engine.answered']:
      heard(cluster, a, timeUs)
      break
    case f['engine.pendingError']:
      nodes.heardUs[a] = timeUs
      nodes.error[a] = b
      break
    case f['engine.refused']:
      nodes.heardUs[a] = timeUs
      nodes.failures[a] = b
      nodes.error[a] = c
      break
    case f['engine.unhealthy']:
      stepEngine(cluster, type, a, timeUs)
      break
    case f['engine.dropped']:
      nodes.subscribed[a] = 0
      nodes.loop[a] = -1
      stepEngine(cluster, type, a, timeUs)
      break
    case f['engine.mismatched']:
      nodes.error[a] = b
      stepEngine(cluster, type, a, timeUs)
      break
    case f['engine.refreshing']:
      nodes.loop[a] = b
      nodes.loopStartUs[a] = timeUs - c * 1000
      break
    case f['engine.eventsLost']:
      nodes.subscribed[a] = 0
      break
    case f['engine.eventsSubscribed']:
      nodes.subscribed[a] = 1
      break

    case f['container.placed']:
      containers.node[a] = b
      believe(cluster, a, b, beliefState.placing, timeUs)
      place(cluster, a)
      break
    case f['belief.added']:
      believe(cluster, a, b, c, timeUs)
      nodes.heardUs[b] = timeUs
      holdSlot(cluster, a)
      break
    case f['belief.changed']:
      containers.believed[a] = b
      containers.believedSinceUs[a] = timeUs
      nodes.heardUs[containers.believedNode[a]] = timeUs
      break
    case f['belief.removed']:
    case f['container.createFailed']:
      containers.believed[a] = beliefState.none
      containers.believedNode[a] = -1
      containers.believedSinceUs[a] = timeUs
      break
    case f['reschedule.moved']:
      containers.moved[a] = 1
      break
    default:
      applySwarm(cluster, timeUs, type, a, b, c)
  }
}

function heard(cluster: Cluster, node: number, timeUs: number): void {
  cluster.nodes.failures[node] = 0
  cluster.nodes.error[node] = -1
  cluster.nodes.heardUs[node] = timeUs
}

function believe(
  cluster: Cluster,
  container: number,
  node: number,
  state: number,
  timeUs: number,
): void {
  const { containers } = cluster
  containers.believed[container] = state
  containers.believedNode[container] = node
  containers.believedSinceUs[container] = timeUs
}

function place(cluster: Cluster, container: number): void {
  const slot = cluster.containers.slot[container]
  if (slot < 0) return
  cluster.slots.container[slot] = container
  cluster.slots.unplaced[slot] = -1
  cluster.slots.placements[slot]++
}

/** A container put back on a dead node holds its slot again, unless a successor does. */
function holdSlot(cluster: Cluster, container: number): void {
  const slot = cluster.containers.slot[container]
  if (slot < 0) return
  const holder = cluster.slots.container[slot]
  if (holder < 0 || cluster.containers.believed[holder] === beliefState.none) {
    cluster.slots.container[slot] = container
  }
}

/** True while the manager offers the node to its scheduler or shows it as a member. */
export function isMember(cluster: Cluster, node: number): boolean {
  const state = cluster.nodes.believed[node]
  return state === engineState.healthy || state === engineState.unhealthy
}
