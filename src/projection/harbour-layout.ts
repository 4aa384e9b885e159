/**
 * Where every berth stands, in pixels. Layout is arithmetic, so what is under the pointer is
 * arithmetic too: nothing here asks the page. One scale for all sizes: a 64g node is twice as
 * tall as a 32g one.
 */
import type { HarbourPlan, Quay } from './harbour-plan.ts'

/** 1: boxes with names. 2: boxes. 3: bands per service. */
export type Level = 1 | 2 | 3

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
}

/** Sizes that depend only on the level of detail, in pixels. */
export interface LevelMetrics {
  /** Widths of a berth that are still good, and the one to aim for. */
  readonly berthMin: number
  readonly berthMax: number
  readonly berthAim: number
  /** Where there is always room because the harbour scrolls. */
  readonly berthScrolling: number
  readonly gap: number
  readonly padding: number
  readonly quayGap: number
  /** Free water above the berths: crane paths, or the title of a row. */
  readonly strip: number
  readonly stripSlim: number
  readonly land: number
  readonly landSlim: number
  readonly rowAim: number
  /** Height of a box that promises nothing. */
  readonly noPromise: number
  readonly boxMin: number
  readonly cpuColumn: number
}

const margin = 16
/** Room for the zone's letter at the left. */
const zoneMargin = 44

export const levelMetrics: Readonly<Record<Level, LevelMetrics>> = {
  1: {
    berthMin: 72,
    berthMax: 160,
    berthAim: 132,
    berthScrolling: 88,
    gap: 19,
    padding: 10,
    quayGap: 15,
    strip: 104,
    stripSlim: 44,
    land: 104,
    landSlim: 76,
    rowAim: 330,
    noPromise: 14,
    boxMin: 2,
    cpuColumn: 15,
  },
  2: {
    berthMin: 14,
    berthMax: 44,
    berthAim: 30,
    berthScrolling: 20,
    gap: 3,
    padding: 4,
    quayGap: 14,
    strip: 26,
    stripSlim: 18,
    land: 26,
    landSlim: 20,
    rowAim: 130,
    noPromise: 4,
    boxMin: 1,
    cpuColumn: 0,
  },
  3: {
    berthMin: 1,
    berthMax: 9,
    berthAim: 4,
    berthScrolling: 3,
    gap: 1,
    padding: 2,
    quayGap: 13,
    strip: 20,
    stripSlim: 12,
    land: 25,
    landSlim: 25,
    rowAim: 64,
    noPromise: 1,
    boxMin: 0,
    cpuColumn: 0,
  },
}

/** Containers that still can be drawn one by one with a name. */
const namedBoxesMax = 1_500

export function levelOf(plan: HarbourPlan): Level {
  const nodes = plan.order.length
  if (nodes <= 40 && plan.trace.tables.slots.length <= namedBoxesMax) return 1
  return nodes <= 300 ? 2 : 3
}

export function layoutHarbour(plan: HarbourPlan, options: LayoutOptions): HarbourLayout {
  const metrics = levelMetrics[options.level]
  const hasZones = options.level > 1 && new Set(plan.quays.map(({ zone }) => zone)).size > 1
  const left = hasZones ? zoneMargin : margin
  const packing = options.scrolls
    ? { berthWidth: metrics.berthScrolling, rows: [plan.quays.map((_, quay) => whole(plan, quay))] }
    : bestPacking(plan, options, left)
  const { berthWidth, rows } = packing
  const isSlim = rows.length > 1 || (isLow(options) && options.level > 1)
  const strip = isSlim ? metrics.stripSlim : stripHeight(options)
  const land = isSlim
    ? metrics.landSlim
    : isLow(options)
      ? Math.min(metrics.land, 92)
      : metrics.land
  const tallest = rows.map((pieces) =>
    Math.max(0, ...pieces.flatMap(({ nodes }) => nodes.map((node) => plan.capacityOfNode[node]))),
  )
  const total = tallest.reduce((sum, capacity) => sum + capacity, 0) * plan.overcommit
  const room = options.height - options.roadsHeight - (options.footHeight ?? 8)
  const free = room - rows.length * (strip + land)
  const unit = total === 0 ? 0 : Math.max(rows.length * 16, free) / total

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
  }
}

