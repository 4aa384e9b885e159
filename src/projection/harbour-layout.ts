/**
 * Where every berth stands, in pixels. Layout is arithmetic, so what is under the pointer is
 * arithmetic too: nothing here asks the page. One scale for all sizes: a 64g node is twice as
 * tall as a 32g one.
 */
import { type Level, type LevelMetrics, levelMetrics } from './harbour-levels.ts'
import {
  type BerthPlan,
  bestPacking,
  type Packing,
  quayWidth,
  spacingOf,
  widthOf,
} from './harbour-packing.ts'
import type { HarbourPlan } from './harbour-plan.ts'

export interface LayoutOptions {
  readonly width: number
  readonly height: number
  readonly level: Level
  /** Height of the strip for containers without a berth. */
  readonly roadsHeight: number
  /** Most moves of one cause: so many crane paths need free water above the berths. */
  readonly moves?: number
  /** Height at the lower edge that stays free. */
  readonly footHeight?: number
  /** True where the harbour scrolls sideways (a phone): one row, as wide as it needs. */
  readonly scrolls: boolean
}

/** A quay, or the part of one that fits into a row. */
export interface QuayPiece {
  readonly quay: number
  /** Nodes from left to right. */
  readonly nodes: readonly number[]
  readonly x: number
  readonly width: number
  /** The line on which the berths stand. */
  readonly footY: number
  readonly row: number
}

export interface Row {
  readonly topY: number
  readonly footY: number
  readonly bottomY: number
}

export interface HarbourLayout {
  readonly level: Level
  readonly width: number
  readonly height: number
  readonly roadsHeight: number
  readonly rows: readonly Row[]
  readonly pieces: readonly QuayPiece[]
  /** Index into `pieces` of each node. */
  readonly pieceOf: Int32Array
  /** Left edge of each berth. */
  readonly x: Float32Array
  readonly footY: Float32Array
  readonly berthWidth: number
  /** Width of the boxes: the berth without its cpu column. */
  readonly boxWidth: number
  /** Pixels per unit of the plan's measure. */
  readonly unit: number
  readonly metrics: LevelMetrics
  /** How many times wider than the whole harbour it is. */
  readonly zoom: number
  /** Nodes that can be seen through the window; undefined where all can. */
  readonly shown: readonly number[] | undefined
}

const margin = 16
/** Room for the zone's letter at the left. */
const zoneMargin = 44

/** Containers that still can be drawn one by one with a name. */
const namedBoxesMax = 1_500

export function levelOf(plan: HarbourPlan): Level {
  const nodes = plan.order.length
  if (nodes <= 40 && plan.trace.tables.slots.length <= namedBoxesMax) return 1
  return nodes <= 300 ? 2 : 3
}

export function layoutHarbour(plan: BerthPlan, options: LayoutOptions): HarbourLayout {
  const metrics = levelMetrics[options.level]
  const hasZones = options.level > 1 && new Set(plan.quays.map(({ zone }) => zone)).size > 1
  const left = hasZones ? zoneMargin : margin
  const packing = packingOf(plan, options, left)
  const { berthWidth, rows } = packing
  const { strip, land } = spacing(options, rows.length)
  const tallest = rows.map((pieces) =>
    Math.max(0, ...pieces.flatMap(({ nodes }) => nodes.map((node) => plan.capacityOfNode[node]))),
  )
  const total = tallest.reduce((sum, capacity) => sum + capacity, 0) * plan.overcommit
  const room = options.height - options.roadsHeight - (options.footHeight ?? 8)
  const free = room - rows.length * (strip + land)
  const unit = total === 0 ? 0 : Math.max(rows.length * 4, free) / total

  const count = plan.capacityOfNode.length
  const x = new Float32Array(count)
  const footY = new Float32Array(count)
  const pieceOf = new Int32Array(count).fill(-1)
  const pieces: QuayPiece[] = []
  const laidRows: Row[] = []
  const widest = Math.max(0, ...rows.map((parts) => widthOf(parts, berthWidth, metrics)))
  const most = Math.max(1, ...rows.map(({ length }) => length - 1))
  // What is left of the width goes between the quays.
  const spare = options.level === 1 ? 0 : Math.max(0, options.width - left - margin - widest)
  const quayGap = metrics.quayGap + Math.min(14, spare / most)
  let width = options.width
  let topY = options.roadsHeight
  for (const [row, parts] of rows.entries()) {
    const foot = Math.round(topY + strip + tallest[row] * plan.overcommit * unit)
    const rowWidth = widthOf(parts, berthWidth, metrics)
    // Few nodes stand in the middle; many rows stand in columns.
    const centred = rows.length === 1 && !options.scrolls && options.level === 1
    let at = centred ? Math.max(left, Math.round((options.width - rowWidth) / 2)) : left
    for (const { quay, nodes } of parts) {
      const pieceWidth = quayWidth(nodes.length, berthWidth, metrics)
      for (const [index, node] of nodes.entries()) {
        x[node] = at + metrics.padding + index * (berthWidth + metrics.gap)
        footY[node] = foot
        pieceOf[node] = pieces.length
      }
      pieces.push({ quay, nodes, x: at, width: pieceWidth, footY: foot, row })
      at += pieceWidth + quayGap
    }
    width = Math.max(width, options.scrolls ? at - quayGap + left : 0)
    laidRows.push({ topY, footY: foot, bottomY: foot + land })
    topY = foot + land
  }
  return {
    level: options.level,
    width,
    height: options.height,
    roadsHeight: options.roadsHeight,
    rows: laidRows,
    pieces,
    pieceOf,
    x,
    footY,
    berthWidth,
    boxWidth: berthWidth - (berthWidth > 60 ? metrics.cpuColumn : 0),
    unit,
    metrics,
    zoom: 1,
    shown: undefined,
  }
}

/** Below this height berths need the room more than paths and land do. */
const lowHeight = 560

function isLow({ height }: LayoutOptions): boolean {
  return height < lowHeight
}

/** Below this height, on a small projector, paths have their numbers alone. */
export const flatHeight = 360

/** Free water above and land below each row of berths. */
function spacing(options: LayoutOptions, rows: number) {
  const { level, moves = 3, scrolls } = options
  const metrics = levelMetrics[level]
  if (rows > 1 || level > 1) return spacingOf(metrics, isLow(options) ? Math.max(2, rows) : rows)
  const land = isLow(options) ? Math.min(metrics.land, 92) : metrics.land
  if (moves === 0) return { strip: 30, land }
  if (options.height < flatHeight && !scrolls) return { strip: 46, land: 90 }
  if (scrolls) return { strip: metrics.stripSlim, land }
  // As many crane paths as there will be, up to three.
  return { strip: 34 + 23 * Math.min(moves, isLow(options) ? 2 : 3), land }
}

function packingOf(plan: BerthPlan, options: LayoutOptions, left: number): Packing {
  const { level, width, height, roadsHeight, footHeight = 8 } = options
  if (options.scrolls) {
    const row = plan.quays.map(({ nodes }, quay) => ({ quay, nodes }))
    return { berthWidth: levelMetrics[level].berthScrolling, rows: [row] }
  }
  return bestPacking(plan, {
    width: width - left - margin,
    height: height - roadsHeight - footHeight,
    level,
  })
}
