/** A copy of the cluster to try changes out on, with the request that was refused. */
import { containersOn, inInputOrder } from './cluster.ts'
import { nodesOf } from './node-set.ts'
import { type Placer, placeRequest } from './placing.ts'
import type { CompiledRequest } from './request.ts'
import { type ClassicScheduler, createPlacer, schedulerOver } from './scheduler.ts'

export interface Trial {
  readonly placer: Placer
  /** Over the same copy: the way to change it. Every change is undone before the next one. */
  readonly scheduler: ClassicScheduler
  readonly request: CompiledRequest
}

/** Nodes keep their input order, not their handles. */
export function startTrial(original: Placer, request: CompiledRequest): Trial {
  const { cluster } = original
  const placer = createPlacer(original.options)
  const scheduler = schedulerOver(placer)
  for (const slot of inInputOrder(cluster, nodesOf(cluster.known))) {
    const copy = scheduler.addNode(cluster.nodes[slot])
    scheduler.setNodeHealth(copy, cluster.states[slot])
    scheduler.setNodeImages(copy, cluster.images[slot])
    for (const container of containersOn(cluster, slot)) scheduler.addContainer(copy, container)
  }
  return { placer, scheduler, request }
}

/** Names of the best nodes for the request as the copy is now; `undefined` if there is none. */
export function bestNodes(
  { placer }: Trial,
  request: CompiledRequest,
): readonly string[] | undefined {
  let best: readonly number[] = []
  const placement = placeRequest(placer, request, (tied) => {
    best = [...tied]
    return 0
  })
  if (placement.type !== 'placed') return undefined
  const slots = placement.tied === 1 ? [placement.node] : best
  return slots.map((slot) => placer.cluster.nodes[slot].name)
}
