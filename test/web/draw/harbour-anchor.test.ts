/** What is dragged keeps the coordinates it was drawn in, and stands where its layout says. */
import { expect, test } from 'vitest'
import { layoutHarbour } from '../../../src/projection/harbour-layout.ts'
import { harbourPlan } from '../../../src/projection/harbour-plan.ts'
import { type HarbourView, pannedBy, zoomedLayout } from '../../../src/projection/harbour-zoom.ts'
import { anchoredLayout, movedBy } from '../../../src/web/draw/harbour-anchor.ts'
import { isChanged } from '../../../src/web/draw/unchanged.ts'
import { sampleTrace } from '../../fixtures/sample-trace.ts'

const window = { width: 992, height: 704, roadsHeight: 116, footHeight: 28 }
const trace = sampleTrace()
const [spec] = trace.model.nodes
const nodes = Array.from({ length: 400 }, (_, node) => ({ ...spec, name: `node-${node}` }))
const plan = harbourPlan({ ...trace, model: { ...trace.model, nodes } })
const whole = layoutHarbour(plan, { ...window, level: 3, scrolls: false })
const view: HarbourView = { scale: 60, x: 4000, y: 300 }
const at = (seen: HarbourView) => zoomedLayout(plan, whole, seen, window)

test('a dragged window moves what was drawn to where its layout has it', () => {
  const first = at(view)
  const dragged = at(pannedBy(plan, whole, view, window, { x: 130, y: -40 }))
  const anchor = anchoredLayout(first, dragged)
  const moved = movedBy(anchor, dragged)

  expect(moved).toEqual({ x: -130, y: 40 })
  expect(anchor.shown).toEqual(dragged.shown)
  for (const node of dragged.shown ?? []) {
    expect(anchor.x[node]).toBe(first.x[node])
    expect(anchor.x[node] + moved.x).toBeCloseTo(dragged.x[node], 2)
    expect(anchor.footY[node] + moved.y).toBeCloseTo(dragged.footY[node], 2)
  }
})

test('a window that is also enlarged is drawn anew', () => {
  const closer = at({ ...view, scale: 70 })
  expect(anchoredLayout(at(view), closer)).toBe(closer)
  expect(anchoredLayout(at(view), whole)).toBe(whole)
})

test('only an element whose description differs is drawn again', () => {
  // Any object does: the page's elements are only keys here.
  const element = {} as Element
  expect(isChanged(element, [1, 'web'])).toBe(true)
  expect(isChanged(element, [1, 'web'])).toBe(false)
  expect(isChanged(element, [1, 'we', 'b'])).toBe(true)
  expect(isChanged({} as Element, [1, 'we', 'b'])).toBe(true)
})
