/**
 * The harbour seen through a window: the same berths in the same rows, wider and higher. Widths grow
 * with the scale, heights until a berth fills the window; the level of detail follows the width of a
 * berth, so that zooming adds words and never changes a mark. Arithmetic only, as the layout itself.
 */
import type { HarbourLayout, QuayPiece, Row } from './harbour-layout.ts'
import { type Level, levelMetrics } from './harbour-levels.ts'
import type { HarbourPlan } from './harbour-plan.ts'

/** Where the window is: its corner in pixels of the enlarged harbour. No view is the whole harbour. */
export interface HarbourView {
  readonly scale: number
  readonly x: number
  readonly y: number
  /** What leaving leads back to; absent for the whole. */
  readonly outer?: HarbourView | undefined
}

export interface ZoomWindow {
  readonly width: number
  readonly height: number
  /** Height of the roads, which stay at the top of the window. */
  readonly roadsHeight: number
  /** Height at the lower edge that stays free. */
  readonly footHeight: number
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Berths of this width have room for names and numbers, and for boxes one by one. */
export const namedWidth = 88
export const boxedWidth = 16

/** Wider berths show nothing more. */
const widthMax = 320

/** Gaps between views that count as one step in. */
export const stepMin = 1.25

export function levelAtWidth(berthWidth: number, whole: Level): Level {
  const byWidth = berthWidth >= namedWidth ? 1 : berthWidth >= boxedWidth ? 2 : 3
  return byWidth < whole ? byWidth : whole
}

/** Where berths have their names a gap between them needs no more than this. */
const gapMax = levelMetrics[1].gap

/** A berth and the gap beside it: together they grow with the scale, the gap only so far. */
export function pitchAt(
  { berthWidth, metrics }: HarbourLayout,
  scale: number,
): { readonly berthWidth: number; readonly gap: number } {
  const gap = Math.min(metrics.gap * scale, Math.max(metrics.gap, gapMax))
  return { berthWidth: (berthWidth + metrics.gap) * scale - gap, gap }
}

/** The scale at which a berth is so wide. */
export function scaleFor({ berthWidth, metrics }: HarbourLayout, width: number): number {
  const { gap } = metrics
  const wide = (width + Math.max(gap, gapMax)) / (berthWidth + gap)
  // Below that the gap has not reached its most.
  return wide * gap >= Math.max(gap, gapMax) ? wide : width / berthWidth
}

export function scaleMax(whole: HarbourLayout): number {
  return Math.max(2, scaleFor(whole, widthMax))
}

/** The whole harbour at a scale: its rows, and what they are made of. */
interface Enlarged {
  readonly level: Level
  readonly rows: readonly Row[]
  readonly unit: number
  readonly width: number
  readonly height: number
}

export function enlarged(
  plan: HarbourPlan,
  whole: HarbourLayout,
  scale: number,
  window: ZoomWindow,
): Enlarged {
  const level = levelAtWidth(pitchAt(whole, scale).berthWidth, whole.level)
  const tallest = tallestOf(plan, whole)
  const { strip, land } = stripAndLand(whole, tallest[0] * plan.overcommit, scale, level)
  const room = window.height - window.roadsHeight - window.footHeight - strip - land
  const most = Math.max(...tallest, 0) * plan.overcommit
  const fitting = most === 0 ? whole.unit : room / most
  const unit = Math.max(whole.unit, Math.min(whole.unit * scale, fitting))
  const rows: Row[] = []
  let topY = window.roadsHeight
  for (const capacity of tallest) {
    const footY = Math.round(topY + strip + capacity * plan.overcommit * unit)
    rows.push({ topY, footY, bottomY: footY + land })
    topY = footY + land
  }
  return { level, rows, unit, width: whole.width * scale, height: topY + window.footHeight }
}

const tallestMade = new WeakMap<HarbourLayout, number[]>()

/** The highest capacity of each row. */
function tallestOf(plan: HarbourPlan, whole: HarbourLayout): number[] {
  let tallest = tallestMade.get(whole)
  if (tallest !== undefined) return tallest
  tallest = whole.rows.map(() => 0)
  for (const { row, nodes } of whole.pieces) {
    for (const node of nodes) tallest[row] = Math.max(tallest[row], plan.capacityOfNode[node])
  }
  tallestMade.set(whole, tallest)
  return tallest
}

/** Free water above and land below grow until they hold what the level writes on them. */
function stripAndLand(whole: HarbourLayout, first: number, scale: number, level: Level) {
  const row = whole.rows[0] ?? { topY: 0, footY: 0, bottomY: 0 }
  const strip = Math.max(0, row.footY - row.topY - first * whole.unit)
  const land = row.bottomY - row.footY
  const grown = (size: number, aim: number) => Math.min(size * scale, Math.max(size, aim))
  return {
    strip: grown(strip, levelMetrics[level].stripSlim),
    land: grown(land, levelMetrics[level].landSlim),
  }
}

/** The layout of what the window shows, in its own pixels; hit-testing and drawing use it as it is. */
export function zoomedLayout(
  plan: HarbourPlan,
  whole: HarbourLayout,
  view: HarbourView,
  window: ZoomWindow,
): HarbourLayout {
  const { scale } = view
  const { level, rows, unit, ...size } = enlarged(plan, whole, scale, window)
  const { x: left, y: top } = clamped(view, size, window)
  const base = levelMetrics[level]
  const { padding, quayGap } = whole.metrics
  const { berthWidth, gap } = pitchAt(whole, scale)
  // What a gap does not take stands at both sides of its berth.
  const inset = (whole.metrics.gap * scale - gap) / 2
  const metrics = {
    ...base,
    gap,
    padding: padding * scale - inset,
    quayGap: quayGap * scale,
  }
  const shifted = rows.map(({ topY, footY, bottomY }) => ({
    topY: topY - top,
    footY: footY - top,
    bottomY: bottomY - top,
  }))
  const x = whole.x.map((at) => at * scale - inset - left)
  const footY = new Float32Array(x.length)
  const shown: number[] = []
  const pieces = whole.pieces.map((piece): QuayPiece => {
    const row = shifted[piece.row]
    const isRowShown = row.bottomY > window.roadsHeight && row.topY < window.height
    for (const node of piece.nodes) {
      footY[node] = row.footY
      if (isRowShown && x[node] + berthWidth > 0 && x[node] < window.width) shown.push(node)
    }
    return {
      ...piece,
      x: piece.x * scale - left,
      width: piece.width * scale,
      footY: row.footY,
    }
  })
  return {
    level,
    width: window.width,
    height: window.height,
    roadsHeight: window.roadsHeight,
    rows: shifted,
    pieces,
    pieceOf: whole.pieceOf,
    x,
    footY,
    berthWidth,
    boxWidth: berthWidth - (level === 1 && berthWidth > 60 ? base.cpuColumn : 0),
    unit,
    metrics,
    zoom: scale,
    shown,
  }
}

/** The window stays over the harbour. */
export function clamped(
  { x, y }: Place,
  size: { readonly width: number; readonly height: number },
  window: ZoomWindow,
): Place {
  return {
    x: Math.max(0, Math.min(size.width - window.width, x)),
    y: Math.max(0, Math.min(size.height - window.height, y)),
  }
}

/** Enlarges by a factor around a point of the window: what is under it stays under it. */
export function zoomedAround(
  plan: HarbourPlan,
  whole: HarbourLayout,
  view: HarbourView | undefined,
  window: ZoomWindow,
  { factor, at }: { readonly factor: number; readonly at: Place },
): HarbourView | undefined {
  const from = view ?? { scale: 1, x: 0, y: 0 }
  const scale = Math.min(scaleMax(whole), from.scale * factor)
  if (scale <= 1.001) return undefined
  const before = enlarged(plan, whole, from.scale, window)
  const after = enlarged(plan, whole, scale, window)
  const place = {
    x: ((at.x + from.x) * scale) / from.scale - at.x,
    y: mapped(at.y + from.y, before.rows, after.rows) - at.y,
  }
  return { scale, ...clamped(place, after, window), outer: from.outer }
}

/** The same place between the same two lines of the harbour. */
function mapped(y: number, from: readonly Row[], to: readonly Row[]): number {
  const row = from.findIndex(({ bottomY }) => y < bottomY)
  const at = row < 0 ? from.length - 1 : row
  if (at < 0) return y
  const [a, b] = [from[at], to[at]]
  if (y >= a.footY) return b.footY + share(y, a.footY, a.bottomY) * (b.bottomY - b.footY)
  return b.topY + share(y, a.topY, a.footY) * (b.footY - b.topY)
}

function share(value: number, from: number, until: number): number {
  return until === from ? 0 : (value - from) / (until - from)
}

/** Moves the window by pixels. */
export function pannedBy(
  plan: HarbourPlan,
  whole: HarbourLayout,
  view: HarbourView,
  window: ZoomWindow,
  by: Place,
): HarbourView {
  const size = enlarged(plan, whole, view.scale, window)
  // What is out of the harbour was never seen: begin from where the window really is.
  const from = clamped(view, size, window)
  return { ...view, ...clamped({ x: from.x + by.x, y: from.y + by.y }, size, window) }
}
