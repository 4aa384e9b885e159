import { expect, test } from 'vitest'
import { largest, smallest } from '../../src/sim/extent.ts'

test('a million numbers have a smallest and a largest one', () => {
  const values = Array.from({ length: 1_000_000 }, (_, index) => (index * 7919) % 1_000_003)
  expect(smallest(values)).toBe(0)
  expect(largest(values)).toBe(values.toSorted((a, b) => b - a)[0])
})

test('of nothing they are what Math.min and Math.max answer', () => {
  expect([smallest([]), largest([])]).toEqual([Math.min(), Math.max()])
})
