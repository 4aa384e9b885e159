/** The managers' ring: cards that do not touch, and arrows that begin and end beside them. */
import { expect, test } from 'vitest'
import {
  arrowBetween,
  type Card,
  cardHeight,
  cardsOf,
  cardWidth,
  ringSize,
} from '../../src/web/draw/ring.ts'

const counts = [1, 2, 3, 4, 5, 6, 7]

function isInside({ x, y }: Card, card: Card): boolean {
  return Math.abs(x - card.x) < cardWidth / 2 && Math.abs(y - card.y) < cardHeight / 2
}

test.each(counts)('%i cards stand in the picture and do not touch', (count) => {
  const { width, height } = ringSize(count)
  const cards = cardsOf(count)
  expect(cards).toHaveLength(count)
  for (const [at, { x, y }] of cards.entries()) {
    expect(x - cardWidth / 2).toBeGreaterThanOrEqual(0)
    expect(x + cardWidth / 2).toBeLessThanOrEqual(width)
    expect(y - cardHeight / 2).toBeGreaterThanOrEqual(0)
    expect(y + cardHeight / 2).toBeLessThanOrEqual(height)
    for (const other of cards.slice(at + 1)) {
      const isApart =
        Math.abs(x - other.x) >= cardWidth + 8 || Math.abs(y - other.y) >= cardHeight + 8
      expect(isApart).toBe(true)
    }
  }
})

test('an arrow ends outside of both cards, and the way back lies beside it', () => {
  for (const count of counts) {
    const cards = cardsOf(count)
    for (const from of cards) {
      for (const to of cards) {
        if (from === to) continue
        const there = arrowBetween(from, to)
        expect(isInside({ x: there.x2, y: there.y2 }, to)).toBe(false)
        const back = arrowBetween(to, from)
        const distance = Math.hypot(there.x2 - back.x1, there.y2 - back.y1)
        expect(distance).toBeGreaterThan(12)
      }
    }
  }
})
