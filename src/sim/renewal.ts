/**
 * Quiet periodic work: the beats of a loop that waits a uniform time again and again, found when
 * somebody asks for them and not by an event per beat, however long ago the loop began.
 *
 * Time is cut into blocks. In each block a loop of its own starts afresh from its own random
 * stream, so that a block is known without those before it. The real loop enters a block with the
 * beat on which the loop of the block before crossed over, goes on by itself, and joins the new
 * loop as soon as both beat at the same microsecond. The two are drawn together so that this
 * happens as often as it can: where the windows of their next beats overlap, both take the same
 * beat; elsewhere the real loop draws from what is left of its own window. Its next beat is then
 * uniform over its whole window, whatever happened before. So every wait is exactly the wait of
 * an ordinary loop, and so is the time to the next beat seen at any moment; nothing is
 * approximated. Only when the two have not met by the end of a block (less than once in 10^12
 * blocks) does the real loop jump, and a single wait is irregular.
 */
import { assert } from './assert.ts'
import { createStream, type RandomStream } from './random.ts'

export interface RenewalOptions {
  readonly seed: string
  readonly name: string
  /** The loop waits a whole number of microseconds in [minUs, maxUs), or minUs if they are equal. */
  readonly minUs: number
  readonly maxUs: number
  /** The first wait begins here; this is not itself a beat. */
  readonly startUs: number
}

export interface Renewal {
  /** The first beat after this time. Times may be asked in any order; rising is fastest. */
  nextAfter(timeUs: number): number
  /** The last beat at or before this time; undefined before the first. */
  lastUntil(timeUs: number): number | undefined
}

export function createRenewal(options: RenewalOptions): Renewal {
  const { minUs, maxUs, startUs } = options
  assert(Number.isSafeInteger(minUs) && minUs >= 1, `a loop cannot wait ${minUs} us`)
  assert(Number.isSafeInteger(maxUs) && maxUs >= minUs, `a loop cannot wait up to ${maxUs} us`)
  assert(Number.isSafeInteger(startUs), `a loop cannot start at ${startUs} us`)
  return maxUs - minUs <= 1 ? new Clockwork(minUs, startUs) : new RandomLoop(options)
}

/** A loop that always waits the same time: no randomness, no blocks. */
class Clockwork implements Renewal {
  private readonly periodUs: number
  private readonly startUs: number

  constructor(periodUs: number, startUs: number) {
    this.periodUs = periodUs
    this.startUs = startUs
  }

  nextAfter(timeUs: number): number {
    const fromUs = Math.max(timeUs, this.startUs)
    return fromUs - ((fromUs - this.startUs) % this.periodUs) + this.periodUs
  }

  lastUntil(timeUs: number): number | undefined {
    const lastUs = this.nextAfter(timeUs) - this.periodUs
    return lastUs > this.startUs ? lastUs : undefined
  }
}

/** The loop that starts afresh with a block, and does not know of the real one. */
interface OwnLoop {
  readonly stream: RandomStream
  beatUs: number
}

/** Between two neighbouring beats of the real loop. */
interface Place {
  readonly block: number
  readonly own: OwnLoop
  /** What the real loop draws from until it joins the block's own; undefined from then on. */
  joins: RandomStream | undefined
  lastUs: number | undefined
  nextUs: number
}

class RandomLoop implements Renewal {
  private readonly options: RenewalOptions
  private readonly widthUs: number
  private readonly blockUs: number
  /** Where the last question left us: the next one is often about a little later. */
  private place: Place

  constructor(options: RenewalOptions) {
    this.options = options
    this.widthUs = options.maxUs - options.minUs
    this.blockUs = blockLengthUs(options)
    this.place = this.begin()
  }

  nextAfter(timeUs: number): number {
    return this.seek(timeUs).nextUs
  }

  lastUntil(timeUs: number): number | undefined {
    return this.seek(timeUs).lastUs
  }

