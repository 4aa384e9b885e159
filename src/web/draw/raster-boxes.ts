/**
 * Boxes in pixels: one by one at level 2, as one band per service and node at level 3.
 */
import type { HarbourInput } from '../../projection/harbour.ts'
import { boxKind } from '../../projection/harbour-boxes.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { stackHeights } from '../../projection/harbour-stack.ts'
import type { SearchMatches } from '../../projection/search-match.ts'
import type { Palette } from './colours.ts'
import { type Area, dotArea, fillArea, fogArea, frameArea, type Raster } from './raster.ts'

/** A container counts as just arrived for so long. */
export const arrivedUs = 10_000_000

export interface PaintOptions {
  /** Device pixels per CSS pixel. */
  readonly scale: number
  /** Service that stays bright, -1 for all. */
  readonly service: number
  readonly found?: SearchMatches | undefined
  /** Device pixels per unit of the measure. */
  readonly unit: number
}
export type Painter = (raster: Raster, node: number, area: Area, options: PaintOptions) => void

/** Level 2: every box, oldest at the foot. */
export function boxPainter(
  harbour: HarbourInput,
  layout: HarbourLayout,
  palette: Palette,
): Painter {
  const { plan, boxes } = harbour
  const measure = stackHeights(plan, layout, boxes)
  return (raster, node, area, { scale, service, found }) => {
    const heights = measure(node)
    let bottom = layout.footY[node] * scale
    const line = Math.ceil(scale)
    for (let index = 0; index < heights.length; index++) {
      const container = boxes.box[boxes.start[node] + index]
      const y = Math.round(bottom - heights[index] * scale)
      const box = {
        x: area.x + line,
        y,
        width: area.width - 2 * line,
        height: Math.round(bottom) - y,
      }
      bottom -= heights[index] * scale
      const own = plan.serviceOfContainer[container]
      const hue = plan.hueOfContainer[container]
      const isPale = (service >= 0 && own !== service) || found?.containers[container] === 0
      paintBox(raster, box, boxes.kind[container], hue, isPale, palette, scale)
    }
  }
}

function paintBox(
  raster: Raster,
  box: Area,
  kind: number,
  hue: number,
  isPale: boolean,
  palette: Palette,
  scale: number,
): void {
  const line = Math.ceil(scale)
  const fill = (colour: number) => fillArea(raster, box.x, box.y, box.width, box.height, colour)
  switch (kind) {
    case boxKind.ghost:
      fill(palette.beliefWash)
      hollow(raster, box, Math.round(1.6 * scale), line, palette.belief)
      break
    case boxKind.lost:
    case boxKind.failed:
      fill(palette.failWash)
      hollow(raster, box, line, line, palette.fail)
      break
    case boxKind.wake:
      dotArea(raster, box, line, palette.wake)
      break
    case boxKind.asked:
      dotArea(raster, box, line * 2, palette.services[hue])
      break
    case boxKind.placing:
    case boxKind.starting:
    case boxKind.exited:
      fill(palette.pale[hue])
      if (box.height > 3 * line) dotArea(raster, box, line, palette.edges[hue])
      break
    case boxKind.unseen:
      fill(palette.services[hue])
      fogArea(raster, box, Math.round(3 * scale), palette.berth)
      break
    default:
      fill(isPale ? palette.pale[hue] : palette.services[hue])
      // The outline says that the manager knows it; below three pixels it would be all there is.
      if (box.height > 3 * line) frameArea(raster, box, line, palette.edges[hue])
  }
}

/** An outline; a flat box keeps its top and its sides, else nothing of it would be hollow. */
function hollow(raster: Raster, box: Area, line: number, thin: number, colour: number): void {
  const { x, y, width, height } = box
  if (height > 4 * line) {
    frameArea(raster, box, line, colour)
    return
  }
  fillArea(raster, x, y, width, thin, colour)
  fillArea(raster, x, y, thin, height, colour)
  fillArea(raster, x + width - thin, y, thin, height, colour)
}

const hues = 9

/** Level 3: one band per service in the order of the manifest, and a cap for what just arrived. */
export function bandPainter(
  { plan, boxes, cluster, timeUs }: HarbourInput,
  palette: Palette,
): Painter {
  const { sizeOfContainer, hueOfContainer, serviceOfContainer, stoppedIsLow } = plan
  const { actualSinceUs } = cluster.containers
  const { kind: kinds, start, box } = boxes
  const arrivedSinceUs = timeUs - arrivedUs
  const bands = new Float64Array(hues)
  const pale = new Float64Array(hues)
  const order = [1, 2, 3, 4, 5, 6, 7, 8, 0]
  return (raster, node, area, { unit, scale, service, found }) => {
    bands.fill(0)
    pale.fill(0)
    let ghosts = 0
    let wakes = 0
    let lost = 0
    let hasArrival = false
    const sizeMin = 0.5 / unit
    const end = start[node + 1]
    for (let at = start[node]; at < end; at++) {
      const container = box[at]
      const kind = kinds[container]
      const isLow = stoppedIsLow && (kind === boxKind.exited || kind === boxKind.failed)
      const size = isLow ? sizeMin : Math.max(sizeOfContainer[container], sizeMin)
      if (kind === boxKind.known || kind === boxKind.unseen || kind === boxKind.paused) {
        const isOwn = service < 0 || serviceOfContainer[container] === service
        const isBright = isOwn && found?.containers[container] !== 0
        if (isBright) bands[hueOfContainer[container]] += size
        else pale[hueOfContainer[container]] += size
        if (kind === boxKind.known && actualSinceUs[container] > arrivedSinceUs) hasArrival = true
      } else if (kind === boxKind.ghost) ghosts += size
      else if (kind === boxKind.wake) wakes += size
      else if (kind === boxKind.lost || kind === boxKind.failed) lost += size
      else pale[hueOfContainer[container]] += size
    }
    const foot = area.y + area.height
    let bottom = foot
    let sum = 0
    const band = (size: number, colour: number) => {
      if (size === 0) return
      sum += size
      const top = foot - Math.round(sum * unit)
      fillArea(raster, area.x, top, area.width, bottom - top, colour)
      bottom = top
    }
    for (const hue of order) band(bands[hue], palette.services[hue])
    for (const hue of order) band(pale[hue], palette.pale[hue])
    const cap = Math.round(2 * scale)
    if (hasArrival) fillArea(raster, area.x, bottom - cap, area.width, cap, palette.ink)
    const hollow = (size: number): Area => {
      sum += size
      const top = foot - Math.max(Math.round(sum * unit), Math.round(2 * scale))
      const part = { x: area.x, y: top, width: area.width, height: bottom - top }
      bottom = top
      return part
    }
    const line = Math.max(1, Math.round(scale))
    if (lost > 0) frameArea(raster, hollow(lost), line, palette.fail)
    if (wakes > 0) dotArea(raster, hollow(wakes), line, palette.wake)
    if (ghosts > 0) {
      const part = hollow(ghosts)
      fillArea(raster, part.x, part.y, part.width, part.height, palette.beliefWash)
      frameArea(raster, part, area.width >= 6 ? Math.round(1.6 * scale) : line, palette.belief)
    }
  }
}
