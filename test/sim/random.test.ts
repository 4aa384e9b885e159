import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom, createStream } from '../../src/sim/random.ts'

/** The first numbers are part of what a seed means: a change here changes every stored trace. */
test('a seed and a name always give these numbers', () => {
  const stream = createStream('7', 'failures/node-17')
  expect([stream.next(), stream.next(), stream.next()]).toMatchInlineSnapshot(`
    [
      0.7769909744993214,
      0.2523853820913514,
      0.7921111965628393,
    ]
  `)
  expect([10, 1000, 2 ** 32, 2 ** 53].map((n) => stream.below(n))).toMatchInlineSnapshot(`
    [
      0,
      532,
      3262082812,
      4419827673089598,
    ]
  `)
  expect(stream.uniformUs(30_000_000, 60_000_000)).toMatchInlineSnapshot(`56127620`)
  expect(stream.shuffle([1, 2, 3, 4, 5, 6, 7, 8]).join(' ')).toMatchInlineSnapshot(
    `"5 2 7 4 8 6 3 1"`,
  )
})

test('asked twice, a stream is the same object and goes on where it was', () => {
  const random = createRandom('7')
  const fresh = createStream('7', 'failures')
  const first = random.stream('failures').next()
  expect(random.stream('failures')).toBe(random.stream('failures'))
  expect([first, random.stream('failures').next()]).toEqual([fresh.next(), fresh.next()])
})

test('a draw in one stream moves no other', () => {
  const draws = fc.array(fc.constantFrom('a', 'b', 'c'))
  fc.assert(
    fc.property(fc.string(), draws, (seed, names) => {
      const random = createRandom(seed)
      const alone = createStream(seed, 'a')
      for (const name of names) {
        const value = random.stream(name).next()
        if (name === 'a') expect(value).toBe(alone.next())
      }
    }),
  )
})

test('seed and name are told apart wherever one ends', () => {
  const first = (seed: string, name: string) => createStream(seed, name).next()
  expect(first('a', 'b:c')).not.toBe(first('a:b', 'c'))
  expect(first('1', '2')).not.toBe(first('12', ''))
})

/**
 * Goal: the streams of node-0, node-1, ... are as good as independent.
 * Method: in generators that only shift and xor, four names whose characters cancel give numbers
 * that cancel too (0 ^ 1 ^ 2 ^ 3 = 0): always in xor128. Then the first numbers of 20,000 names in
 * 100 cells: chi-squared with 99 degrees of freedom is between 50 and 160 but once in 10,000.
 */
test('the streams of neighbouring names have nothing to do with each other', () => {
  const first = (name: string) => createStream('7', `failures/${name}`).below(2 ** 32)
  for (let ten = 0; ten < 100; ten++) {
    const [a, b, c, d] = [0, 1, 2, 3].map((one) => first(`node-${ten}${one}`))
    expect(a ^ b ^ c ^ d).not.toBe(0)
  }
  const names = 20_000
  const cells = new Array<number>(100).fill(0)
  for (let node = 0; node < names; node++) cells[createStream('7', `node-${node}`).below(100)]++
  expect(chiSquared(cells, names / 100)).toSatisfy((value: number) => value > 50 && value < 160)
})

test('numbers are in [0, 1), below n, and at least min and under max', () => {
  const stream = createStream('bounds', '')
  const n = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 2 ** 53 }))
  fc.assert(
    fc.property(n, fc.nat(1000), (below, minUs) => {
      const unit = stream.next()
      expect(unit >= 0 && unit < 1).toBe(true)
      const drawn = stream.below(below)
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < below).toBe(true)
      const timeUs = stream.uniformUs(minUs, minUs + 3)
      expect([0, 1, 2]).toContain(timeUs - minUs)
      expect(stream.uniformUs(minUs, minUs)).toBe(minUs)
    }),
  )
})

test.each([0, -1, 1.5, Number.NaN, 2 ** 54])('a number below %d is refused as a bug', (n) => {
  expect(() => createStream('', '').below(n)).toThrow('a bug in Reberth')
})

/** Chi-squared with n - 1 degrees of freedom; each bound is passed less than once in 10,000. */
test.each([
  [3, 18.4],
  [10, 33.7],
  [100, 160],
])('all numbers below %d are equally likely', (n, bound) => {
  const stream = createStream('fair', `${n}`)
  const counts = new Array<number>(n).fill(0)
  for (let draw = 0; draw < 2000 * n; draw++) counts[stream.below(n)]++
  expect(chiSquared(counts, 2000)).toBeLessThan(bound)
})

/**
 * Goal: no number is likelier than another even where n does not divide a power of two.
 * Method: n = 3/4 of 2^32. The remainder of 32 random bits would fall in the first third twice as
 * often as it should.
 */
test.each([3 * 2 ** 30, 3 * 2 ** 51])('thirds of [0, %d) are equally likely', (n) => {
  const stream = createStream('fair', `${n}`)
  const thirds = [0, 0, 0]
  for (let draw = 0; draw < 30_000; draw++) thirds[Math.floor(stream.below(n) / (n / 3))]++
  expect(chiSquared(thirds, 10_000)).toBeLessThan(18.4)
})

test('a shuffle keeps every item, and all orders are equally likely', () => {
  const items = fc.array(fc.integer())
  const stream = createStream('shuffle', '')
  fc.assert(
    fc.property(items, (before) => {
      const after = [...before]
      expect(stream.shuffle(after)).toBe(after)
      expect(after.toSorted()).toEqual(before.toSorted())
    }),
  )
  const counts = new Map<string, number>()
  for (let round = 0; round < 24_000; round++) {
    const order = stream.shuffle(['a', 'b', 'c', 'd']).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(24)
  // 23 degrees of freedom; passed less than once in 10,000.
  expect(chiSquared([...counts.values()], 1000)).toBeLessThan(56)
})

function chiSquared(counts: readonly number[], expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}
