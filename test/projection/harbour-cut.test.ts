/** A line through the harbour divides its berths. */
import { expect, test } from 'vitest'
import { sidesOf, smallerSide } from '../../src/projection/harbour-cut.ts'
import { layoutHarbour } from '../../src/projection/harbour-layout.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

const plan = harbourPlan(sampleTrace())
const layout = layoutHarbour(plan, {
  width: 900,
  height: 600,
  level: 1,
  roadsHeight: 100,
  scrolls: false,
})
const [first, second, third] = plan.order
/** Between two neighbours. */
const between = (left: number, right: number) =>
  (layout.x[left] + layout.berthWidth + layout.x[right]) / 2

test('a line between two berths has one on its left and the others on its right', () => {
  const x = between(first, second)
  const sides = sidesOf(layout, { x, y: 150 }, { x, y: 500 })
  expect(sides.map((side) => [...side])).toContainEqual([first])
  expect(smallerSide(sides)).toEqual([first])
})

test('the direction in which it is drawn does not matter', () => {
  const x = between(second, third)
  const down = smallerSide(sidesOf(layout, { x, y: 150 }, { x, y: 500 }))
  expect(smallerSide(sidesOf(layout, { x, y: 500 }, { x, y: 150 }))).toEqual(down)
  expect(down).toEqual([third])
})

test('a line beside all berths leaves one side empty', () => {
  expect(smallerSide(sidesOf(layout, { x: 2, y: 150 }, { x: 2, y: 500 }))).toEqual([])
})

test('of two equal sides the one without the first node is cut off', () => {
  expect(
    smallerSide([
      [2, 3],
      [0, 1],
    ]),
  ).toEqual([2, 3])
  expect(
    smallerSide([
      [0, 1],
      [2, 3],
    ]),
  ).toEqual([2, 3])
})
