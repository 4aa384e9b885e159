/**
 * The harbour from 41 nodes on, written into pixels. Level 2 draws every box, level 3 one band per
 * service and node. Magenta, red and broken quays keep at least two pixels, so trouble never
 * averages away.
 */
import { engineState, nodeState } from '../../model/states.ts'
import type { HarbourInput } from '../../projection/harbour.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { type NodeMark, nodeMark } from '../../projection/harbour-signs.ts'
import { berthHeight } from '../../projection/harbour-stack.ts'
import type { SearchMatches } from '../../projection/search-match.ts'
import type { Palette } from './colours.ts'
import {
  type Area,
  dotArea,
  fillAll,
  fillArea,
  fogArea,
  frameArea,
  hatchArea,
  type Raster,
} from './raster.ts'
import { bandPainter, boxPainter } from './raster-boxes.ts'
import { toneAll } from './tones.ts'

export interface RasterOptions {
  /** Device pixels per CSS pixel. */
  readonly scale: number
  /** Service that stays bright, -1 for all. */
  readonly service: number
  /** What a search has found: the rest is pale. */
  readonly found?: SearchMatches | undefined
}

export function rasterHarbour(
  raster: Raster,
  harbour: HarbourInput,
  layout: HarbourLayout,
  palette: Palette,
  options: RasterOptions,
): void {
  const { scale } = options
  const px = (value: number) => Math.round(value * scale)
  fillAll(raster, palette.water)
  for (const { x, width, footY, row } of layout.pieces) {
    const bottom = px(layout.rows[row].bottomY - (layout.level === 2 ? 6 : 5))
    const foot = px(footY)
    fillArea(raster, px(x), foot, px(width), bottom - foot, palette.land)
  }
  const draw =
    layout.level === 3 ? bandPainter(harbour, palette) : boxPainter(harbour, layout, palette)
  for (const node of layout.shown ?? harbour.plan.order) {
    const x = px(layout.x[node])
    const right = px(layout.x[node] + layout.berthWidth)
    const foot = px(layout.footY[node])
    const height = px(berthHeight(harbour.plan, layout, node))
    const area = { x, y: foot - height, width: Math.max(1, right - x), height }
    const mark = nodeMark(harbour.plan, harbour.cluster, node, harbour.truth)
    paintBerth(raster, palette, mark, area, scale)
    draw(raster, node, area, { unit: layout.unit * scale, ...options })
    // What must not be covered by boxes.
    if (mark.fog) fogArea(raster, area, Math.round(4 * scale), palette.fog)
    if (mark.quay === 'boom') frameArea(raster, area, Math.round(2 * scale), palette.belief)
  }
  for (const { x, width, footY, nodes } of layout.pieces) {
    paintQuay(
      raster,
      harbour,
      palette,
      { x: px(x), y: px(footY), width: px(width), height: px(3) },
      nodes,
      layout,
      scale,
    )
  }
  // Through a window berths may reach behind the roads.
  if (layout.zoom > 1) fillArea(raster, 0, 0, raster.width, px(layout.roadsHeight), palette.water)
  if (palette.isToned) toneAll(raster, palette.ink, palette.berth, scale)
}

function paintBerth(
  raster: Raster,
  palette: Palette,
  mark: NodeMark,
  area: Area,
  scale: number,
): void {
  if (mark.quay === 'absent') return
  if (mark.quay === 'left') {
    dotArea(raster, area, Math.ceil(scale), palette.wake)
    return
  }
  fillArea(raster, area.x, area.y, area.width, area.height, palette.berth)
  if (mark.quay === 'broken') {
    hatchArea(raster, area, Math.round(9 * scale), Math.ceil(scale), palette.failWash)
  }
  const line = Math.ceil(scale)
  const top = mark.frame === 'down' ? palette.fail : palette.frame
  fillArea(raster, area.x, area.y, area.width, mark.frame === 'down' ? 2 * line : line, top)
  if (area.width >= 12 && mark.frame === 'solid') frameArea(raster, area, line, palette.frame)
  if (mark.frame === 'dashed') dotArea(raster, area, line * 2, palette.frame)
}

function paintQuay(
  raster: Raster,
  { cluster, truth }: HarbourInput,
  palette: Palette,
  area: Area,
  nodes: readonly number[],
  layout: HarbourLayout,
  scale: number,
): void {
  fillArea(raster, area.x, area.y, area.width, Math.max(2, Math.round(2 * scale)), palette.quayEdge)
  const half = (layout.metrics.gap / 2) * scale
  for (const node of nodes) {
    const isDown =
      truth === 'believed'
        ? cluster.nodes.believed[node] === engineState.unhealthy
        : cluster.nodes.actual[node] === nodeState.crashed
    if (!isDown || truth === 'asked') continue
    const x = Math.round(layout.x[node] * scale - half)
    const right = Math.round((layout.x[node] + layout.berthWidth) * scale + half)
    const height = Math.round(6 * scale)
    const broken = { x, y: area.y, width: right - x, height }
    fillArea(raster, x, area.y, broken.width, height, palette.failWash)
    hatchArea(raster, broken, Math.round(6 * scale), Math.round(2 * scale), palette.fail)
  }
}
