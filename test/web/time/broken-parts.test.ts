/** The lane of expectations: where one is broken, and the way from one to the next. */
import { expect, test } from 'vitest'
import type { ExpectationResult } from '../../../src/projection/expectations.ts'
import { brokenParts, nextBroken } from '../../../src/web/time/broken-parts.ts'

const second = 1_000_000

function broken(text: string, line: number, ...spans: readonly (readonly [number, number])[]) {
  return {
    expectation: { text, line },
    met: spans.length === 0,
    unreached: false,
    violations: spans.map(([from, until]) => ({ fromUs: from * second, untilUs: until * second })),
  } as unknown as ExpectationResult // Only these parts are looked at.
}

const results = [
  broken('running(web) >= 3', 7, [10, 20], [60, 70]),
  broken('duplicates() == 0', 9, [21, 22]),
  broken('unplaced() == 0', 11),
]
/** A pixel a second. */
const x = (timeUs: number) => timeUs / second

test('parts that lie too close to be clicked apart are one, with the words of both', () => {
  const parts = brokenParts(results, x, { fromUs: 0, untilUs: 100 * second })
  expect(parts.map(({ from, to }) => [from, to])).toEqual([
    [10, 22],
    [60, 70],
  ])
  expect(parts[0].text).toBe(
    'Broken from 0:10.0: line 7: running(web) >= 3; line 9: duplicates() == 0',
  )
})

test('only what lies in the span is shown, cut to it', () => {
  const parts = brokenParts(results, x, { fromUs: 65 * second, untilUs: 100 * second })
  expect(parts.map(({ from, to, timeUs }) => [from, to, timeUs])).toEqual([[65, 70, 60 * second]])
})

test('from one broken expectation to the next and back, and nowhere at the ends', () => {
  expect(nextBroken(results, 0, 1)).toBe(10 * second)
  expect(nextBroken(results, 10 * second, 1)).toBe(21 * second)
  expect(nextBroken(results, 60 * second, -1)).toBe(21 * second)
  expect(nextBroken(results, 60 * second, 1)).toBeUndefined()
  expect(nextBroken(results, 10 * second, -1)).toBeUndefined()
})
