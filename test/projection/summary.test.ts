/** The tables of the sample trace. */
import { expect, test } from 'vitest'
import { firstDifference } from '../../src/projection/first-difference.ts'
import { summary } from '../../src/projection/summary.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

const s = (seconds: number) => Math.round(seconds * 1_000_000)

test('a service shows what was asked, what runs and how long it was away', () => {
  const { services } = summary(sampleTrace())
  expect(services).toEqual([
    {
      application: 'app',
      service: 'web',
      asked: 3,
      running: 3,
      believed: 3,
      moves: 1,
      unplaced: 0,
      duplicates: 0,
      outages: 1,
      downtimeUs: s(102.7) - s(30),
      longestUs: s(102.7) - s(30),
    },
    {
      application: '',
      service: 'db',
      asked: 1,
      running: 0,
      // The manager never inspects a known container again: it still shows it as running.
      believed: 1,
      moves: 0,
      unplaced: 0,
      duplicates: 0,
      outages: 1,
      downtimeUs: s(1200) - s(30),
      longestUs: s(1200) - s(30),
    },
  ])
})

test('a node shows what is promised of it, and what may be', () => {
  const gigabyte = 1024 ** 3
  const { nodes } = summary(sampleTrace())
  expect(nodes.map(({ name, running, booked }) => [name, running, booked])).toEqual([
    ['node-1', 1, 1],
    ['node-2', 0, 1],
    ['node-3', 2, 2],
  ])
  expect(nodes[2]).toMatchObject({
    actual: 'up',
    believed: 'healthy',
    cpusReserved: 2,
    memoryBytesReserved: 4 * gigabyte,
    cpus: 4,
    // 5 % of four CPUs is less than one: Swarm counts whole ones.
    cpusMax: 4,
    memoryBytesMax: 8 * gigabyte + Math.trunc((8 * gigabyte * 5) / 100),
  })
})

test('a failure shows when it was noticed and when what was lost ran again', () => {
  const { incidents } = summary(sampleTrace())
  const detectionUs = s(102.3) - s(30)
  const backUs = s(102.7) - s(30)
  expect(incidents).toEqual([
    {
      kind: 'crashed',
      failedUs: s(30),
      nodes: ['node-2'],
      noticed: 1,
      detection: { minUs: detectionUs, medianUs: detectionUs, maxUs: detectionUs },
      lost: 2,
      moved: 1,
      back: 1,
      open: 1,
      reschedule: { minUs: backUs, medianUs: backUs, maxUs: backUs },
    },
  ])
})

test('a trace has no difference to itself, and the first one is found', () => {
  const one = sampleTrace()
  expect(firstDifference(one, sampleTrace())).toEqual({ type: 'same' })
  const timeUs = one.timeUs.slice()
  timeUs[70] += 1
  const other = { ...sampleTrace(), timeUs }
  expect(firstDifference(one, other)).toMatchObject({ type: 'fact', row: 70 })
  expect(firstDifference(one, { ...other, timeUs: one.timeUs, length: 60 })).toMatchObject({
    type: 'fact',
    row: 60,
    other: undefined,
  })
})
