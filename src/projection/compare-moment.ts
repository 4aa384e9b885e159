/**
 * What differs between two runs at one moment: node by node and service by service. Nodes, services
 * and containers are paired by their names, so runs of different managers can be held together too.
 */
import { formatCount, listed } from '../model/format.ts'
import { nodeStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import type { HarbourInput } from './harbour.ts'
import { boxKinds } from './harbour-boxes.ts'
import { manifestOf } from './harbour-manifest.ts'
import { shortName } from './harbour-words.ts'
import { readingOf } from './managers/registry.ts'

/** Which things of two traces are the same by name. Made once. */
export interface Pairing {
  readonly one: PairedNames
  readonly other: PairedNames
  readonly names: number
  /** Node names of either, in the order of the one, then those that only the other has. */
  readonly nodes: readonly { readonly name: string; readonly one: number; readonly other: number }[]
}

export interface PairedNames {
  /** Number of each container's slot, the same in both traces. */
  readonly keyOfContainer: Int32Array
}

export function pairingOf(one: Trace, other: Trace): Pairing {
  const numbers = new Map<string, number>()
  const keys = ({ tables }: Trace) =>
    Int32Array.from(tables.containers, ({ slot, name }) => {
      const row = slot < 0 ? undefined : tables.slots[slot]
      const key = row === undefined ? `\n${name}` : `${row.service}\n${row.name}`
      const known = numbers.get(key) ?? numbers.size
      numbers.set(key, known)
      return known
    })
  const left = { keyOfContainer: keys(one) }
  const right = { keyOfContainer: keys(other) }
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
  return { one: left, other: right, names: numbers.size, nodes }
}

export interface NodeDifference {
  readonly name: string
  /** State and boxes in words; `''` where the run has no such node. */
  readonly one: string
  readonly other: string
  readonly isSame: boolean
}

export interface ServiceDifference {
  readonly name: string
  readonly one: string
  readonly other: string
  readonly isSame: boolean
}

/** 1 for what is the same in the other run. */
export interface SameMarks {
  readonly nodes: Uint8Array
  readonly containers: Uint8Array
}

export interface MomentDifference {
  readonly nodes: readonly NodeDifference[]
  readonly services: readonly ServiceDifference[]
  readonly one: SameMarks
  readonly other: SameMarks
}

export function differenceAt(
  pairing: Pairing,
  one: HarbourInput,
  other: HarbourInput,
): MomentDifference {
  const marks = { one: noMarks(one), other: noMarks(other) }
  const nodes = pairing.nodes.map(({ name, one: left, other: right }) => {
    if (left >= 0 && right >= 0) markBoxes(pairing, { one, other }, marks, left, right)
    const [leftState, rightState] = [stateOf(one, left), stateOf(other, right)]
    const onlyLeft = left < 0 ? [] : unmarked(one, marks.one, left)
    const onlyRight = right < 0 ? [] : unmarked(other, marks.other, right)
    const isSame = leftState === rightState && onlyLeft.length === 0 && onlyRight.length === 0
    if (isSame) {
      marks.one.nodes[left] = 1
      marks.other.nodes[right] = 1
    }
    return {
      name,
      one: nodeWords(one, left, leftState, onlyLeft),
      other: nodeWords(other, right, rightState, onlyRight),
      isSame,
    }
  })
  return { nodes, services: servicesAt(one, other), one: marks.one, other: marks.other }
}

function noMarks({ plan }: HarbourInput): SameMarks {
  const { model, tables } = plan.trace
  return {
    nodes: new Uint8Array(model.nodes.length),
    containers: new Uint8Array(tables.containers.length),
  }
}

/** A box is the same if the other node holds a box of the same slot in the same state. */
function markBoxes(
  { one: mine, other: theirs }: Pairing,
  { one, other }: { readonly one: HarbourInput; readonly other: HarbourInput },
  marks: { readonly one: SameMarks; readonly other: SameMarks },
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
    marks.one.containers[container] = 1
    marks.other.containers[match] = 1
  }
}

function boxesOn({ boxes }: HarbourInput, node: number): Int32Array {
  return boxes.box.subarray(boxes.start[node], boxes.start[node + 1]) as Int32Array
}

function unmarked(input: HarbourInput, { containers }: SameMarks, node: number): number[] {
  return [...boxesOn(input, node)].filter((container) => containers[container] === 0)
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
