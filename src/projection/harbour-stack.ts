/**
 * The boxes of one berth in pixels, from the foot up, and what is under a point of the harbour.
 * Drawing and hit-testing share these few lines, so they cannot disagree.
 */
import { type Boxes, boxKind } from './harbour-boxes.ts'
import type { HarbourLayout } from './harbour-layout.ts'
import type { HarbourPlan } from './harbour-plan.ts'

/** Heights of a berth's boxes in pixels, oldest first. The array is valid until the next call. */
export type StackHeights = (node: number) => Float32Array

/** @returns a function that measures one berth after the other without making arrays. */
export function stackHeights(plan: HarbourPlan, layout: HarbourLayout, boxes: Boxes): StackHeights {
  const { unit, metrics } = layout
  let heights = new Float32Array(64)

  /** Heights of what promises something, and their sum. */
  function measured(from: number, count: number, wakesAreLow: boolean): number {
    let promised = 0
    for (let at = 0; at < count; at++) {
      const container = boxes.box[from + at]
      const size = plan.sizeOfContainer[container]
      const isLow = plan.stoppedIsLow && isStopped(boxes.kind[container], wakesAreLow)
      heights[at] = size > 0 && !isLow ? Math.max(metrics.boxMin, size * unit) : 0
      promised += heights[at]
    }
    return promised
  }

  return (node) => {
    const from = boxes.start[node]
    const count = boxes.start[node + 1] - from
    if (count > heights.length) heights = new Float32Array(count * 2)
    const full = berthHeight(plan, layout, node)
    const promised = measured(from, count, false)
    // Where room is needed, wakes give way: what was there holds nothing any more.
    const rest = plan.stoppedIsLow && promised > full ? measured(from, count, true) : promised
    let silent = 0
    for (let at = 0; at < count; at++) if (heights[at] === 0) silent++
    if (silent > 0) {
      // Boxes without a promise take no capacity: they share what room the picture has.
      const room = Math.max(0, full - rest)
      const height = Math.max(1, Math.min(metrics.noPromise, room / silent))
      for (let at = 0; at < count; at++) if (heights[at] === 0) heights[at] = height
    }
    return heights.subarray(0, count)
  }
}

function isStopped(kind: number, isWakeToo: boolean): boolean {
  return kind === boxKind.exited || kind === boxKind.failed || (isWakeToo && kind === boxKind.wake)
}

/** Height of a berth: its capacity, without what the manager promises on top. */
export function berthHeight(plan: HarbourPlan, layout: HarbourLayout, node: number): number {
  return plan.capacityOfNode[node] * layout.unit
}

export interface Hit {
  readonly node: number
  /** -1 for the berth itself, its quay or its land. */
  readonly container: number
}

/** What is under a point, or `undefined` for open water. */
export function hitHarbour(
  plan: HarbourPlan,
  layout: HarbourLayout,
  boxes: Boxes,
  point: { readonly x: number; readonly y: number },
): Hit | undefined {
  const node = nodeAt(layout, point)
  if (node === undefined) return undefined
  const footY = layout.footY[node]
  if (point.y > footY) return { node, container: -1 }
  const heights = stackHeights(plan, layout, boxes)(node)
  let top = footY
  for (let at = 0; at < heights.length; at++) {
    top -= heights[at]
    if (point.y >= top) return { node, container: boxes.box[boxes.start[node] + at] }
  }
  const reach = berthHeight(plan, layout, node) * plan.overcommit
  return point.y >= footY - reach ? { node, container: -1 } : undefined
}

/** The berth in whose column a point lies, between the free water above it and its land. */
function nodeAt(
  layout: HarbourLayout,
  { x, y }: { readonly x: number; readonly y: number },
): number | undefined {
  const row = layout.rows.findIndex(({ topY, bottomY }) => y >= topY && y < bottomY)
  if (row < 0) return undefined
  const piece = layout.pieces.find(
    (candidate) => candidate.row === row && x >= candidate.x && x < candidate.x + candidate.width,
  )
  if (piece === undefined) return undefined
  const { berthWidth, metrics } = layout
  const { gap, padding } = metrics
  const isBefore = (node: number) => x < layout.x[node] + berthWidth + gap / 2
  const node = piece.nodes.find(isBefore) ?? piece.nodes[piece.nodes.length - 1]
  // Beside another harbour a place can be empty: the node that stands there is in the other one only.
  const isBeside = Math.abs(x - layout.x[node] - berthWidth / 2) <= berthWidth / 2 + gap + padding
  return isBeside ? node : undefined
}
