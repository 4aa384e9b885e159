/**
 * Two harbours with one plan of their places: a node stands at the same place on both sides, and where only one of the
 * runs has it the place is empty in the other.
 */
import { type HarbourLayout, type LayoutOptions, layoutHarbour } from './harbour-layout.ts'
import type { BerthPlan } from './harbour-packing.ts'
import { type HarbourPlan, quaysOf } from './harbour-plan.ts'

export interface TwoLayouts {
  readonly one: HarbourLayout
  readonly other: HarbourLayout
}

export function layoutTogether(
  one: HarbourPlan,
  other: HarbourPlan,
  options: LayoutOptions,
): TwoLayouts {
  const { plan, numberOfOne, numberOfOther } = joined(one, other)
  const layout = layoutHarbour(plan, options)
  return {
    one: partOf(layout, plan, one, numberOfOne),
    other: partOf(layout, plan, other, numberOfOther),
  }
}

interface Joined {
  readonly plan: BerthPlan
  /** Number of each node of a run in the plan of both. */
  readonly numberOfOne: Int32Array
  readonly numberOfOther: Int32Array
}

/** The nodes of either run, each once, in the order in which one run would have them. */
function joined(one: HarbourPlan, other: HarbourPlan): Joined {
  const mine = one.trace.model.nodes
  const numbers = new Map(mine.map(({ name }, node) => [name, node]))
  const nodes = [...mine]
  const capacity = [...one.capacityOfNode]
  const numberOfOther = Int32Array.from(other.trace.model.nodes, (spec, node) => {
    const known = numbers.get(spec.name)
    if (known !== undefined) {
      capacity[known] = Math.max(capacity[known], other.capacityOfNode[node])
      return known
    }
    nodes.push(spec)
    capacity.push(other.capacityOfNode[node])
    return nodes.length - 1
  })
  return {
    plan: {
      quays: quaysOf(nodes),
      capacityOfNode: Float64Array.from(capacity),
      overcommit: Math.max(one.overcommit, other.overcommit),
    },
    numberOfOne: Int32Array.from(mine, (_, node) => node),
    numberOfOther,
  }
}

/** The layout of both as one of the runs has it: with its own numbers, and without what it does not have. */
function partOf(
  layout: HarbourLayout,
  both: BerthPlan,
  plan: HarbourPlan,
  numberOf: Int32Array,
): HarbourLayout {
  const ownOf = new Map([...numberOf].map((number, node) => [number, node]))
  const quays = new Map(plan.quays.map(({ zone, rack }, quay) => [quayKey(zone, rack), quay]))
  const pieceOf = new Int32Array(numberOf.length).fill(-1)
  const pieces = layout.pieces.flatMap((piece) => {
    const nodes = piece.nodes.flatMap((number) => ownOf.get(number) ?? [])
    const { zone, rack } = both.quays[piece.quay]
    if (nodes.length === 0) return []
    // A node that has moved to another rack stands where the one run has it.
    const quay =
      quays.get(quayKey(zone, rack)) ??
      plan.quays.findIndex((candidate) => candidate.nodes.includes(nodes[0]))
    return [{ ...piece, quay, nodes }]
  })
  for (const [index, { nodes }] of pieces.entries()) {
    for (const node of nodes) pieceOf[node] = index
  }
  return {
    ...layout,
    pieces,
    pieceOf,
    x: Float32Array.from(numberOf, (number) => layout.x[number]),
    footY: Float32Array.from(numberOf, (number) => layout.footY[number]),
  }
}

function quayKey(zone: string, rack: string): string {
  return `${zone}\n${rack}`
}
