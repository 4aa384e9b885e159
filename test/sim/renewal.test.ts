import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStream } from '../../src/sim/random.ts'
import { blockLengthUs, createRenewal, type RenewalOptions } from '../../src/sim/renewal.ts'

const second = 1_000_000
const hour = 3600 * second
const year = 365 * 24 * hour

/** The refresh loop of an engine: 30 to 60 s. */
const refresh: RenewalOptions = {
  seed: '7',
  name: 'refresh/node-1',
  minUs: 30 * second,
  maxUs: 60 * second,
  startUs: 0,
}

/** Wide and narrow windows, waits without jitter, of a few us and of days. */
const loops = fc
  .record({
    seed: fc.string(),
    minUs: fc.integer({ min: 1, max: 100_000 }),
    widthUs: fc.integer({ min: 0, max: 100_000 }),
    scale: fc.constantFrom(1, 1000, 1_000_000),
    startUs: fc.nat(1_000_000),
  })
  // The number of beats to a block grows without bound as the jitter vanishes.
  .filter(({ minUs, widthUs }) => widthUs === 0 || minUs < 5 * widthUs)
  .map(({ seed, minUs, widthUs, scale, startUs }) => ({
    seed,
    name: 'loop',
    minUs: minUs * scale,
    maxUs: (minUs + widthUs) * scale,
    startUs,
  }))

function beats(options: RenewalOptions, count: number, afterUs = options.startUs): number[] {
  const loop = createRenewal(options)
  const found: number[] = []
  let timeUs = afterUs
  for (let beat = 0; beat < count; beat++) {
    timeUs = loop.nextAfter(timeUs)
    found.push(timeUs)
  }
  return found
}

function waits(times: readonly number[]): number[] {
  return times.slice(1).map((timeUs, index) => timeUs - times[index])
}

test('every wait is at least min and under max, also where blocks meet', () => {
  fc.assert(
    fc.property(loops, (options) => {
      const { minUs, maxUs, startUs } = options
      const all = waits([startUs, ...beats(options, 5000)])
      expect(all.every((us) => us >= minUs && (us < maxUs || us === minUs))).toBe(true)
    }),
    { numRuns: 50 },
  )
})

/**
 * Goal: whoever asks at whatever time, in whatever order, sees the same loop.
 * Method: walk through every beat once; then ask a new loop, and one that is asked again and
 * again, about times at and around beats, mostly those with which the first blocks begin.
 */
test('the next and the last beat of any moment are those of the loop walked through', () => {
  const moment = fc.record({ block: fc.nat(4), beat: fc.oneof(fc.nat(4), fc.nat(150)) })
  fc.assert(
    fc.property(loops, fc.array(moment, { maxLength: 30 }), (options, moments) => {
      const { minUs, maxUs, startUs } = options
      const blockUs = maxUs - minUs <= 1 ? 100 * minUs : blockLengthUs(options)
      const meanUs = (minUs + maxUs) / 2
      const all = beats(options, Math.ceil((5 * blockUs) / meanUs) + 400)
      const often = createRenewal(options)
      for (const { block, beat } of moments) {
        const aboutUs = Math.floor(startUs + block * blockUs + beat * meanUs)
        const nextUs = all.find((us) => us > aboutUs) as number // There are beats enough.
        for (const timeUs of [aboutUs - 1, aboutUs, nextUs - 1, nextUs]) {
          const answer = [all.findLast((us) => us <= timeUs), all.find((us) => us > timeUs)]
          for (const loop of [often, createRenewal(options)]) {
            expect([loop.lastUntil(timeUs), loop.nextAfter(timeUs)]).toEqual(answer)
          }
        }
      }
    }),
    { numRuns: 50 },
  )
})

test('before its start a loop has no last beat, and its next one is the first', () => {
  const loop = createRenewal({ ...refresh, startUs: hour })
  const firstUs = loop.nextAfter(hour)
  expect(firstUs - hour).toSatisfy((us: number) => us >= 30 * second && us < 60 * second)
  expect([loop.nextAfter(0), loop.lastUntil(0), loop.lastUntil(hour)]).toEqual([
    firstUs,
    undefined,
    undefined,
  ])
})

test('a loop without jitter ticks like a clock, for ever', () => {
  const clock = createRenewal({ ...refresh, minUs: 7, maxUs: 7, startUs: 3 })
  expect([0, 3, 9, 10, 16, 17].map((us) => clock.nextAfter(us))).toEqual([10, 10, 10, 17, 17, 24])
  expect([9, 10, 16, 17].map((us) => clock.lastUntil(us))).toEqual([undefined, 10, 10, 17])
  const lateUs = 3 + 7 * 2 ** 49
  expect([clock.nextAfter(lateUs - 1), clock.nextAfter(lateUs)]).toEqual([lateUs, lateUs + 7])
})

