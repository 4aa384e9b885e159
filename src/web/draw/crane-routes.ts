/**
 * Ways of the cranes: up from the wake, across free water, down on the new stack. Arithmetic only;
 * `cranes.ts` draws it. Moves whose ways would lie on each other get lanes of their own.
 */

import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import type { Move } from '../../projection/harbour-moves.ts'
import type { PlacedBox } from './boxes.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Route {
  readonly move: Move
  readonly points: readonly Point[]
  /** Where the words stand: at the left end of the lane, above it. */
  readonly text: Point
  /** Room for the words, in pixels. */
  readonly textWidth: number
}

export interface RouteInput {
  readonly layout: HarbourLayout
  /** Top of the free water in each row: above it no berth stands. */
  readonly waterTop: (row: number) => number
  readonly boxOf: (container: number) => PlacedBox | undefined
  readonly topOf: (node: number) => number
  /** Where a refused container lies in the roads. */
  readonly roadsOf: (slot: number) => Point | undefined
  /** Distance between two lanes: more where words stand on them. */
  readonly laneGap: number
  /** Length of the words of a move in pixels. */
  readonly wordsOf: (move: Move) => number
}

const laneFirst = 12

/** Routes of the moves, in their order; those whose ends are not in the picture are left out. */
export function craneRoutes(moves: readonly Move[], input: RouteInput): Route[] {
  const lanes = new Map<number, Interval[][]>()
  const targets = new Map<number, number>()
  return moves.flatMap((move, index) => {
    const route = routeOf(move, index, input, lanes, targets)
    return route === undefined ? [] : [route]
  })
}

interface Interval {
  readonly from: number
  readonly to: number
}

function routeOf(
  move: Move,
  index: number,
  input: RouteInput,
  lanes: Map<number, Interval[][]>,
  targets: Map<number, number>,
): Route | undefined {
  const { layout } = input
  const source = input.boxOf(move.from)
  const end = endOf(move, input, targets)
  if (source === undefined || end === undefined) return undefined
  // Staggered, so that several ways out of one berth can be told apart.
  const startX = source.x + source.width * 0.6 + (index % 5) * 8 - 6
  const start = { x: startX, y: source.y + source.height / 2 }
  const row = layout.pieces[layout.pieceOf[move.fromNode]].row
  const words = input.wordsOf(move) + 14
  // Words stand right of every way that leaves the same berth, so that none crosses them.
  const leaving = source.x + source.width * 0.6 + 26
  const left = end.x > startX ? leaving - 8 : Math.min(startX, end.x)
  const span = { from: Math.min(left, startX) - 4, to: Math.max(startX, end.x, left + words) + 8 }
  const lane = takeLane(lanes, row, span)
  const rowTop = layout.rows[row].topY
  const depth = input.waterTop(row)
  const laneY = Math.max(rowTop + 6, depth - laneFirst - lane * input.laneGap)
  // Numbers alone stand beside each other, because their lanes are close.
  const text = { x: left + 10 + (words < 20 ? lane * 11 : 0), y: laneY - 5 }
  const textWidth = Math.max(words, Math.abs(end.x - startX))
  if (move.to < 0 || end.y <= laneY) {
    // Up into the roads: a straight way if the box lies above, else along the lane.
    const points = [start, { x: startX, y: laneY }, { x: end.x, y: laneY }, end]
    return { move, points, text, textWidth }
  }
  const targetRow = layout.pieces[layout.pieceOf[move.toNode]].row
  if (targetRow === row) {
    const points = [start, { x: startX, y: laneY }, { x: end.x, y: laneY }, end]
    return { move, points, text, textWidth }
  }
  // Another row: down or up through the water between two quays.
  const corridor = layout.pieces[layout.pieceOf[move.toNode]].x - layout.metrics.quayGap / 2
  const targetTop = input.waterTop(targetRow)
  const targetLane = takeLane(lanes, targetRow, {
    from: Math.min(corridor, end.x),
    to: Math.max(corridor, end.x),
  })
  const targetY = Math.max(
    layout.rows[targetRow].topY + 4,
    targetTop - laneFirst - targetLane * input.laneGap,
  )
  const points = [
    start,
    { x: startX, y: laneY },
    { x: corridor, y: laneY },
    { x: corridor, y: targetY },
    { x: end.x, y: targetY },
    end,
  ]
  return { move, points, text, textWidth }
}

function endOf(move: Move, input: RouteInput, targets: Map<number, number>): Point | undefined {
  if (move.to < 0) return input.roadsOf(move.slot)
  const target = input.boxOf(move.to)
  if (target === undefined) return undefined
  const { layout } = input
  const before = targets.get(move.toNode) ?? 0
  targets.set(move.toNode, before + 1)
  return {
    x: layout.x[move.toNode] + layout.boxWidth * 0.45 + before * 9,
    y: input.topOf(move.toNode) - 2,
  }
}

/** The lowest lane of the row in which the interval is free. */
function takeLane(lanes: Map<number, Interval[][]>, row: number, span: Interval): number {
  const rowLanes = lanes.get(row) ?? []
  lanes.set(row, rowLanes)
  let lane = rowLanes.findIndex((taken) =>
    taken.every(({ from, to }) => span.to < from || span.from > to),
  )
  if (lane < 0) lane = rowLanes.push([]) - 1
  rowLanes[lane].push(span)
  return lane
}

/** An SVG path along the points, with its corners rounded. */
export function roundedPath(points: readonly Point[], radius = 7): string {
  const kept = points.filter(
    (point, index) =>
      index === 0 ||
      Math.abs(point.x - points[index - 1].x) + Math.abs(point.y - points[index - 1].y) > 0.5,
  )
  let path = `M${kept[0].x} ${kept[0].y}`
  for (let at = 1; at < kept.length - 1; at++) {
    const before = towards(kept[at], kept[at - 1], radius)
    const after = towards(kept[at], kept[at + 1], radius)
    path += ` L${before.x} ${before.y} Q${kept[at].x} ${kept[at].y} ${after.x} ${after.y}`
  }
  const last = kept[kept.length - 1]
  return `${path} L${last.x} ${last.y}`
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y)
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
