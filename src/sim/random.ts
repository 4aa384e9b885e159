/**
 * Named streams of random numbers, all derived from the seed of the run.
 *
 * One stream per purpose and thing (`failures/node-17`): a new draw in one place moves no other,
 * and two strategies meet the same failures. The generator is Tyche-i: of those in seedrandom it
 * gives independent streams for names that differ in one digit, and the usual favourite xor128
 * does not. See docs/decisions/0001-random-generator.md.
 */
// The generator alone: the main module also loads crypto and draws from Math.random.
import tychei from 'seedrandom/lib/tychei.js'
import { assert, fail } from './assert.ts'

export interface RandomStream {
  /** In [0, 1), with 53 random bits. */
  next(): number
  /** Whole, in [0, n), each equally likely. */
  below(n: number): number
  /** Whole microseconds in [minUs, maxUs); minUs when both are equal. */
  uniformUs(minUs: number, maxUs: number): number
  /** Puts the items in random order, in place, and returns them. */
  shuffle<T>(items: T[]): T[]
}

export interface Random {
  /** The stream of this name. Asked again it is the same object, and goes on where it was. */
  stream(name: string): RandomStream
}

export function createRandom(seed: string): Random {
  const streams = new Map<string, RandomStream>()
  return {
    stream(name) {
      let stream = streams.get(name)
      if (stream === undefined) {
        stream = createStream(seed, name)
        streams.set(name, stream)
      }
      return stream
    },
  }
}

/** The stream of this name from its first number, known to nobody else. */
export function createStream(seed: string, name: string): RandomStream {
  // The length keeps seed and name apart: ('a', 'b:c') is not ('a:b', 'c').
  return new TycheStream(tychei(`${seed.length}:${seed}:${name}`).int32)
}

const twoTo32 = 2 ** 32

class TycheStream implements RandomStream {
  private readonly int32: () => number

  constructor(int32: () => number) {
    this.int32 = int32
  }

  next(): number {
    // 27 and 26 bits. The generator's own function of this kind never gives 0.
    const high = this.int32() >>> 5
    const low = this.int32() >>> 6
    return (high * 2 ** 26 + low) / 2 ** 53
  }

  below(n: number): number {
    if (!(n >= 1 && n <= 2 ** 53 && Math.floor(n) === n)) {
      fail(`a random number was wanted below ${n}`)
    }
    // As many bits as n - 1 has, again and again until they are below n: on average less than two
    // tries and, unlike the remainder of a division, no number is likelier than another.
    if (n <= twoTo32) {
      const unused = Math.clz32(n - 1)
      if (unused === 32) return 0
      for (;;) {
        const value = this.int32() >>> unused
        if (value < n) return value
      }
    }
    const unused = Math.clz32((n - 1) / twoTo32)
    for (;;) {
      const high = this.int32() >>> unused
      const value = high * twoTo32 + (this.int32() >>> 0)
      if (value < n) return value
    }
  }

  uniformUs(minUs: number, maxUs: number): number {
    if (minUs === maxUs) return minUs
    return minUs + this.below(maxUs - minUs)
  }

  shuffle<T>(items: T[]): T[] {
    assert(items.length <= twoTo32, 'too many items to shuffle')
    for (let last = items.length - 1; last > 0; last--) {
      const chosen = this.below(last + 1)
      const item = items[last]
      items[last] = items[chosen]
      items[chosen] = item
    }
    return items
  }
}
