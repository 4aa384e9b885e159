/**
 * What of the harbour never changes during a run: which node stands where, which service has which
 * colour, what a box measures. It is made once per trace, so that the picture keeps still.
 */
import { factCode } from '../model/facts.ts'
import type { NodeSpec } from '../model/model.ts'
import { overcommitOf, stoppedCounts } from '../model/settings.ts'
import type { Trace } from '../model/trace.ts'
import { compareNatural } from './harbour-words.ts'
import { readingOf } from './managers/registry.ts'

/** Eight hues; every further service shares hue 0, grey. */
export const huesMax = 8

/** What the height of a box says. */
export const measures = ['memory', 'cpu', 'count'] as const
export type Measure = (typeof measures)[number]

export interface ServicePlan {
  readonly name: string
  /** 1 to 8, 0 for the rest. */
  readonly hue: number
}

/** A rack, or what stands in for one: nodes side by side at one quay. */
export interface Quay {
  readonly zone: string
  readonly rack: string
  /** Node indices from left to right. */
  readonly nodes: readonly number[]
}

export interface HarbourPlan {
  readonly trace: Trace
  /** In the order in which they were first asked for: the manifest's order. */
  readonly services: readonly ServicePlan[]
  readonly serviceOfSlot: Int32Array
  /** -1 for a container made behind the manager's back. */
  readonly serviceOfContainer: Int32Array
  /** Hue of each container's service; 0 also for a container of no service. */
  readonly hueOfContainer: Uint8Array
  readonly quays: readonly Quay[]
  /** All nodes in the order of the quays. */
  readonly order: readonly number[]
  readonly measure: Measure
  /** Height of each container's box, in the measure's unit; 0 for one that promises nothing. */
  readonly sizeOfContainer: Float64Array
  /** What has stopped takes no room: its box is as low as one that promises nothing. */
  readonly stoppedIsLow: boolean
  /** Height of each berth, in the same unit. */
  readonly capacityOfNode: Float64Array
  /** `1.05` where the manager promises 5 % more than there is. */
  readonly overcommit: number
  /** True if some container may have to wait: the roads then keep their place in the picture. */
  readonly hasRoads: boolean
  /** Containers that ever are on the node. */
  readonly containersOn: (node: number) => readonly number[]
}

/**
 * @param kept hues that services have already in the run this one was forked from: a branch that
 *   adds a service changes the colour of no other
 */
export function harbourPlan(
  trace: Trace,
  measure = defaultMeasure(trace),
  kept: ReadonlyMap<string, number> = new Map(),
): HarbourPlan {
  const { model, tables } = trace
  const names: string[] = []
  const indexOf = new Map<string, number>()
  const serviceOfSlot = Int32Array.from(tables.slots, ({ service }) => {
    let index = indexOf.get(service)
    if (index === undefined) {
      index = names.length
      names.push(service)
      indexOf.set(service, index)
    }
    return index
  })
  const serviceOfContainer = Int32Array.from(tables.containers, ({ slot }) =>
    slot < 0 ? -1 : serviceOfSlot[slot],
  )
  const hues = huesOf(names, kept)
  const hueOf = (service: number) => (service >= 0 ? hues[service] : 0)
  const sizes = tables.configs.map(({ memoryBytes, cpus }) =>
    measure === 'memory' ? memoryBytes : measure === 'cpu' ? cpus : 1,
  )
  const quays = quaysOf(model.nodes)
  let byNode: readonly (readonly number[])[] | undefined
  const containersOf = () => {
    byNode ??= containersByNode(trace)
    return byNode
  }
  const counts = measure === 'count' ? mostContainers(containersOf()) : 0
  return {
    trace,
    services: names.map((name, index) => ({ name, hue: hueOf(index) })),
    serviceOfSlot,
    serviceOfContainer,
    hueOfContainer: Uint8Array.from(serviceOfContainer, hueOf),
    quays,
    order: quays.flatMap(({ nodes }) => nodes),
    measure,
    sizeOfContainer: Float64Array.from(tables.containers, ({ config }) => sizes[config]),
    stoppedIsLow: !stoppedCounts(model),
    capacityOfNode: Float64Array.from(model.nodes, ({ memoryBytes, cpus }) =>
      measure === 'memory' ? memoryBytes : measure === 'cpu' ? cpus : counts,
    ),
    overcommit: measure === 'count' ? 1 : 1 + overcommitOf(model),
    hasRoads: model.timeline.length > 0,
    containersOn: (node) => containersOf()[node],
  }
}

/** The hues of these services: those they had, then those that are left, in their order. */
function huesOf(names: readonly string[], kept: ReadonlyMap<string, number>): number[] {
  let next = kept.size
  return names.map((name) => {
    const had = kept.get(name)
    if (had !== undefined) return had
    next++
    return next <= huesMax ? next : 0
  })
}

/** Memory, unless nothing in the scenario reserves any: then the boxes are counted. */
export function defaultMeasure(trace: Trace): Measure {
  const { configs, containers } = trace.tables
  return containers.some(({ config }) => configs[config].memoryBytes > 0) ? 'memory' : 'count'
}

/** Nodes by zone, rack and name; those without a rack share one quay per zone. */
export function quaysOf(nodes: readonly NodeSpec[]): Quay[] {
  const order = nodes.map((_, index) => index)
  order.sort(
    (left, right) =>
      compareNatural(nodes[left].zone, nodes[right].zone) ||
      compareNatural(nodes[left].rack, nodes[right].rack) ||
      compareNatural(nodes[left].name, nodes[right].name) ||
      left - right,
  )
  const quays: { zone: string; rack: string; nodes: number[] }[] = []
  for (const node of order) {
    const { zone, rack } = nodes[node]
    const last = quays.at(-1)
    if (last !== undefined && last.zone === zone && last.rack === rack) last.nodes.push(node)
    else quays.push({ zone, rack, nodes: [node] })
  }
  return quays
}

/**
 * The full height when counting: room for the largest number of containers that one node ever held.
 * Every container counts once on the node it was first put on, so this is an upper bound that
 * rescheduling hardly moves.
 */
function mostContainers(byNode: readonly (readonly number[])[]): number {
  const most = byNode.reduce((found, { length }) => Math.max(found, length), 0)
  // A little free water above, else every scenario would look full.
  return Math.max(8, Math.ceil(most * 1.25))
}

function containersByNode(trace: Trace): number[][] {
  const lists: number[][] = trace.model.nodes.map(() => [])
  for (const [container, node] of placesOf(trace).entries()) {
    if (node >= 0) lists[node].push(container)
  }
  return lists
}

/** The first node each container was put on, -1 for none. */
function placesOf(trace: Trace): Int32Array {
  const places = new Int32Array(trace.tables.containers.length).fill(-1)
  const placed = factCode[readingOf(trace.model).placement]
  const created = factCode['container.created']
  for (let row = 0; row < trace.length; row++) {
    const type = trace.type[row]
    if (type !== placed && type !== created) continue
    if (places[trace.a[row]] < 0) places[trace.a[row]] = trace.b[row]
  }
  return places
}
