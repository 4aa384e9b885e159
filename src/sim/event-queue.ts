/**
 * The events that are due, earliest first: a heap of four children per parent over typed arrays.
 *
 * Events order by (time, sequence) and by nothing else; the sequence counts the pushes, so events
 * of one moment leave in the order in which they came. The heap moves the time, the sequence and a
 * row number; the four operands stay in their row. See docs/decisions/0002-event-queue.md.
 */
import { assert } from './assert.ts'
import { growFloat64, growInt32 } from './growable.ts'

/** Type and three operands. */
const wordsPerRow = 4

/** The last group of children is compared whole, so three places after the heap must exist. */
const padding = 3

export class EventQueue {
  /** How many events wait. */
  size = 0

  /** The event popped last. Fields, because an object per event would cost more than the heap. */
  timeUs = 0
  type = 0
  a = 0
  b = 0
  c = 0

  private sequence = 0
  /** Infinity wherever no event is, so that an absent child is never the smallest. */
  private times: Float64Array = new Float64Array(0)
  private sequences: Float64Array = new Float64Array(0)
  /** Row numbers. Those at `size` and above are the free rows: there is no other list of them. */
  private rows: Int32Array = new Int32Array(0)
  private words: Int32Array = new Int32Array(0)

  /** Time of the next event, or Infinity. */
  nextTimeUs(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0]
  }

  /** Bytes held, whether in use or not. */
  bytes(): number {
    const { times, sequences, rows, words } = this
    return times.byteLength + sequences.byteLength + rows.byteLength + words.byteLength
  }

  push(timeUs: number, type: number, a: number, b: number, c: number): void {
    if (this.size + padding >= this.times.length) this.grow()
    const { times, sequences, rows, words } = this
    let place = this.size++
    const row = rows[place]
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
      sequences[place] = sequences[parent]
      rows[place] = rows[parent]
      place = parent
    }
    times[place] = timeUs
    sequences[place] = this.sequence++
    rows[place] = row
  }

  /** Takes the next event and leaves it in the fields above. */
  pop(): void {
    assert(this.size > 0, 'an event was taken from an empty queue')
    const { times, rows, words } = this
    const row = rows[0]
    const word = row * wordsPerRow
    this.timeUs = times[0]
    this.type = words[word]
    this.a = words[word + 1]
    this.b = words[word + 2]
    this.c = words[word + 3]
    const last = --this.size
    const lastTimeUs = times[last]
    const lastRow = rows[last]
    times[last] = Number.POSITIVE_INFINITY
    if (last > 0) this.sink(lastTimeUs, this.sequences[last], lastRow)
    rows[last] = row
  }

  /** Puts an event into the empty root and lets it sink to where it belongs. */
  private sink(timeUs: number, sequence: number, row: number): void {
    const { times, sequences, rows, size } = this
    let place = 0
    for (;;) {
      const first = 4 * place + 1
      if (first >= size) break
      // Written out: a loop over the four children is a tenth slower.
      let least = first
      let leastUs = times[first]
      let other = times[first + 1]
      if (other <= leastUs && (other < leastUs || sequences[first + 1] < sequences[least])) {
        least = first + 1
        leastUs = other
      }
      other = times[first + 2]
      if (other <= leastUs && (other < leastUs || sequences[first + 2] < sequences[least])) {
        least = first + 2
        leastUs = other
      }
      other = times[first + 3]
      if (other <= leastUs && (other < leastUs || sequences[first + 3] < sequences[least])) {
        least = first + 3
        leastUs = other
      }
      if (leastUs >= timeUs && (leastUs > timeUs || sequences[least] > sequence)) break
      times[place] = leastUs
      sequences[place] = sequences[least]
      rows[place] = rows[least]
      place = least
    }
    times[place] = timeUs
    sequences[place] = sequence
    rows[place] = row
  }

  private grow(): void {
    const before = this.rows.length
    const needed = this.size + padding + 1
    this.times = growFloat64(this.times, needed, Number.POSITIVE_INFINITY)
    this.sequences = growFloat64(this.sequences, needed)
    this.rows = growInt32(this.rows, needed)
    for (let row = before; row < this.rows.length; row++) this.rows[row] = row
    this.words = growInt32(this.words, this.rows.length * wordsPerRow)
  }
}
