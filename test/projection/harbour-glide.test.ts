/** The way between two views of the harbour. */
import { expect, test } from 'vitest'
import { glided, isStep } from '../../src/projection/harbour-glide.ts'
import { layoutHarbour } from '../../src/projection/harbour-layout.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { enlarged, zoomedAround } from '../../src/projection/harbour-zoom.ts'
import { runOf } from './compare-runs.ts'

const window = { width: 900, height: 600, roadsHeight: 60, footHeight: 8 }
const plan = harbourPlan(runOf())
const whole = layoutHarbour(plan, { ...window, level: 1, scrolls: false })
const input = { plan, whole, window }
const near = zoomedAround(plan, whole, undefined, window, { factor: 2, at: { x: 300, y: 400 } })

test('it begins where it was, ends where it goes, and grows evenly between', () => {
  expect(near?.scale).toBe(2)
  expect(glided(input, undefined, near, 1)).toBe(near)
  expect(glided(input, near, undefined, 1)).toBeUndefined()
  const start = glided(input, undefined, near, 0)
  expect(start?.scale).toBe(1)
  expect(start?.x).toBeCloseTo(0, 6)
  expect(glided(input, undefined, near, 0.5)?.scale).toBeCloseTo(Math.SQRT2, 12)
})

test('what is under the pointer while it zooms stays under it on the way', () => {
  for (const share of [0.25, 0.5, 0.75]) {
    const view = glided(input, undefined, near, share)
    if (view === undefined) throw new Error('on the way there is a view')
    const { width } = enlarged(plan, whole, view.scale, window)
    // The point of the harbour that was 300 pixels from the left.
    const at = (300 / whole.width) * width - view.x
    expect(at).toBeCloseTo(300, 6)
  }
})

test('a notch of the wheel is no step, entering a node is one', () => {
  expect(isStep(undefined, { scale: 1.25, x: 0, y: 0 })).toBe(false)
  expect(isStep({ scale: 3, x: 0, y: 0 }, { scale: 3, x: 50, y: 0 })).toBe(false)
  expect(isStep(undefined, { scale: 4, x: 0, y: 0 })).toBe(true)
  expect(isStep({ scale: 4, x: 0, y: 0 }, undefined)).toBe(true)
})
