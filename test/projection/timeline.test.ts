/** The lanes of the timeline over the hand-written sample trace. */
import { describe, expect, test } from 'vitest'
import { timelineOf } from '../../src/projection/timeline.ts'
import { axisTicks, zoomSpan } from '../../src/projection/timeline-axis.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

const second = 1_000_000
const timeline = timelineOf(sampleTrace())

function countsAt(seconds: number) {
  const { timeUs, asked, runs, believed } = timeline.running
  const step = timeUs.findLastIndex((at) => at <= seconds * second)
  return { asked: asked[step], runs: runs[step], believed: believed[step] }
}

describe('timelineOf', () => {
  test('the running lane steps with fact and belief apart', () => {
    expect(countsAt(0)).toEqual({ asked: 0, runs: 0, believed: 0 })
    expect(countsAt(20)).toEqual({ asked: 4, runs: 4, believed: 4 })
    expect(countsAt(60)).toEqual({ asked: 4, runs: 2, believed: 4 })
    expect(countsAt(200)).toEqual({ asked: 4, runs: 3, believed: 3 })
  })

  test('only the node that changed has a lane, with the detection gap', () => {
    expect(timeline.lanes.map(({ node }) => node)).toEqual([1])
    const [{ actual, failuresUs, gaps }] = timeline.lanes
    expect(actual.map(({ state, fromUs }) => [state, fromUs / second])).toEqual([
      ['up', 0],
      ['crashed', 30],
      ['up', 600],
    ])
    expect(failuresUs.map((at) => Math.round(at / second))).toEqual([30, 62, 102])
    expect(gaps).toEqual([
      { fromUs: 30 * second, untilUs: 102.3 * second, isNoticed: true, believed: 'healthy' },
      { fromUs: 600 * second, untilUs: 635.2 * second, isNoticed: true, believed: 'unhealthy' },
    ])
  })

  test('what happened has its words, and faults are told from commands', () => {
    expect(timeline.happenings.map(({ text, isFault }) => [text, isFault])).toEqual([
      ['compose up app', false],
      ['run db', false],
      ['crash node-2', true],
      ['recover node-2', true],
    ])
  })

  test('decisions tell moves from first placements and refusals from both', () => {
    const marks = timeline.decisions.map(({ isMove, isRefused }) => [isMove, isRefused])
    expect(marks).toEqual([
      [false, false],
      [false, false],
      [false, false],
      [false, false],
      [true, false],
      [true, true],
    ])
  })
})

test('ticks stand at round times and are never more than asked for', () => {
  const ticks = axisTicks({ fromUs: 0, untilUs: 240 * second }, 8)
  expect(ticks.map((at) => at / second)).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240])
})

test('zooming keeps the time under the pointer in its place and stays within the run', () => {
  const endUs = 100 * second
  const zoomed = zoomSpan(
    { fromUs: 0, untilUs: endUs },
    { factor: 0.5, aroundUs: 25 * second, endUs },
  )
  expect(zoomed).toEqual({ fromUs: 12.5 * second, untilUs: 62.5 * second })
  expect(zoomSpan(zoomed, { factor: 10, aroundUs: 25 * second, endUs })).toEqual({
    fromUs: 0,
    untilUs: endUs,
  })
})
