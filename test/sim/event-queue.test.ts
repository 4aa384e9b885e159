import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventQueue } from '../../src/sim/event-queue.ts'

/** Few different times, so that most events meet others of the same time. */
const crowdedTime = fc.oneof(fc.nat(3), fc.nat(1000), fc.maxSafeNat())
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })

/**
 * Goal: the queue is the stable sort by time, at any moment and not only when it is emptied.
 * Method: a random mix of pushes (a time) and pops (null), beside a plain list.
 */
test('events leave by time, and those of one time in the order in which they came', () => {
  const steps = fc.array(fc.option(crowdedTime, { freq: 3 }), { maxLength: 400 })
  fc.assert(
    fc.property(steps, (commands) => {
      const queue = new EventQueue()
      const waiting: { timeUs: number; id: number }[] = []
      const pop = () => {
        const [first] = waiting.toSorted((x, y) => x.timeUs - y.timeUs || x.id - y.id)
        waiting.splice(waiting.indexOf(first), 1)
        expect(queue.nextTimeUs()).toBe(first.timeUs)
        queue.pop()
        expect([queue.timeUs, queue.a]).toEqual([first.timeUs, first.id])
      }
      for (const [id, timeUs] of commands.entries()) {
        if (timeUs !== null) {
          queue.push(timeUs, 0, id, 0, 0)
          waiting.push({ timeUs, id })
        } else if (waiting.length > 0) pop()
        expect(queue.size).toBe(waiting.length)
      }
      while (waiting.length > 0) pop()
      expect(queue.nextTimeUs()).toBe(Number.POSITIVE_INFINITY)
    }),
  )
})

test('a thousand events of shuffled times leave in the order of a stable sort', () => {
  fc.assert(
    fc.property(fc.array(crowdedTime, { minLength: 1000, maxLength: 1500 }), (times) => {
      const queue = new EventQueue()
      for (const [id, timeUs] of times.entries()) queue.push(timeUs, 0, id, 0, 0)
      const sorted = times.map((timeUs, id) => ({ timeUs, id })).sort((x, y) => x.timeUs - y.timeUs)
      for (const { timeUs, id } of sorted) {
        queue.pop()
        expect(queue.timeUs === timeUs && queue.a === id).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

test('an event keeps its type and its operands, however the queue grows meanwhile', () => {
  const event = fc.tuple(fc.nat(255), int32, int32, int32)
  fc.assert(
    fc.property(fc.array(event, { maxLength: 300 }), (events) => {
      const queue = new EventQueue()
      for (const [index, [type, a, b, c]] of events.entries()) queue.push(index, type, a, b, c)
      for (const [type, a, b, c] of events) {
        queue.pop()
        expect([queue.type, queue.a, queue.b, queue.c]).toEqual([type, a, b, c])
      }
    }),
  )
})

test('rows are used again: a queue that never holds many events stays small', () => {
  const queue = new EventQueue()
  for (let timeUs = 0; timeUs < 50; timeUs++) queue.push(timeUs, 0, 0, 0, 0)
  const bytes = queue.bytes()
  for (let timeUs = 50; timeUs < 10_000; timeUs++) {
    queue.pop()
    queue.push(timeUs, 0, 0, 0, 0)
  }
  expect(queue.bytes()).toBe(bytes)
})

/**
 * Goal: a run may have more events than sequence numbers fit beside row numbers (8 thousand million
 * with a million waiting).
 * Method: a queue with room for 512 numbers, or 256 once it has grown, and much more traffic.
 */
test('the order outlasts the sequence numbers', () => {
  const steps = fc.array(fc.tuple(fc.nat(1), fc.nat(9)), { minLength: 1500, maxLength: 2000 })
  fc.assert(
    fc.property(steps, (commands) => {
      const queue = new EventQueue(64 * 512)
      const waiting: { timeUs: number; id: number }[] = []
      for (const [id, [pops, timeUs]] of commands.entries()) {
        queue.push(timeUs, 0, id, 0, 0)
        waiting.push({ timeUs, id })
        if (pops === 0 && waiting.length < 120) continue
        const [first] = waiting.toSorted((x, y) => x.timeUs - y.timeUs || x.id - y.id)
        waiting.splice(waiting.indexOf(first), 1)
        queue.pop()
        expect(queue.timeUs === first.timeUs && queue.a === first.id).toBe(true)
      }
    }),
    { numRuns: 20 },
  )
})

test('to take an event from an empty queue is a bug', () => {
  expect(() => new EventQueue().pop()).toThrow('a bug in Reberth')
})
