/** The arithmetic of pictures: pixels, crane paths, state charts, and words that are typed. */
import { describe, expect, test } from 'vitest'
import { machines } from '../../src/machine/machines.ts'
import { tables } from '../../src/machine/steps.ts'
import { parseTime } from '../../src/model/parse-time.ts'
import { containerStates, engineStates, nodeStates } from '../../src/model/states.ts'
import { roundedPath } from '../../src/web/draw/crane-routes.ts'
import { fillArea, frameArea, hatchArea, type Raster } from '../../src/web/draw/raster.ts'
import { runningParts } from '../../src/web/draw/timeline-running.ts'
import { chartOf } from '../../src/web/panels/chart-layout.ts'
import { nextFacts } from '../../src/web/panels/time-text.ts'

function raster(width: number, height: number): Raster {
  return { width, height, pixels: new Uint32Array(width * height) }
}

function rows({ width, height, pixels }: Raster): string[] {
  return Array.from({ length: height }, (_, row) =>
    [...pixels.subarray(row * width, (row + 1) * width)]
      .map((colour) => (colour ? '#' : '.'))
      .join(''),
  )
}

describe('pixels', () => {
  test('an area is cut off at the edges of the picture', () => {
    const picture = raster(5, 4)
    fillArea(picture, -2, 1, 4, 9, 1)
    fillArea(picture, 4, -3, 30, 4, 1)
    fillArea(picture, 9, 9, 3, 3, 1)
    expect(rows(picture)).toEqual(['....#', '##...', '##...', '##...'])
  })

  test('a wide area is filled as a narrow one is', () => {
    const picture = raster(20, 3)
    fillArea(picture, 2, 1, 16, 1, 1)
    expect(rows(picture)).toEqual([
      '....................',
      '..################..',
      '....................',
    ])
  })

  test('a frame lies inside of its area', () => {
    const picture = raster(6, 5)
    frameArea(picture, { x: 1, y: 1, width: 4, height: 3 }, 1, 1)
    expect(rows(picture)).toEqual(['......', '.####.', '.#..#.', '.####.', '......'])
  })

  test('hatches of neighbouring areas meet', () => {
    const whole = raster(8, 4)
    hatchArea(whole, { x: 0, y: 0, width: 8, height: 4 }, 4, 1, 1)
    const halves = raster(8, 4)
    hatchArea(halves, { x: 0, y: 0, width: 4, height: 4 }, 4, 1, 1)
    hatchArea(halves, { x: 4, y: 0, width: 4, height: 4 }, 4, 1, 1)
    expect(rows(halves)).toEqual(rows(whole))
  })
})

test('steps that share a pixel are told by the worst of them, and none is lost', () => {
  const count = 300_000
  const series = {
    timeUs: Float64Array.from({ length: count }, (_, step) => step),
    asked: new Int32Array(count).fill(10),
    runs: Int32Array.from({ length: count }, (_, step) => (step === 150_001 ? 3 : 10)),
    believed: new Int32Array(count).fill(10),
  }
  const parts = runningParts(series, count, (timeUs) => timeUs / 300)
  expect(parts.length).toBeLessThanOrEqual(1000)
  expect(parts.filter(({ missing }) => missing > 0)).toMatchObject([{ missing: 7, unbelieved: 0 }])
  expect(parts[0].from).toBe(0)
  expect(parts.at(-1)?.to).toBe(1000)
  for (const [at, { from }] of parts.entries()) {
    if (at > 0) expect(from).toBe(parts[at - 1].to)
  }
})

test('a short hole is a pixel of the lane, and what comes after it is told as it is', () => {
  const series = {
    timeUs: Float64Array.from([0, 100_000, 101_000, 200_000]),
    asked: Int32Array.from([4, 5, 5, 5]),
    runs: Int32Array.from([4, 4, 5, 3]),
    believed: Int32Array.from([4, 4, 5, 5]),
  }
  const parts = runningParts(series, 300_000, (timeUs) => timeUs / 1000)
  expect(parts.map(({ from, to, missing }) => [from, to, missing])).toEqual([
    [0, 100, 0],
    [100, 101, 1],
    [101, 200, 0],
    [200, 300, 2],
  ])
  const half = runningParts(series, 300_000, (timeUs) => timeUs / 4000)
  expect(half.map(({ from, to, missing }) => [from, to, missing])).toEqual([
    [0, 25, 0],
    [25, 26, 1],
    [26, 50, 0],
    [50, 75, 2],
  ])
})

test('a crane path has round corners and no empty legs', () => {
  const path = roundedPath([
    { x: 0, y: 50 },
    { x: 0, y: 10 },
    { x: 0, y: 10 },
    { x: 80, y: 10 },
    { x: 80, y: 40 },
  ])
  expect(path).toBe('M0 50 L0 17 Q0 10 7 10 L73 10 Q80 10 80 17 L80 40')
})

describe('a state chart', () => {
  test.each([
    ['container', containerStates],
    ['node', nodeStates],
    ['engine', engineStates],
  ] as const)(
    'of a %s shows exactly the states and steps that the table allows',
    (name, states) => {
      const chart = chartOf(machines[name])
      expect(chart.states.map((state) => state.name).sort()).toEqual([...states].sort())
      const drawn = chart.steps.flatMap(({ from, to, events }) =>
        events.map((event) => `${from} ${event} ${to}`),
      )
      const { next, events } = tables[name]
      const allowed = states.flatMap((from, state) =>
        events.flatMap((event, at) => {
          const target = next[state * events.length + at]
          return target === 255 ? [] : [`${from} ${event} ${states[target]}`]
        }),
      )
      expect(drawn.sort()).toEqual(allowed.sort())
      for (const one of chart.states) {
        for (const other of chart.states) {
          const isSame = one.x === other.x && one.y === other.y
          expect(isSame).toBe(one.name === other.name)
        }
      }
    },
  )
})

describe('the time field', () => {
  test.each([
    ['1:42.3', 102.3],
    ['1:02:03', 3723],
    ['90', 90],
    ['90s', 90],
    ['1m30s', 90],
    ['2 h 5 min', 7500],
    ['250ms', 0.25],
  ])('reads %s', (text, seconds) => {
    expect(parseTime(text)).toBe(seconds * 1_000_000)
  })

  test.each(['noon', '', '1:2:3:4', '-5', '5 parsecs'])('refuses %j', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  test('reads what comes next', () => {
    expect(nextFacts('next down')).toContain('node.crashed')
    expect(nextFacts('Next refusal')).toEqual(['slot.unplaced', 'task.refused'])
    expect(nextFacts('next lottery')).toBeUndefined()
    expect(nextFacts('down')).toBeUndefined()
  })
})
