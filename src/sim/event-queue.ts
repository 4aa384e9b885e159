/**
 * The events that are due, earliest first: a heap of four children per parent over typed arrays.
 *
 * Events order by (time, sequence) and by nothing else; the sequence counts the pushes, so events
 * of one moment leave in the order in which they came. The heap moves the time and a tag, which
 * holds both the sequence and the number of the row where the operands stay. See
 * docs/decisions/0002-event-queue.md.
 */
import { assert } from './assert.ts'
import { growFloat64, growInt32 } from './growable.ts'

/** Type and three operands. */
const wordsPerRow = 4

/** The last group of children is compared whole, so three places after the heap must exist. */
const padding = 3

/** The first number of places. A power of two, and so are all that follow. */
const capacityMin = 64

export class EventQueue {
  /** How many events wait. */
  size = 0

  /** The event popped last. Fields, because an object per event would cost more than the heap. */
  timeUs = 0
  type = 0
  a = 0
  b = 0
  c = 0

  private capacity = capacityMin
  /** Infinity wherever no event is, so that an absent child is never the smallest. */
  private times: Float64Array = new Float64Array(capacityMin).fill(Number.POSITIVE_INFINITY)
  /**
   * sequence * capacity + row: they compare as the sequences do. At `size` and above stand the free
   * rows (with sequences of the past); there is no other list of them.
   */
  private tags: Float64Array = Float64Array.from({ length: capacityMin }, (_, row) => row)
  private words: Int32Array = new Int32Array(capacityMin * wordsPerRow)
  private sequence = 0
  private readonly tagMax: number

  /** The largest tag is the largest exact number; tests take a smaller one. */
  constructor(tagMax = Number.MAX_SAFE_INTEGER) {
    this.tagMax = tagMax
  }

  /** Time of the next event, or Infinity. */
  nextTimeUs(): number {
    return this.times[0]
  }

  /** Bytes held, whether in use or not. */
  bytes(): number {
    return this.times.byteLength + this.tags.byteLength + this.words.byteLength
  }

  push(timeUs: number, type: number, a: number, b: number, c: number): void {
    if (this.size + padding >= this.capacity) this.grow()
    if ((this.sequence + 1) * this.capacity > this.tagMax) this.renumber()
    const { times, tags, words, capacity } = this
    let place = this.size++
    const row = tags[place] & (capacity - 1)
    const word = row * wordsPerRow
    words[word] = type
    words[word + 1] = a
    words[word + 2] = b
    words[word + 3] = c
    while (place > 0) {
      const parent = (place - 1) >> 2
      // A parent of the same time came before: its sequence is smaller.
      if (times[parent] <= timeUs) break
      times[place] = times[parent]
      tags[place] = tags[parent]
      place = parent
    }
    times[place] = timeUs
    tags[place] = this.sequence++ * capacity + row
  }

  /** Takes the next event and leaves it in the fields above. */
  pop(): void {
    assert(this.size > 0, 'an event was taken from an empty queue')
    const { times, tags, words } = this
    const tag = tags[0]
    const word = (tag & (this.capacity - 1)) * wordsPerRow
    this.timeUs = times[0]
    this.type = words[word]
    this.a = words[word + 1]
    this.b = words[word + 2]
    this.c = words[word + 3]
    const last = --this.size
    const lastTimeUs = times[last]
    times[last] = Number.POSITIVE_INFINITY
    if (last > 0) this.sink(lastTimeUs, tags[last])
    tags[last] = tag
  }

  /** Puts an event into the empty root and lets it sink to where it belongs. */
  private sink(timeUs: number, tag: number): void {
    const { times, tags, size } = this
    let place = 0
    for (;;) {
      const first = 4 * place + 1
      if (first >= size) break
      // Written out: a loop over the four children is a tenth slower.
      let least = first
      let leastUs = times[first]
      let other = times[first + 1]
      if (other <= leastUs && (other < leastUs || tags[first + 1] < tags[least])) {
        least = first + 1
        leastUs = other
      }
      other = times[first + 2]
      if (other <= leastUs && (other < leastUs || tags[first + 2] < tags[least])) {
        least = first + 2
        leastUs = other
      }
      other = times[first + 3]
      if (other <= leastUs && (other < leastUs || tags[first + 3] < tags[least])) {
        least = first + 3
        leastUs = other
      }
      if (leastUs >= timeUs && (leastUs > timeUs || tags[least] > tag)) break
      times[place] = leastUs
      tags[place] = tags[least]
      place = least
    }
    times[place] = timeUs
    tags[place] = tag
  }

  private grow(): void {
    const before = this.capacity
    const capacity = 2 * before
    if (this.sequence * capacity > this.tagMax) this.renumber()
    this.times = growFloat64(this.times, capacity, Number.POSITIVE_INFINITY)
    this.words = growInt32(this.words, capacity * wordsPerRow)
    const tags = growFloat64(this.tags, capacity)
    for (let place = 0; place < before; place++) {
      const row = tags[place] & (before - 1)
      tags[place] = 2 * (tags[place] - row) + row
    }
    for (let row = before; row < capacity; row++) tags[row] = row
    this.tags = tags
    this.capacity = capacity
  }

  /** Numbers what waits from 0 in the same order, when the tags would no longer be exact. */
  private renumber(): void {
    const { tags, size, capacity } = this
    const ranks = new Float64Array(capacity)
    for (const [rank, tag] of tags.slice(0, size).sort().entries()) {
      ranks[tag & (capacity - 1)] = rank
    }
    for (let place = 0; place < capacity; place++) {
      const row = tags[place] & (capacity - 1)
      tags[place] = (place < size ? ranks[row] : 0) * capacity + row
    }
    this.sequence = size
  }
}
