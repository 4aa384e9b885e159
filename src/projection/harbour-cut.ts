/** Which berths stand on which side of a line that is drawn through the harbour. */
import type { HarbourLayout } from './harbour-layout.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export type Sides = readonly [readonly number[], readonly number[]]

/** Nodes by the side of the endless line through both points on which the middle of their foot lies. */
export function sidesOf(layout: HarbourLayout, from: Point, to: Point): Sides {
  const sides: [number[], number[]] = [[], []]
  for (const { nodes } of layout.pieces) {
    for (const node of nodes) {
      const x = layout.x[node] + layout.berthWidth / 2 - from.x
      const y = layout.footY[node] - from.y
      const turn = (to.x - from.x) * y - (to.y - from.y) * x
      sides[turn > 0 ? 0 : 1].push(node)
    }
  }
  return sides
}

/** The side with fewer berths; of two equal ones the second, so that the first nodes stay. */
export function smallerSide([one, other]: Sides): readonly number[] {
  const [first, second] = (one[0] ?? -1) < (other[0] ?? -1) ? [one, other] : [other, one]
  return first.length < second.length ? first : second
}