/** Below this height berths need the room more than paths and land do. */
const lowHeight = 560

function isLow({ height }: LayoutOptions): boolean {
  return height < lowHeight
}

/** Free water for the crane paths of one row of berths, as many as there will be. */
function stripHeight(options: LayoutOptions): number {
  const { level, moves = 3 } = options
  const { strip, stripSlim } = levelMetrics[level]
  if (level > 1) return strip
  if (moves === 0) return 30
  if (options.scrolls) return stripSlim
  return 34 + 23 * Math.min(moves, isLow(options) ? 2 : 3)
}

interface Part {
  readonly quay: number
  readonly nodes: readonly number[]
}

interface Packing {
  readonly berthWidth: number
  readonly rows: readonly (readonly Part[])[]
}

/** Tries widths from wide to narrow and keeps the one whose berths are closest to the aim. */
function bestPacking(plan: HarbourPlan, options: LayoutOptions, left: number): Packing {
  const metrics = levelMetrics[options.level]
  const width = options.width - left - margin
  const height = options.height - options.roadsHeight - (options.footHeight ?? 8)
  const fixed = metrics.stripSlim + metrics.landSlim
  const step = options.level === 1 ? 4 : options.level === 2 ? 1 : 0.5
  const breaksZones = options.level > 1 ? [true, false] : [false]
  let best: Packing | undefined
  let bestScore = -1
  for (const isZoned of breaksZones) {
    for (let berthWidth = metrics.berthMax; berthWidth >= metrics.berthMin; berthWidth -= step) {
      const rows = pack(plan, { width, berthWidth, metrics, isZoned })
      const berthHeight = Math.max(4, height / rows.length - fixed)
      const score =
        Math.min(1, berthWidth / metrics.berthAim) *
        Math.min(1, berthHeight / metrics.rowAim) *
        (isZoned ? 1.3 : 1)
      if (score <= bestScore) continue
      bestScore = score
      best = { berthWidth, rows }
    }
  }
  return best ?? { berthWidth: metrics.berthMin, rows: [] }
}

interface PackOptions {
  readonly width: number
  readonly berthWidth: number
  readonly metrics: LevelMetrics
  /** Every zone begins a row. */
  readonly isZoned: boolean
}

/** Fills rows from left to right; a quay that is longer than a row is cut. */
function pack(plan: HarbourPlan, options: PackOptions): Part[][] {
  const { width, berthWidth, metrics } = options
  const rows: Part[][] = []
  let used = 0
  let zone: string | undefined
  const perRow = Math.max(
    1,
    Math.floor((width - 2 * metrics.padding + metrics.gap) / (berthWidth + metrics.gap)),
  )
  for (const [quay, { nodes, zone: itsZone }] of plan.quays.entries()) {
    for (let from = 0; from < nodes.length; from += perRow) {
      const part = { quay, nodes: nodes.slice(from, from + perRow) }
      const partWidth = quayWidth(part.nodes.length, berthWidth, metrics)
      const row = rows.at(-1)
      const isNewZone = options.isZoned && zone !== itsZone
      if (row === undefined || isNewZone || used + metrics.quayGap + partWidth > width) {
        rows.push([part])
        used = partWidth
      } else {
        row.push(part)
        used += metrics.quayGap + partWidth
      }
      zone = itsZone
    }
  }
  return rows
}

function whole(plan: HarbourPlan, quay: number): Part {
  const { nodes }: Quay = plan.quays[quay]
  return { quay, nodes }
}

function quayWidth(nodes: number, berthWidth: number, metrics: LevelMetrics): number {
  return nodes * berthWidth + (nodes - 1) * metrics.gap + 2 * metrics.padding
}

function widthOf(parts: readonly Part[], berthWidth: number, metrics: LevelMetrics): number {
  return parts.reduce(
    (sum, { nodes }, index) =>
      sum + quayWidth(nodes.length, berthWidth, metrics) + (index > 0 ? metrics.quayGap : 0),
    0,
  )
}
