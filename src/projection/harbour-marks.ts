/**
 * Which marks the picture shows at a moment, for its legend: all that are there, and none that is not.
 */
import { managerState, nodeState } from '../model/states.ts'
import { type HarbourInput, waitingOf } from './harbour.ts'
import { type BoxKind, boxKind, boxKinds } from './harbour-boxes.ts'
import { nodeMark } from './harbour-signs.ts'

export type HarbourMarkName =
  | Exclude<BoxKind, 'none'>
  | 'duplicate'
  | 'waiting'
  | 'refused'
  | 'quay-up'
  | 'quay-down'
  | 'boom'
  | 'berth-left'
  | 'berth-pending'
  | 'overcommit'
  | 'flag-leader'
  | 'flag'

/** In the order of a legend: boxes, roads, machines, managers. */
export const markOrder: readonly HarbourMarkName[] = [
  'known',
  'ghost',
  'unseen',
  'duplicate',
  'placing',
  'starting',
  'paused',
  'exited',
  'failed',
  'lost',
  'wake',
  'asked',
  'waiting',
  'refused',
  'quay-up',
  'quay-down',
  'boom',
  'berth-left',
  'berth-pending',
  'overcommit',
  'flag-leader',
  'flag',
]

export function marksOf(input: HarbourInput): readonly HarbourMarkName[] {
  const { plan, cluster, boxes, truth } = input
  const found = new Set<HarbourMarkName>()
  const { containers, slots } = cluster
  for (let container = 0; container < boxes.kind.length; container++) {
    const code = boxes.kind[container]
    const kind = boxKinds[code]
    if (kind === 'none' || boxes.node[container] < 0) continue
    found.add(kind)
    const slot = containers.slot[container]
    const isRunning = code === boxKind.known || code === boxKind.unseen
    if (isRunning && slot >= 0 && slots.running[slot] > 1) found.add('duplicate')
  }
  for (const { error } of waitingOf(input)) found.add(error === '' ? 'waiting' : 'refused')
  for (const node of plan.order) addNode(found, input, node)
  const hasOvercommit = plan.overcommit > 1 && cluster.nodes.actual.includes(nodeState.up)
  if (hasOvercommit && truth !== 'asked') found.add('overcommit')
  return markOrder.filter((name) => found.has(name))
}

function addNode(found: Set<HarbourMarkName>, input: HarbourInput, node: number): void {
  const { plan, cluster, truth } = input
  const { quay, frame } = nodeMark(plan, cluster, node, truth)
  if (quay === 'absent') return
  if (quay === 'left') found.add('berth-left')
  else found.add(quay === 'broken' ? 'quay-down' : 'quay-up')
  if (quay === 'boom') found.add('boom')
  if (frame === 'dashed') found.add('berth-pending')
  if (cluster.nodes.isManager[node] === 0) return
  const { managers } = plan.trace.model.manager
  const manager = managers.findIndex((spec) => spec.node === node)
  const isLeader = manager >= 0 && cluster.managers[manager] === managerState.primary
  found.add(isLeader ? 'flag-leader' : 'flag')
}
