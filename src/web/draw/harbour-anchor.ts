/**
 * While a window is dragged over the harbour nothing in it changes but its place. The berths then
 * keep the coordinates in which they were first drawn, their anchor, and all of them move as one.
 */
import type { HarbourLayout } from '../../projection/harbour-layout.ts'

/** @returns the layout to draw in: the anchor as long as what is seen has only been moved. */
export function anchoredLayout(anchor: HarbourLayout, layout: HarbourLayout): HarbourLayout {
  const isMoved =
    layout.zoom > 1 &&
    anchor.zoom === layout.zoom &&
    anchor.unit === layout.unit &&
    anchor.level === layout.level &&
    anchor.height === layout.height &&
    anchor.roadsHeight === layout.roadsHeight &&
    // Every window over one harbour shares this array.
    anchor.pieceOf === layout.pieceOf
  return isMoved ? { ...anchor, width: layout.width, shown: layout.shown } : layout
}

/** How far what was drawn in the anchor has moved since, in pixels. */
export function movedBy(anchor: HarbourLayout, layout: HarbourLayout) {
  const [from] = anchor.pieces
  const [to] = layout.pieces
  if (from === undefined || to === undefined) return { x: 0, y: 0 }
  return { x: to.x - from.x, y: to.footY - from.footY }
}
