/** Lanes of two runs: steps, the area between them, and ticks in which a difference always shows. */
import { expect, test } from 'vitest'
import { areaPath, linePath, stepsOf, tickPaths } from '../../../src/web/compare/lane-paths.ts'

const series = (timeUs: number[], runs: number[]) => ({
  timeUs: Float64Array.from(timeUs),
  asked: Int32Array.from(runs),
  runs: Int32Array.from(runs),
  believed: Int32Array.from(runs),
})
const same = (value: number) => value
const down = (count: number) => 100 - count

test('a line goes along until the count changes, and to the end of the run', () => {
  const steps = stepsOf(series([0, 10, 30], [0, 4, 2]), same, down)
  expect(linePath(steps, 50)).toBe('M0 100H10V96H30V98H50')
})

test('of steps that share a pixel the one with the least running is drawn', () => {
  const steps = stepsOf(series([0, 10, 10.2, 10.3], [5, 5, 1, 5]), same, down)
  expect(steps).toEqual([
    { x: 0, y: 95 },
    { x: 10, y: 99 },
  ])
})

test('the area between two equal lines has no height', () => {
  const steps = stepsOf(series([0, 10], [1, 3]), same, down)
  expect(areaPath(steps, steps, 20)).toBe('M0 99H10V97H20V97H10V99H0Z')
  expect(areaPath(steps, [], 20)).toBe('')
})

test('a fact that differs is never hidden by equal ones in the same pixel', () => {
  const timeUs = Float64Array.from([1, 5, 5.1, 9])
  const ticks = tickPaths(timeUs, Int32Array.from([2]), { x: same, y: 7, height: 3 })
  expect(ticks).toEqual({ equal: 'M1 7v3M9 7v3', different: 'M5 7v3' })
})
