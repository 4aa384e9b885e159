/** Through a window the harbour is the same: what is under the pointer stays, and can be found. */
import { describe, expect, test } from 'vitest'
import type { Trace } from '../../src/model/trace.ts'
import { enteredView } from '../../src/projection/harbour-enter.ts'
import { layoutHarbour, levelOf } from '../../src/projection/harbour-layout.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { berthHeight, hitHarbour } from '../../src/projection/harbour-stack.ts'
import {
  type HarbourView,
  pannedBy,
  zoomedAround,
  zoomedLayout,
} from '../../src/projection/harbour-zoom.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'
import { harbourAt } from './harbour-moment.ts'

const window = { width: 992, height: 704, roadsHeight: 116, footHeight: 28 }

/** The sample's trace on a cluster of any size: 40 nodes a rack, 25 racks a zone. */
function clusterOf(nodes: number) {
  const sample = sampleTrace()
  const spec = sample.model.nodes[0]
  const specs = Array.from({ length: nodes }, (_, node) => ({
    ...spec,
    name: `node-${node + 1}`,
    zone: `z${Math.floor(node / 1000)}`,
    rack: `r${Math.floor(node / 40)}`,
  }))
  const trace: Trace = { ...sample, model: { ...sample.model, nodes: specs } }
  const plan = harbourPlan(trace)
  const whole = layoutHarbour(plan, { ...window, level: levelOf(plan), scrolls: false })
  return { plan, whole }
}

const { plan, whole } = clusterOf(6000)

describe('6,000 nodes', () => {
  test('the whole is bands; closer there are boxes, then names, by the width of a berth', () => {
    expect(whole.level).toBe(3)
    const levels = [1, 4, 20, 120].map((scale) => {
      const { level, berthWidth } = zoomedLayout(plan, whole, { scale, x: 0, y: 0 }, window)
      return [level, berthWidth >= 16, berthWidth >= 88]
    })
    for (const [level, isBoxed, isNamed] of levels)
      expect(level).toBe(isNamed ? 1 : isBoxed ? 2 : 3)
    expect(levels.at(-1)?.[0]).toBe(1)
  })

  test('a berth is never higher than the window, and never lower than in the whole', () => {
    for (const scale of [1.5, 4, 10, 40, 100]) {
      const layout = zoomedLayout(plan, whole, { scale, x: 0, y: 0 }, window)
      expect(berthHeight(plan, layout, 0)).toBeLessThanOrEqual(window.height - window.roadsHeight)
      expect(layout.unit).toBeGreaterThanOrEqual(whole.unit)
    }
  })

  test('what is under the pointer stays under it, in and out again', () => {
    const node = 3210
    const at = { x: whole.x[node] + whole.berthWidth / 2, y: whole.footY[node] - 3 }
    let view: HarbourView | undefined
    for (let step = 0; step < 12; step++) {
      view = zoomedAround(plan, whole, view, window, { factor: 1.4, at })
      const layout = zoomedLayout(plan, whole, view as HarbourView, window)
      expect(Math.abs(layout.x[node] + layout.berthWidth / 2 - at.x)).toBeLessThan(1)
      expect(layout.footY[node]).toBeGreaterThan(at.y)
    }
    for (let step = 0; step < 20; step++) {
      view = zoomedAround(plan, whole, view, window, { factor: 0.6, at })
    }
    expect(view).toBeUndefined()
  })

  test('every berth that is seen is found under its middle, and only those are listed', () => {
    const view = { scale: 12, x: 3000, y: 700 }
    const layout = zoomedLayout(plan, whole, view, window)
    const { boxes } = harbourAt(plan.trace, 20)
    const shown = layout.shown ?? []
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.length).toBeLessThan(300)
    for (const node of shown) {
      const x = layout.x[node] + layout.berthWidth / 2
      const hit = hitHarbour(plan, layout, boxes, { x, y: layout.footY[node] + 2 })
      expect(hit?.node).toBe(node)
    }
  })

  test('a double-click leads into the rack, one more to the node; leaving goes back the same way', () => {
    const node = 5555
    // Its zone is as wide as the harbour: that would be no step.
    const rack = enteredView(plan, whole, undefined, window, node)
    const single = enteredView(plan, whole, rack, window, node)
    expect(rack?.scale).toBeGreaterThan(5)
    expect(single?.scale).toBeGreaterThan(rack?.scale ?? 0)
    expect(rack?.outer).toBeUndefined()
    expect(single?.outer).toBe(rack)
    const layout = zoomedLayout(plan, whole, single as HarbourView, window)
    expect(layout.level).toBe(1)
    expect(layout.shown).toContain(node)
    expect(enteredView(plan, whole, single, window, node)).toBe(single)
  })
})

test('the window does not leave the harbour', () => {
  const far = pannedBy(plan, whole, { scale: 5, x: 0, y: 0 }, window, { x: 1e9, y: 1e9 })
  const layout = zoomedLayout(plan, whole, far, window)
  expect(layout.shown?.length).toBeGreaterThan(0)
  expect(pannedBy(plan, whole, far, window, { x: -1e9, y: -1e9 })).toMatchObject({ x: 0, y: 0 })
})

test('three nodes can be looked at more closely, and keep their level', () => {
  const small = clusterOf(3)
  expect(small.whole.level).toBe(1)
  const view = enteredView(small.plan, small.whole, undefined, window, 1)
  const layout = zoomedLayout(small.plan, small.whole, view as HarbourView, window)
  expect(layout.level).toBe(1)
  expect(layout.berthWidth).toBeGreaterThan(small.whole.berthWidth * 1.5)
})
