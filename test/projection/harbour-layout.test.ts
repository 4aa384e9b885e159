/** Berths never overlap, keep one scale, and what is drawn at a point is what is found there. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NodeSpec } from '../../src/model/model.ts'
import { layoutHarbour } from '../../src/projection/harbour-layout.ts'
import type { Level } from '../../src/projection/harbour-levels.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { berthHeight, hitHarbour, stackHeights } from '../../src/projection/harbour-stack.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'
import { harbourAt } from './harbour-moment.ts'

const trace = sampleTrace()

function planOf(nodes: readonly NodeSpec[]) {
  return harbourPlan({ ...trace, model: { ...trace.model, nodes } })
}

function nodesOf(count: number, perRack: number, memoryBytes: number[]): NodeSpec[] {
  return Array.from({ length: count }, (_, index) => ({
    ...trace.model.nodes[0],
    name: `node-${index}`,
    zone: `z${Math.floor(index / perRack / 5)}`,
    rack: `r${Math.floor(index / perRack)}`,
    memoryBytes: memoryBytes[index % memoryBytes.length],
  }))
}

describe('layoutHarbour', () => {
  test.each<[number, Level]>([
    [3, 1],
    [40, 1],
    [120, 2],
    [1000, 3],
    [3000, 3],
    [5000, 3],
  ])('%i nodes stand inside the harbour and beside each other', (count, level) => {
    const plan = planOf(nodesOf(count, 40, [48, 64]))
    const layout = layoutHarbour(plan, {
      width: 992,
      height: 704,
      level,
      roadsHeight: 100,
      scrolls: false,
    })
    const taken = new Set<string>()
    for (let node = 0; node < count; node++) {
      const x = layout.x[node]
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + layout.berthWidth).toBeLessThanOrEqual(992)
      expect(layout.footY[node]).toBeLessThanOrEqual(704)
      taken.add(`${x},${layout.footY[node]}`)
    }
    expect(taken.size).toBe(count)
    expect(layout.footY[0] - berthHeight(plan, layout, 0)).toBeGreaterThanOrEqual(100)
  })

  test('a node with twice the memory is twice as tall', () => {
    const plan = planOf(nodesOf(2, 40, [8, 16]))
    const layout = layoutHarbour(plan, {
      width: 800,
      height: 600,
      level: 1,
      roadsHeight: 60,
      scrolls: false,
    })
    expect(berthHeight(plan, layout, 1)).toBeCloseTo(2 * berthHeight(plan, layout, 0), 6)
  })

  test('on a phone all quays stand in one row that scrolls', () => {
    const plan = planOf(nodesOf(12, 2, [8]))
    const layout = layoutHarbour(plan, {
      width: 390,
      height: 388,
      level: 1,
      roadsHeight: 60,
      scrolls: true,
    })
    expect(layout.rows).toHaveLength(1)
    expect(layout.width).toBeGreaterThan(390)
    expect(layout.berthWidth).toBe(88)
  })
})

test('a point inside a box finds that box, whatever the size of the harbour', () => {
  const { plan, boxes } = harbourAt(trace, 200)
  fc.assert(
    fc.property(
      fc.integer({ min: 400, max: 2000 }),
      fc.integer({ min: 300, max: 1200 }),
      fc.constantFrom<Level>(1, 2),
      (width, height, level) => {
        const layout = layoutHarbour(plan, {
          width,
          height,
          level,
          roadsHeight: 80,
          scrolls: false,
        })
        const measure = stackHeights(plan, layout, boxes)
        for (const node of plan.order) {
          let top = layout.footY[node]
          const heights = [...measure(node)]
          for (const [at, boxHeight] of heights.entries()) {
            top -= boxHeight
            const point = { x: layout.x[node] + layout.boxWidth / 2, y: top + boxHeight / 2 }
            expect(hitHarbour(plan, layout, boxes, point)).toEqual({
              node,
              container: boxes.box[boxes.start[node] + at],
            })
          }
        }
      },
    ),
  )
})

test('open water is nobody, and the land below a berth is its node', () => {
  const { plan, boxes } = harbourAt(trace, 20)
  const layout = layoutHarbour(plan, {
    width: 992,
    height: 704,
    level: 1,
    roadsHeight: 100,
    scrolls: false,
  })
  expect(hitHarbour(plan, layout, boxes, { x: 500, y: 20 })).toBeUndefined()
  const land = { x: layout.x[2] + 10, y: layout.footY[2] + 30 }
  expect(hitHarbour(plan, layout, boxes, land)).toEqual({ node: 2, container: -1 })
})

test.each([6_000, 9_000, 12_000, 14_000])('%i nodes stand within the window', (count) => {
  const { rows, x } = layoutHarbour(planOf(nodesOf(count, 20, [8])), {
    width: 990,
    height: 704,
    level: 3,
    roadsHeight: 96,
    scrolls: false,
  })
  expect(Math.max(...rows.map(({ bottomY }) => bottomY))).toBeLessThanOrEqual(704)
  expect(Math.max(...x)).toBeLessThan(990)
})