  private seek(timeUs: number): Place {
    // No beat comes before the first wait has passed, so all earlier times have the same answer.
    const fromUs = Math.max(timeUs, this.options.startUs)
    const block = Math.floor((fromUs - this.options.startUs) / this.blockUs)
    const { place } = this
    const isPassed = place.lastUs !== undefined && fromUs < place.lastUs
    if (block !== place.block || isPassed)
      this.place = block === 0 ? this.begin() : this.enter(block)
    while (this.place.nextUs <= fromUs) this.step(this.place)
    return this.place
  }

  /** Before the first beat. In the first block the real loop is the block's own. */
  private begin(): Place {
    const own = this.ownLoop(0)
    return { block: 0, own, joins: undefined, lastUs: undefined, nextUs: this.beat(own) }
  }

  /** Before the first beat of a later block, on which the loop of the block before crossed over. */
  private enter(block: number): Place {
    const { seed, name } = this.options
    const boundaryUs = this.boundaryUs(block)
    // Walk on from where we are if it is in the block before: that loop has been drawn so far.
    const before = this.place.block === block - 1 ? this.place.own : this.ownLoop(block - 1)
    // If it is across already, the beat before the boundary is the last one we know.
    let { lastUs } = this.place
    while (before.beatUs < boundaryUs) {
      lastUs = before.beatUs
      this.beat(before)
    }
    const joins = createStream(seed, `${name}/join/${block}`)
    return { block, own: this.ownLoop(block), joins, lastUs, nextUs: before.beatUs }
  }

  /** To the next beat of the real loop. */
  private step(place: Place): void {
    place.lastUs = place.nextUs
    if (place.joins === undefined) {
      place.nextUs = this.beat(place.own)
      return
    }
    this.approach(place, place.joins)
    const endUs = this.boundaryUs(place.block + 1)
    if (place.joins === undefined || place.nextUs < endUs) return
    // They have not met. The next block takes the own loop for the real one, so we must too.
    while (place.own.beatUs < endUs) this.beat(place.own)
    place.nextUs = place.own.beatUs
    place.joins = undefined
  }

  /** One beat of the real loop while it has not yet met the block's own. */
  private approach(place: Place, joins: RandomStream): void {
    const { minUs, maxUs } = this.options
    const { own, nextUs: realUs } = place
    while (own.beatUs + this.widthUs <= realUs) this.beat(own)
    const aheadUs = own.beatUs - realUs
    if (aheadUs >= this.widthUs) {
      place.nextUs += joins.uniformUs(minUs, maxUs)
      return
    }
    const ownUs = this.beat(own)
    if (ownUs >= realUs + minUs && ownUs < realUs + maxUs) {
      place.nextUs = ownUs
      place.joins = undefined
    } else if (aheadUs > 0) {
      // What the own window leaves of the real one is its beginning.
      place.nextUs += minUs + joins.below(aheadUs)
    } else {
      place.nextUs += maxUs + aheadUs + joins.below(-aheadUs)
    }
  }

  private boundaryUs(block: number): number {
    return this.options.startUs + block * this.blockUs
  }

  private ownLoop(block: number): OwnLoop {
    const { seed, name } = this.options
    return { stream: createStream(seed, `${name}/${block}`), beatUs: this.boundaryUs(block) }
  }

  private beat(loop: OwnLoop): number {
    loop.beatUs += loop.stream.uniformUs(this.options.minUs, this.options.maxUs)
    return loop.beatUs
  }
}

/**
 * Long enough that two loops meet within a block. The distance between them is a random walk whose
 * step is about the width of the window, and they may start half a wait apart: the number of beats
 * until they meet grows with the square of (mean wait / width) and has an exponential tail. In
 * simulations of six windows the tail fell below 10^-12 at 55 to 100 beats for wide windows and at
 * 33 (mean / width)^2 to 38 (mean / width)^2 for narrow ones. A loop with hardly any jitter has so
 * long a block that its beats are in effect counted from the start. Exported for the tests.
 */
export function blockLengthUs({ minUs, maxUs }: RenewalOptions): number {
  const meanUs = (minUs + maxUs) / 2
  const beats = 128 + 48 * (meanUs / (maxUs - minUs)) ** 2
  return Math.min(Math.ceil(beats * meanUs), Number.MAX_SAFE_INTEGER)
}
