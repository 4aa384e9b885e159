/**
 * The harbour at one moment, berth by berth and box by box, for the level of detail at which boxes
 * have names. From 41 nodes on the columns of `harbour-boxes.ts` are drawn directly.
 */
import type { Cluster } from '../model/cluster.ts'
import { slotState } from '../model/states.ts'
import { type Boxes, type BoxKind, boxKinds, type Truth } from './harbour-boxes.ts'
import { type HarbourMemory, pullProgress } from './harbour-memory.ts'
import type { HarbourPlan } from './harbour-plan.ts'
import { type NodeMark, nodeLabel, nodeMark } from './harbour-signs.ts'
import { shortName } from './harbour-words.ts'
import { readingOf } from './managers/registry.ts'

export interface BoxView {
  readonly container: number
  readonly kind: BoxKind
  readonly hue: number
  readonly label: string
  /** `pulling 62 %`, `starting`, `exited`, or nothing. */
  readonly note: string
  /** In the plan's measure; 0 for a box that promises nothing. */
  readonly size: number
  readonly cpus: number
  /** 0 to 1 while its image is being pulled, else -1. */
  readonly pulled: number
  /** How many containers of the same slot run: more than one is a duplicate. */
  readonly copies: number
}

export interface BerthView {
  readonly node: number
  readonly name: string
  readonly label: string
  readonly mark: NodeMark
  /** Oldest first, the one at the foot of the berth. */
  readonly boxes: readonly BoxView[]
  /** What the manager books on the node. */
  readonly usedMemoryBytes: number
  readonly usedCpus: number
}

/** A container that is asked for and has no berth. */
export interface WaitingView {
  readonly slot: number
  readonly hue: number
  readonly service: number
  readonly label: string
  readonly memoryBytes: number
  readonly cpus: number
  /** Why the manager found no place; `''` while it has not tried yet. */
  readonly error: string
  readonly sinceUs: number
}

export interface HarbourInput {
  readonly plan: HarbourPlan
  readonly memory: HarbourMemory
  readonly cluster: Cluster
  readonly boxes: Boxes
  readonly truth: Truth
  readonly timeUs: number
}

/** All berths, in the order of the plan. */
export function berthsOf(input: HarbourInput): BerthView[] {
  return input.plan.order.map((node) => berthOf(input, node))
}

export function berthOf(input: HarbourInput, node: number): BerthView {
  const { plan, cluster, boxes, truth } = input
  const views: BoxView[] = []
  for (let at = boxes.start[node]; at < boxes.start[node + 1]; at++) {
    views.push(boxView(input, boxes.box[at]))
  }
  const used = bookedOn(input, node)
  const mark = nodeMark(plan, cluster, node, truth)
  const label = nodeLabel(plan, cluster, node, views.length)
  const news = truth === 'believed' ? newsOf(input, node) : ''
  const sign = { tone: 'quiet', text: news } as const
  return {
    node,
    name: plan.trace.model.nodes[node].name,
    label: news === '' ? label : `${label}, ${news}`,
    mark: news === '' ? mark : { ...mark, signs: [...mark.signs.slice(0, 1), sign] },
    boxes: views,
    usedMemoryBytes: used.memoryBytes,
    usedCpus: used.cpus,
  }
}

/** How old what the manager believes of a node is, in whole seconds; `''` where a trace cannot tell. */
function newsOf({ plan, cluster, timeUs }: HarbourInput, node: number): string {
  const { trace } = plan
  const { heardUs, isSettled } = readingOf(trace.model)
  if (!isSettled(cluster, node)) return ''
  const atUs = heardUs(trace, cluster, node, timeUs)
  return atUs === undefined ? '' : `news ${Math.floor((timeUs - atUs) / 1_000_000)} s old`
}

export function boxView(input: HarbourInput, container: number): BoxView {
  const { plan, memory, cluster, boxes, timeUs } = input
  const { tables } = plan.trace
  const { slot, name, config } = tables.containers[container]
  const service = plan.serviceOfContainer[container]
  const kind = boxKinds[boxes.kind[container]]
  const node = boxes.node[container]
  const pulled =
    kind === 'placing' ? pullProgress(plan.trace, memory, { container, node, timeUs }) : -1
  return {
    container,
    kind,
    hue: plan.hueOfContainer[container],
    label: service < 0 ? name : shortName(plan.services[service].name, name),
    note: kind === 'exited' ? memory.reading.stoppedNote(cluster, container) : noteOf(kind, pulled),
    size: plan.sizeOfContainer[container],
    cpus: tables.configs[config].cpus,
    pulled,
    copies: slot < 0 ? 1 : cluster.slots.running[slot],
  }
}

/** Everything that lies in the roads: refused ones first, then those whose turn has not come. */
export function waitingOf({ plan, memory, cluster }: HarbourInput): WaitingView[] {
  const { slots } = cluster
  const refused: WaitingView[] = []
  const queued: WaitingView[] = []
  for (let slot = 0; slot < slots.length; slot++) {
    const asked = slots.asked[slot]
    const isAsked =
      asked === slotState.running || asked === slotState.created || asked === slotState.job
    if (!isAsked) continue
    const isRefused = slots.unplaced[slot] >= 0
    const holder = slots.container[slot]
    if (!isRefused && holder >= 0 && !memory.reading.isQueued(cluster, holder)) continue
    const view = waitingView(plan, cluster, slot)
    if (isRefused) refused.push(view)
    else queued.push(view)
  }
  return [...refused, ...queued]
}

function waitingView(plan: HarbourPlan, cluster: Cluster, slot: number): WaitingView {
  const { tables } = plan.trace
  const { service, name, config } = tables.slots[slot]
  const { memoryBytes, cpus } = tables.configs[config]
  const error = cluster.slots.unplaced[slot]
  const serviceIndex = plan.serviceOfSlot[slot]
  return {
    slot,
    hue: plan.services[serviceIndex].hue,
    service: serviceIndex,
    label: shortName(service, name),
    memoryBytes,
    cpus,
    error: error < 0 ? '' : tables.texts[error],
    sinceUs: error < 0 ? cluster.timeUs : cluster.slots.unplacedSinceUs[slot],
  }
}

function bookedOn(
  { plan, memory, cluster, boxes }: HarbourInput,
  node: number,
): { readonly memoryBytes: number; readonly cpus: number } {
  const { tables } = plan.trace
  let memoryBytes = 0
  let cpus = 0
  for (let at = boxes.start[node]; at < boxes.start[node + 1]; at++) {
    const container = boxes.box[at]
    if (!memory.reading.isBooked(cluster, container)) continue
    const config = tables.configs[tables.containers[container].config]
    memoryBytes += config.memoryBytes
    cpus += config.cpus
  }
  return { memoryBytes, cpus }
}

function noteOf(kind: BoxKind, pulled: number): string {
  switch (kind) {
    case 'placing':
      return pulled < 0 ? 'creating' : `pulling ${Math.floor(pulled * 100)} %`
    case 'starting':
      return 'starting'
    case 'paused':
      return 'paused'
    default:
      return ''
  }
}
