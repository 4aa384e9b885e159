/**
 * What differs between two runs at one moment: node by node and service by service. Nodes, services
 * and containers are paired by their names, so runs of different managers can be held together too.
 */
import { formatCount, listed } from '../model/format.ts'
import { nodeStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { type HarbourInput, waitingOf } from './harbour.ts'
import { boxKinds } from './harbour-boxes.ts'
import { manifestOf } from './harbour-manifest.ts'
import { shortName } from './harbour-words.ts'
import { readingOf } from './managers/registry.ts'
import type { SearchMatches } from './search-match.ts'

/** Which things of two traces are the same by name. Made once. */
export interface Pairing {
  readonly one: PairedNames
  readonly other: PairedNames
  /** Node names of either, in the order of the one, then those that only the other has. */
  readonly nodes: readonly { readonly name: string; readonly one: number; readonly other: number }[]
}

export interface PairedNames {
  /** Number of each slot, the same in both traces; and of each container's. */
  readonly keyOfSlot: Int32Array
  readonly keyOfContainer: Int32Array
}

export function pairingOf(one: Trace, other: Trace): Pairing {
  const numbers = new Map<string, number>()
  const numberOf = (key: string) => {
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  }
  const named = ({ tables: { slots, containers } }: Trace): PairedNames => {
    const keyOfSlot = Int32Array.from(slots, ({ service, name }) => numberOf(`${service}\n${name}`))
    const keyOfContainer = Int32Array.from(containers, ({ slot, name }) =>
      slot < 0 ? numberOf(`\n${name}`) : keyOfSlot[slot],
    )
    return { keyOfSlot, keyOfContainer }
  }
  const left = named(one)
  const right = named(other)
  const theirs = new Map(other.model.nodes.map(({ name }, node) => [name, node]))
  const mine = new Set(one.model.nodes.map(({ name }) => name))
  const nodes = [
    ...one.model.nodes.map(({ name }, node) => ({
      name,
      one: node,
      other: theirs.get(name) ?? -1,
    })),
    ...other.model.nodes.flatMap(({ name }, node) =>
      mine.has(name) ? [] : [{ name, one: -1, other: node }],
    ),
  ]
  return { one: left, other: right, nodes }
}

export interface NodeDifference {
  readonly name: string
  /** State and boxes in words; `''` where the run has no such node. */
  readonly one: string
  readonly other: string
  readonly isSame: boolean
  /** Containers, by their numbers in either run, that the node holds in this run only. */
  readonly onlyOne: readonly number[]
  readonly onlyOther: readonly number[]
}

export interface ServiceDifference {
  readonly name: string
  readonly one: string
  readonly other: string
  readonly isSame: boolean
}

/** 1 for what is not the same in the other run, as a search marks what it finds. */
export type Differing = SearchMatches

export interface MomentDifference {
  readonly nodes: readonly NodeDifference[]
  readonly services: readonly ServiceDifference[]
  readonly one: Differing
  readonly other: Differing
}

export function differenceAt(
  pairing: Pairing,
  one: HarbourInput,
  other: HarbourInput,
): MomentDifference {
  const marks = { one: allDiffer(one), other: allDiffer(other) }
  pairWaiting(pairing, { one, other }, marks)
  const nodes = pairing.nodes.map(({ name, one: left, other: right }) => {
    if (left >= 0 && right >= 0) markBoxes(pairing, { one, other }, marks, left, right)
    const [leftState, rightState] = [stateOf(one, left), stateOf(other, right)]
    const onlyLeft = left < 0 ? [] : differingOn(one, marks.one, left)
    const onlyRight = right < 0 ? [] : differingOn(other, marks.other, right)
    const isSame = leftState === rightState && onlyLeft.length === 0 && onlyRight.length === 0
    if (isSame) {
      marks.one.nodes[left] = 0
      marks.other.nodes[right] = 0
    }
    return {
      name,
      one: nodeWords(one, left, leftState, onlyLeft),
      other: nodeWords(other, right, rightState, onlyRight),
      isSame,
      onlyOne: onlyLeft,
      onlyOther: onlyRight,
    }
  })
  return { nodes, services: servicesAt(one, other), one: marks.one, other: marks.other }
}

function allDiffer({ plan }: HarbourInput): Differing {
  const { model, tables } = plan.trace
  return {
    nodes: new Uint8Array(model.nodes.length).fill(1),
    containers: new Uint8Array(tables.containers.length).fill(1),
    slots: new Uint8Array(tables.slots.length).fill(1),
    counts: { containers: 0, nodes: 0, waiting: 0 },
  }
}

interface Both<T> {
  readonly one: T
  readonly other: T
}

/** What waits in both runs is the same, whatever it waits for. */
function pairWaiting({ one, other }: Pairing, inputs: Both<HarbourInput>, marks: Both<Differing>) {
  const there = new Map(waitingOf(inputs.other).map(({ slot }) => [other.keyOfSlot[slot], slot]))
  for (const { slot } of waitingOf(inputs.one)) {
    const match = there.get(one.keyOfSlot[slot])
    if (match === undefined) continue
    marks.one.slots[slot] = 0
    marks.other.slots[match] = 0
  }
}

/** A box is the same if the other node holds a box of the same slot in the same state. */
function markBoxes(
  { one: mine, other: theirs }: Pairing,
  { one, other }: Both<HarbourInput>,
  marks: Both<Differing>,
  left: number,
  right: number,
): void {
  const there = new Map<string, number>()
  for (const container of boxesOn(other, right)) {
    there.set(`${theirs.keyOfContainer[container]}/${other.boxes.kind[container]}`, container)
  }
  for (const container of boxesOn(one, left)) {
    const key = `${mine.keyOfContainer[container]}/${one.boxes.kind[container]}`
    const match = there.get(key)
    if (match === undefined) continue
    there.delete(key)
    marks.one.containers[container] = 0
    marks.other.containers[match] = 0
  }
}

function boxesOn({ boxes }: HarbourInput, node: number): Int32Array {
  return boxes.box.subarray(boxes.start[node], boxes.start[node + 1]) as Int32Array
}

function differingOn(input: HarbourInput, { containers }: Differing, node: number): number[] {
  return [...boxesOn(input, node)].filter((container) => containers[container] === 1)
}

/** What the machine is and what its manager believes: `up, healthy`. */
function stateOf({ plan, cluster }: HarbourInput, node: number): string {
  if (node < 0) return ''
  const { trace } = plan
  const reading = readingOf(trace.model)
  const actual = nodeStates[cluster.nodes.actual[node]]
  if (actual === 'absent') return 'not there'
  const words = [
    actual === 'cutOff' ? 'cut off' : actual,
    `believed ${reading.beliefNames[cluster.nodes.believed[node]]}`,
  ]
  const availability = reading.membership(trace, cluster, node)?.availability
  if (availability !== undefined && availability !== '' && availability !== 'active') {
    words.push(availability)
  }
  return words.join(', ')
}

function nodeWords(
  input: HarbourInput,
  node: number,
  state: string,
  only: readonly number[],
): string {
  if (node < 0) return ''
  const { plan, boxes } = input
  const { tables } = plan.trace
  const names = only.map((container) => {
    const { name } = tables.containers[container]
    const service = plan.serviceOfContainer[container]
    const label = service < 0 ? name : shortName(plan.services[service].name, name)
    return `${label} ${kindWords[boxKinds[boxes.kind[container]]]}`
  })
  const count = boxes.start[node + 1] - boxes.start[node]
  const words = `${state}; ${formatCount(count)} ${count === 1 ? 'box' : 'boxes'}`
  return names.length === 0 ? words : `${words}, only here ${listed(names, 4)}`
}

const kindWords: Readonly<Record<(typeof boxKinds)[number], string>> = {
  none: '',
  known: 'runs',
  ghost: 'is believed to run',
  unseen: 'runs unseen',
  placing: 'is being created',
  starting: 'is starting',
  paused: 'is paused',
  exited: 'has exited',
  failed: 'failed',
  lost: 'is lost',
  wake: 'moved on',
  asked: 'is asked for',
}

function servicesAt(one: HarbourInput, other: HarbourInput): ServiceDifference[] {
  const words = (input: HarbourInput) =>
    new Map(
      manifestOf(input.plan, input.cluster).rows.map((row) => [
        row.service,
        `${formatCount(row.runs)} of ${formatCount(row.asked)} run`,
      ]),
    )
  const left = words(one)
  const right = words(other)
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => {
    const [mine, theirs] = [left.get(name) ?? '', right.get(name) ?? '']
    return { name, one: mine, other: theirs, isSame: mine === theirs }
  })
}
