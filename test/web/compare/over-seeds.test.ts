/** Two ways over many seeds: means, intervals, and a conclusion that says how sure it is. */
import { expect, test } from 'vitest'
import type { Figures } from '../../../src/projection/compare-figures.ts'
import {
  conclusionOf,
  holdsZero,
  intervalOf,
  isEqual,
  meanDifferenceInWords,
  overSeeds,
  type SeedPair,
} from '../../../src/web/compare/over-seeds.ts'

const plain: Figures = {
  asked: 10,
  running: 10,
  unplaced: 0,
  moves: 3,
  duplicates: 0,
  detectionUs: -1,
  recoveryUs: 4_000_000,
  missedUs: 0,
  availability: 1,
  facts: 100,
}

function seeds(...others: readonly Partial<Figures>[]): SeedPair[] {
  return others.map((other, index) => ({
    seed: String(index + 1),
    one: plain,
    other: { ...plain, ...other },
  }))
}

const names = { one: 'spread', other: 'binpack' }
const figureOf = (pairs: readonly SeedPair[], key: keyof Figures) =>
  overSeeds(pairs).find(({ row }) => row.key === key)

test("an interval is Student's: mean 2.5, deviation 1.291, t of 3 degrees 3.182", () => {
  const [low, high] = intervalOf([1, 2, 3, 4]) ?? []
  // 3.18245 is t(0.975, 3) of the tables (NIST/SEMATECH e-Handbook, 1.3.6.7.2).
  const half = (3.18245 * 1.29099) / 2
  expect(low).toBeCloseTo(2.5 - half, 4)
  expect(high).toBeCloseTo(2.5 + half, 4)
})

test('one seed has no interval, and nothing is concluded from it', () => {
  expect(intervalOf([5])).toBeUndefined()
  expect(conclusionOf(overSeeds(seeds({ moves: 9 })), names, false)).toBe(
    'Over 1 seed nothing can be said: an interval needs two.',
  )
})

test('the conclusion is about the weightiest figure whose interval does not hold zero', () => {
  const pairs = seeds(
    { availability: 0.9, moves: 7 },
    { availability: 0.92, moves: 8 },
    { availability: 0.91, moves: 9 },
  )
  expect(conclusionOf(overSeeds(pairs), names, true)).toBe(
    'So far, over 3 seeds, availability: 91.00 % with binpack, 100.00 % with spread, a difference of −9.0 points (95 % interval −11.5 points to −6.5 points).',
  )
})

test('where chance is larger than the difference, no difference is sure', () => {
  const pairs = seeds({ moves: 0 }, { moves: 6 }, { moves: 2 }, { moves: 5 })
  const moves = figureOf(pairs, 'moves')
  expect(moves?.mean).toBe(0.25)
  expect(moves && holdsZero(moves)).toBe(true)
  expect(conclusionOf(overSeeds(pairs), names, false)).toContain('no difference is sure')
})

test('figures that are equal in every seed are said to be', () => {
  const pairs = seeds({}, {}, {})
  expect(overSeeds(pairs).every(isEqual)).toBe(true)
  expect(conclusionOf(overSeeds(pairs), names, false)).toContain('no figure differs at all')
})

test('a figure that a run does not have counts for nothing there', () => {
  const pairs = seeds({ recoveryUs: -1 }, { recoveryUs: 6_000_000 })
  const recovery = figureOf(pairs, 'recoveryUs')
  expect(recovery?.pairs).toEqual([{ seed: '2', difference: 2_000_000 }])
  expect(figureOf(pairs, 'detectionUs')?.pairs).toEqual([])
})

test('means of counts keep a decimal', () => {
  const row = overSeeds(seeds({})).find(({ row }) => row.key === 'moves')?.row
  expect(row && [2.44, -0.05, 3, 0].map((value) => meanDifferenceInWords(row, value))).toEqual([
    '+2.4',
    '−0.05',
    '+3',
    '0',
  ])
})
