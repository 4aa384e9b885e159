/** Where the managers stand around their ring, and how an arrow goes from one card to another. */

export interface Card {
  /** Middle of the card. */
  readonly x: number
  readonly y: number
}

export const cardWidth = 150
export const cardHeight = 72

/** Room for the cards of so many managers. */
export function ringSize(count: number): { readonly width: number; readonly height: number } {
  if (count <= 2) return { width: 660, height: 96 }
  return { width: 660, height: count === 3 ? 270 : 380 }
}

/** One beside the other for two, else around an ellipse, the first on top. */
export function cardsOf(count: number): Card[] {
  const { width, height } = ringSize(count)
  if (count === 1) return [{ x: width / 2, y: height / 2 }]
  if (count === 2)
    return [cardWidth / 2 + 4, width - cardWidth / 2 - 4].map((x) => ({ x, y: height / 2 }))
  const [radiusX, radiusY] = [(width - cardWidth) / 2 - 4, (height - cardHeight) / 2 - 4]
  const middles = Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI - Math.PI / 2
    return { x: radiusX * Math.cos(angle), y: radiusY * Math.sin(angle) }
  })
  // Three do not reach down to the lower edge of their ellipse.
  const lowest = Math.max(...middles.map(({ y }) => y))
  const shift = (radiusY - lowest) / 2
  return middles.map(({ x, y }) => ({ x: width / 2 + x, y: height / 2 + y + shift }))
}

/** So far beside the line between the middles, so that arrows there and back do not lie on each other. */
const besides = 9

/** From the edge of one card to the edge of the other. */
export function arrowBetween(from: Card, to: Card) {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const length = Math.max(1, Math.hypot(dx, dy))
  const [offsetX, offsetY] = [(-dy / length) * besides, (dx / length) * besides]
  const start = edgeOf(dx, dy, 2)
  const end = edgeOf(dx, dy, 8)
  return {
    x1: from.x + start.x + offsetX,
    y1: from.y + start.y + offsetY,
    x2: to.x - end.x + offsetX,
    y2: to.y - end.y + offsetY,
  }
}

/** From the middle of a card to its edge in a direction, and a little further. */
function edgeOf(dx: number, dy: number, gap: number): Card {
  const scale = Math.min(
    (cardWidth / 2 + gap) / Math.max(0.001, Math.abs(dx)),
    (cardHeight / 2 + gap) / Math.max(0.001, Math.abs(dy)),
  )
  return { x: dx * scale, y: dy * scale }
}
