/** How quays share rows: the widths and rows at which berths are closest to their best size. */
import { type Level, type LevelMetrics, levelMetrics } from './harbour-levels.ts'
import type { HarbourPlan } from './harbour-plan.ts'

/** What of a plan decides where its berths stand. */
export type BerthPlan = Pick<HarbourPlan, 'quays' | 'capacityOfNode' | 'overcommit'>

/** Nodes of one quay that stand in one row. */
export interface Part {
  readonly quay: number
  readonly nodes: readonly number[]
}

export interface Packing {
  readonly berthWidth: number
  readonly rows: readonly (readonly Part[])[]
}

/** Room for the rows of berths. */
export interface PackingRoom {
  readonly width: number
  readonly height: number
  readonly level: Level
}

/** Lower berths cannot be read at any level. */
const berthHeightMin = 6

/** Tries widths from wide to narrow and keeps the one whose berths are closest to the aim. */
export function bestPacking(plan: BerthPlan, { width, height, level }: PackingRoom): Packing {
  const metrics = levelMetrics[level]
  const step = level === 1 ? 4 : level === 2 ? 1 : 0.5
  const breaksZones = level > 1 ? [true, false] : [false]
  let best: Packing | undefined
  let bestScore = -1
  for (const isZoned of breaksZones) {
    for (let berthWidth = metrics.berthMax; berthWidth >= metrics.berthMin; berthWidth -= step) {
      const rows = pack(plan, { width, berthWidth, metrics, isZoned })
      const { strip, land } = spacingOf(metrics, rows.length)
      const berthHeight = height / rows.length - strip - land
      const score =
        berthHeight < berthHeightMin
          ? // It does not fit: the fewer rows, the less is lost.
            1e-6 / rows.length
          : Math.min(1, berthWidth / metrics.berthAim) *
            Math.min(1, berthHeight / metrics.rowAim) *
            (isZoned ? 1.3 : 1) *
            // Whatever keeps the names of the racks is better.
            (rows.length >= rowsTitled ? 0.01 : 1)
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
function pack(plan: BerthPlan, options: PackOptions): Part[][] {
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

export function quayWidth(nodes: number, berthWidth: number, metrics: LevelMetrics): number {
  return nodes * berthWidth + (nodes - 1) * metrics.gap + 2 * metrics.padding
}

export function widthOf(parts: readonly Part[], berthWidth: number, metrics: LevelMetrics): number {
  return parts.reduce(
    (sum, { nodes }, index) =>
      sum + quayWidth(nodes.length, berthWidth, metrics) + (index > 0 ? metrics.quayGap : 0),
    0,
  )
}

/** From so many rows on every pixel counts. */
const rowsLow = 16
/** From so many rows on, some 9,000 nodes on a desk's screen, titles would take most of the height. */
const rowsTitled = 24

/** Water above and land below the berths: less of both the more rows share the height. */
export function spacingOf(
  metrics: LevelMetrics,
  rows: number,
): { readonly strip: number; readonly land: number } {
  // More rows than titles have room for: racks are named when they are pointed at, or closer by.
  if (rows >= rowsTitled) return { strip: 2, land: 4 }
  if (rows >= rowsLow) return { strip: 3, land: 15 }
  // Hundreds of racks: every row has its title, and not more.
  if (rows >= 8) return { strip: metrics.stripTight / 2, land: metrics.landTight - 5 }
  if (rows >= 3) return { strip: metrics.stripTight, land: metrics.landTight }
  if (rows === 2) return { strip: metrics.stripSlim, land: metrics.landSlim }
  return { strip: metrics.strip, land: metrics.land }
}
