import { expect, test } from 'vitest'
import {
  exponential,
  logNormal,
  logNormalMean,
  normal,
  toUs,
  uniform,
  weibull,
  weibullMean,
  weibullScale,
} from '../../src/sim/distributions.ts'
import { createStream, type RandomStream } from '../../src/sim/random.ts'

type Sampler = (random: RandomStream) => number

const week = 168
const samplers: readonly [name: string, mean: number, deviation: number, sample: Sampler][] = [
  ['uniform', 4, 2 / Math.sqrt(12), (random) => uniform(random, { min: 3, max: 5 })],
  ['exponential', 2, 2, (random) => exponential(random, { mean: 2 })],
  ['normal', -1, 3, (random) => normal(random, { mean: -1, deviation: 3 })],
  // Mean e^(mu + sigma^2 / 2); deviation mean * sqrt(e^(sigma^2) - 1).
  ['logNormal', 3.0802, 1.6415, (random) => logNormal(random, { mu: 1, sigma: 0.5 })],
  // Shape 2 is the distribution of Rayleigh: mean sqrt(pi) / 2, variance 1 - pi / 4.
  ['weibull', 0.886227, 0.46325, (random) => weibull(random, { shape: 2, scale: 1 })],
]

/** The tolerance is four standard errors; for the deviation half again, for heavier tails. */
test.each(samplers)(
  '%s numbers have the mean and the deviation of theory',
  (name, mean, deviation, sample) => {
    const random = createStream('moments', name)
    const rounds = 40_000
    const values = Array.from({ length: rounds }, () => sample(random))
    const found = values.reduce((sum, value) => sum + value, 0) / rounds
    const square = values.reduce((sum, value) => sum + (value - found) ** 2, 0) / rounds
    expect(Math.abs(found - mean)).toBeLessThan((4 * deviation) / Math.sqrt(rounds))
    expect(Math.abs(Math.sqrt(square) / deviation - 1)).toBeLessThan(6 / Math.sqrt(rounds))
  },
)

/** The same in Node, Chromium and Firefox: a difference in one bit would change every trace. */
test('the first numbers of every distribution are pinned to the last bit', () => {
  const first = samplers.map(([name, , , sample]) => {
    const random = createStream('pinned', name)
    return [name, sample(random), sample(random)]
  })
  expect(first).toMatchInlineSnapshot(`
    [
      [
        "uniform",
        4.869863612118575,
        4.495128462091429,
      ],
      [
        "exponential",
        0.5799206968958044,
        5.104656415872252,
      ],
      [
        "normal",
        -0.28193022889100583,
        1.551724270952365,
      ],
      [
        "logNormal",
        1.7524672135363857,
        1.6126155593630243,
      ],
      [
        "weibull",
        0.998157786803534,
        1.7127074981380792,
      ],
    ]
  `)
})

test('the logarithm of zero is never taken, and nothing is negative', () => {
  const lowest = { ...createStream('', ''), next: () => 0 }
  const highest = { ...createStream('', ''), next: () => 1 - 2 ** -53 }
  expect(exponential(lowest, { mean: 5 })).toBe(0)
  expect(weibull(lowest, { shape: 0.7, scale: 5 })).toBe(0)
  expect(exponential(highest, { mean: 1 })).toBeCloseTo(53 * Math.LN2, 10)
  expect(normal(highest, { mean: 0, deviation: 1 })).toBeLessThan(9)
})

test('a weibull distribution of shape 1 is the exponential, draw for draw', () => {
  const [one, other] = [createStream('same', ''), createStream('same', '')]
  for (let draw = 0; draw < 100; draw++) {
    expect(weibull(one, { shape: 1, scale: 3 })).toBe(exponential(other, { mean: 3 }))
  }
})

/** Gamma(3/2) = sqrt(pi) / 2, Gamma(2) = 1, Gamma(3) = 2, Gamma(11) = 10! */
test('the mean of a weibull distribution follows from its shape and back', () => {
  const means = [2, 1, 0.5, 0.1].map((shape) => weibullMean({ shape, scale: 1 }))
  for (const [index, known] of [Math.sqrt(Math.PI) / 2, 1, 2, 3_628_800].entries()) {
    expect(means[index] / known).toBeCloseTo(1, 12)
  }
  const scale = weibullScale({ shape: 0.7, mean: week })
  expect(weibullMean({ shape: 0.7, scale })).toBeCloseTo(week, 10)
})

test('the mean of a log-normal distribution is more than its median', () => {
  expect(logNormalMean({ mu: 0, sigma: 0 })).toBe(1)
  expect(logNormalMean({ mu: 1, sigma: 0.5 })).toBeCloseTo(3.0802, 4)
})

test('a drawn time is rounded to whole microseconds', () => {
  expect([toUs(1.4), toUs(1.5), toUs(0)]).toEqual([1, 2, 0])
})
