/** Where a step into the harbour leads: to a zone, a rack, a node. */
import type { HarbourLayout, QuayPiece } from './harbour-layout.ts'
import type { HarbourPlan } from './harbour-plan.ts'
import {
  clamped,
  enlarged,
  type HarbourView,
  scaleFor,
  scaleMax,
  stepMin,
  type ZoomWindow,
} from './harbour-zoom.ts'

/** One step in: to the zone of a node, its rack, or the node, whichever is the next to add detail. */
export function enteredView(
  plan: HarbourPlan,
  whole: HarbourLayout,
  view: HarbourView | undefined,
  window: ZoomWindow,
  node: number,
): HarbourView | undefined {
  const current = view?.scale ?? 1
  const own = whole.pieces[whole.pieceOf[node]]
  if (own === undefined) return view
  const zoneOf = (piece: QuayPiece) => plan.quays[piece.quay].zone
  const zone = whole.pieces.filter((piece) => zoneOf(piece) === zoneOf(own))
  const berth = { x: whole.x[node], width: whole.berthWidth }
  const single = Math.min(scaleMax(whole), Math.max(scaleFor(whole, 132), 1.8))
  const targets = [
    { area: extent(zone), scale: fitting(extent(zone), window), row: zone[0].row },
    { area: own, scale: fitting(own, window), row: own.row },
    { area: berth, scale: single, row: own.row },
  ].map((target) => ({ ...target, scale: Math.min(target.scale, single) }))
  const target = targets.find(({ scale }) => scale >= current * stepMin)
  if (target === undefined) return view
  const { scale, area, row } = target
  return { ...centred(plan, whole, window, { scale, area, row }), outer: view }
}

/** The window over one node, at the scale that it has. */
export function viewOn(
  plan: HarbourPlan,
  whole: HarbourLayout,
  view: HarbourView,
  window: ZoomWindow,
  node: number,
): HarbourView {
  const { row } = whole.pieces[whole.pieceOf[node]]
  const area = { x: whole.x[node], width: whole.berthWidth }
  return { ...view, ...centred(plan, whole, window, { scale: view.scale, area, row }) }
}

interface Area {
  readonly x: number
  readonly width: number
}

function extent(pieces: readonly Area[]): Area {
  const x = Math.min(...pieces.map((piece) => piece.x))
  const end = Math.max(...pieces.map((piece) => piece.x + piece.width))
  return { x, width: end - x }
}

function fitting({ width }: Area, window: ZoomWindow): number {
  return window.width / (width + 24)
}

function centred(
  plan: HarbourPlan,
  whole: HarbourLayout,
  window: ZoomWindow,
  target: { readonly scale: number; readonly area: Area; readonly row: number },
): HarbourView {
  const { scale, area } = target
  const size = enlarged(plan, whole, scale, window)
  const { topY, bottomY } = size.rows[target.row]
  const middle = (window.roadsHeight + window.height - window.footHeight) / 2
  const place = {
    x: (area.x + area.width / 2) * scale - window.width / 2,
    y: (topY + bottomY) / 2 - middle,
  }
  return { scale, ...clamped(place, size, window) }
}
