/** Arrow keys from berth to berth: the nearest one in that direction. */
import type { HarbourLayout } from '../../projection/harbour-layout.ts'

export function neighbourOf(layout: HarbourLayout, node: number, key: string): number | undefined {
  const piece = layout.pieces[layout.pieceOf[node]]
  if (piece === undefined) return undefined
  const order = layout.pieces.flatMap(({ nodes }) => nodes)
  const at = order.indexOf(node)
  switch (key) {
    case 'ArrowRight':
      return order[at + 1]
    case 'ArrowLeft':
      return order[at - 1]
    case 'ArrowDown':
      return nearestIn(layout, piece.row + 1, node)
    case 'ArrowUp':
      return nearestIn(layout, piece.row - 1, node)
    default:
      return undefined
  }
}

function nearestIn(layout: HarbourLayout, row: number, node: number): number | undefined {
  const nodes = layout.pieces.filter((piece) => piece.row === row).flatMap((piece) => piece.nodes)
  let best: number | undefined
  for (const candidate of nodes) {
    const isNearer =
      best === undefined ||
      Math.abs(layout.x[candidate] - layout.x[node]) < Math.abs(layout.x[best] - layout.x[node])
    if (isNearer) best = candidate
  }
  return best
}