/**
 * Goal: the waits are uniform and each is independent of the one before, also where the real loop
 * changes from one block to the next.
 * Method: only the waits after the start of a block, where the two loops are drawn together.
 * Bounds are four standard deviations of the mean of that many uniform or correlated pairs.
 */
test.each([
  ['30 to 60 s', refresh],
  ['4.5 to 5.5 s', { ...refresh, minUs: 4.5 * second, maxUs: 5.5 * second }],
])('waits of %s are uniform and independent around the seams of blocks', (_, options) => {
  const { minUs, maxUs } = options
  const blockUs = 2 * blockLengthUs(options)
  const rounds = 3000
  const places = 6
  const mean = new Array<number>(places).fill(0)
  const square = new Array<number>(places).fill(0)
  const product = new Array<number>(places - 1).fill(0)
  for (let round = 0; round < rounds; round++) {
    const loop = { ...options, seed: `${round}` }
    // From the wait that crosses the boundary.
    const lastUs = createRenewal(loop).lastUntil(blockUs) ?? 0
    const unit = waits([lastUs, ...beats(loop, places, blockUs)]).map(
      (us) => (us - minUs) / (maxUs - minUs) - 0.5,
    )
    for (let place = 0; place < places; place++) {
      mean[place] += unit[place] / rounds
      square[place] += unit[place] ** 2 / rounds
      if (place > 0) product[place - 1] += (unit[place - 1] * unit[place]) / rounds
    }
  }
  const root = Math.sqrt(rounds)
  // The wait that holds a given moment is longer than others; those after it are ordinary.
  for (const value of mean.slice(1)) expect(Math.abs(value)).toBeLessThan((4 * 0.2887) / root)
  for (const value of square.slice(1)) {
    expect(Math.abs(value - 1 / 12)).toBeLessThan((4 * 0.0745) / root)
  }
  for (const value of product.slice(1)) expect(Math.abs(value)).toBeLessThan((4 * 0.0834) / root)
})

/**
 * Goal: a node that fails at any moment waits exactly as long for its next refresh as theory says.
 * Method: the time left to the next beat at random moments of a year has mean E[W^2] / 2 E[W] =
 * 23.3 s and deviation 14.3 s for waits W of 30 to 60 s, and exceeds 30 s with probability 1/3.
 */
test('the time left to the next beat at any moment has its exact distribution', () => {
  const random = createStream('moments', '')
  const rounds = 20_000
  const loop = createRenewal(refresh)
  let sum = 0
  let long = 0
  for (let round = 0; round < rounds; round++) {
    const timeUs = random.uniformUs(hour, year)
    const leftUs = loop.nextAfter(timeUs) - timeUs
    sum += leftUs / second
    if (leftUs > 30 * second) long++
  }
  const root = Math.sqrt(rounds)
  expect(Math.abs(sum / rounds - 70 / 3)).toBeLessThan((4 * 14.3) / root)
  expect(Math.abs(long / rounds - 1 / 3)).toBeLessThan((4 * 0.471) / root)
})

/**
 * Goal: a question costs the same however long ago the loop began.
 * Method: 2^52 us are 142 years or 100 million beats. To walk through them for each of 1,000 nodes
 * would take an hour; the time limit of the test is the check.
 */
test('loops that began 142 years ago answer at once', () => {
  for (let node = 0; node < 1000; node++) {
    const loop = createRenewal({ ...refresh, name: `refresh/node-${node}` })
    const leftUs = loop.nextAfter(2 ** 52) - 2 ** 52
    expect(leftUs).toSatisfy((us: number) => us > 0 && us < 60 * second)
  }
})

test('loops of different names or seeds beat at different times', () => {
  const first = (options: Partial<RenewalOptions>) => beats({ ...refresh, ...options }, 1)[0]
  const times = [{}, { name: 'refresh/node-2' }, { seed: '8' }].map(first)
  expect(new Set(times).size).toBe(3)
})

test.each([
  { minUs: 0 },
  { minUs: 0.5 },
  { maxUs: 29 * second },
  { maxUs: Number.NaN },
  { startUs: 0.1 },
])('%o is refused as a bug', (options) => {
  expect(() => createRenewal({ ...refresh, ...options })).toThrow('a bug in Reberth')
})
