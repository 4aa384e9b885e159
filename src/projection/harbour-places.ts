/** Which rack or zone is under a point: its name on the land, the quay itself, the letter of the zone. */
import type { HarbourLayout, QuayPiece } from './harbour-layout.ts'
import type { HarbourPlan } from './harbour-plan.ts'

export interface PlaceHit {
  readonly kind: 'rack' | 'zone'
  readonly name: string
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Height of the quay below the berths' foot. */
export const quayHeight = 9
/** So high is the strip in which the names stand. */
const namesHeight = 20
/** The names stand so far above the end of the land. */
const namesAbove = 8

/** Land as high as this holds the names of rack and zone as well. */
const roomyLand = 70

/** Three rows or more: the land holds two short lines, and the names stand above the berths. */
export function isTight({ rows }: HarbourLayout): boolean {
  return rows.length >= 3 && rows[0].bottomY - rows[0].footY < roomyLand
}

export function placeAt(
  plan: HarbourPlan,
  layout: HarbourLayout,
  point: Point,
): PlaceHit | undefined {
  const row = layout.rows.findIndex(({ topY, bottomY }) => point.y >= topY && point.y < bottomY)
  const pieces = layout.pieces.filter((piece) => piece.row === row)
  if (pieces.length === 0) return undefined
  // The letters of the zones stand left of everything.
  if (layout.level > 1 && point.x < pieces[0].x) return named(plan, pieces[0], 'zone')
  const piece = pieces.find(({ x, width }) => point.x >= x && point.x < x + width)
  if (piece === undefined) return undefined
  if (layout.level > 1) return point.y > piece.footY ? named(plan, piece, 'rack') : undefined
  if (point.y > piece.footY && point.y <= piece.footY + quayHeight) {
    return named(plan, piece, 'rack')
  }
  const { topY, bottomY } = layout.rows[row]
  const namesTop = isTight(layout) ? topY : bottomY - namesAbove - namesHeight
  if (point.y < namesTop || point.y > namesTop + namesHeight) return undefined
  return named(plan, piece, point.x < piece.x + piece.width / 2 ? 'rack' : 'zone')
}

/** Where one has no name the other one is meant. */
function named(
  { quays }: HarbourPlan,
  { quay }: QuayPiece,
  kind: 'rack' | 'zone',
): PlaceHit | undefined {
  const other = kind === 'rack' ? 'zone' : 'rack'
  const own = quays[quay]
  if (own[kind] !== '') return { kind, name: own[kind] }
  return own[other] === '' ? undefined : { kind: other, name: own[other] }
}
