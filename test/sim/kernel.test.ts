import { expect, test } from 'vitest'
import { createKernel, type EventHandler } from '../../src/sim/kernel.ts'

const eventsMax = 1000

/** A kernel whose only handler writes down when it was called, and with what. */
function recording() {
  const seen: number[][] = []
  const record: EventHandler = (a, b, c) => seen.push([kernel.nowUs, a, b, c])
  const kernel = createKernel({ handlers: [record], eventsMax })
  return { kernel, seen }
}

test('time jumps from event to event, and handlers get their operands', () => {
  const { kernel, seen } = recording()
  kernel.at(20, 0, 1, -2, 3)
  kernel.at(10, 0, 7)
  expect([kernel.pending, kernel.nextTimeUs()]).toEqual([2, 10])

  expect([kernel.step(), kernel.step(), kernel.step()]).toEqual([true, true, false])
  expect(seen).toEqual([
    [10, 7, 0, 0],
    [20, 1, -2, 3],
  ])
  expect([kernel.nowUs, kernel.eventsHandled, kernel.pending]).toEqual([20, 2, 0])
  expect(kernel.nextTimeUs()).toBe(Number.POSITIVE_INFINITY)
})

test('events of one moment are handled in the order of scheduling, whatever their types', () => {
  const story: string[] = []
  const handlers = ['x', 'y'].map((name) => (a: number) => {
    story.push(`${name}${a}`)
    if (a === 0) kernel.after(0, 0, 9) // Also those scheduled for now by a handler of now.
  })
  const kernel = createKernel({ handlers, eventsMax })
  kernel.at(5, 1, 0)
  kernel.at(5, 0, 1)
  kernel.at(5, 1, 2)
  kernel.runUntil(5)
  expect(story).toEqual(['y0', 'x1', 'y2', 'x9'])
})

test('a run handles the events of its last moment, and then it is that moment', () => {
  const { kernel, seen } = recording()
  for (const timeUs of [10, 20, 21]) kernel.at(timeUs, 0)
  expect(kernel.runUntil(20)).toEqual({ type: 'reached' })
  expect(seen.map(([timeUs]) => timeUs)).toEqual([10, 20])
  expect(kernel.runUntil(20)).toEqual({ type: 'reached' })
  kernel.runUntil(100)
  expect([kernel.nowUs, seen.length]).toEqual([100, 3])
})

test('a run that never ends is cut at the largest number of events, and says when', () => {
  const kernel = createKernel({ handlers: [() => kernel.after(3, 0)], eventsMax: 4 })
  kernel.at(0, 0)
  const end = { type: 'eventsMax', timeUs: 9 }
  expect(kernel.runUntil(1000)).toEqual(end)
  expect([kernel.nowUs, kernel.eventsHandled, kernel.pending]).toEqual([9, 4, 1])
  expect(kernel.runUntil(1000)).toEqual(end)
  // Nothing is due by then: the bound does not matter.
  expect(kernel.runUntil(11)).toEqual({ type: 'reached' })
})

test.each([
  ['a time in the past', () => started().at(9, 0)],
  ['a broken time', () => started().at(10.5, 0)],
  ['a time that is no number', () => started().at(Number.NaN, 0)],
  ['a time beyond what is exact', () => started().at(2 ** 53, 0)],
  ['a negative delay', () => started().after(-1, 0)],
  ['a type without a handler', () => started().at(10, 1)],
  ['a negative type', () => started().at(10, -1)],
  ['an operand with a fraction', () => started().at(10, 0, 0.5)],
  ['an operand of more than 32 bits', () => started().at(10, 0, 0, 2 ** 31)],
  ['an end in the past', () => started().runUntil(9)],
  ['no end', () => started().runUntil(Number.POSITIVE_INFINITY)],
])('%s is refused as a bug', (_, act) => {
  expect(act).toThrow('a bug in Reberth')
})

function started() {
  const { kernel } = recording()
  kernel.runUntil(10)
  return kernel
}

test('a handler must not run the kernel that called it', () => {
  const kernel = createKernel({ handlers: [() => kernel.runUntil(50)], eventsMax })
  kernel.at(10, 0)
  kernel.at(20, 0)
  expect(() => kernel.runUntil(30)).toThrow('a handler tried to run the kernel')
})
