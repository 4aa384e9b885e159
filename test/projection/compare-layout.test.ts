/** Two harbours beside each other: a node stands at the same place in both, and keeps its own number. */
import { expect, test } from 'vitest'
import { layoutTogether } from '../../src/projection/compare-layout.ts'
import type { LayoutOptions } from '../../src/projection/harbour-layout.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { hitHarbour } from '../../src/projection/harbour-stack.ts'
import { pair, runOf } from './compare-runs.ts'
import { harbourAt } from './harbour-moment.ts'

const options: LayoutOptions = {
  width: 700,
  height: 500,
  level: 1,
  roadsHeight: 60,
  scrolls: false,
}

const joined = `${pair}  - { at: 30s, join: { name: node-1b, cpus: 4, memory: 8g } }\n`

test('equal clusters are laid out as each alone would be', () => {
  const one = harbourPlan(runOf())
  const other = harbourPlan(runOf({ set: ['swarm.strategy=binpack'] }))
  const both = layoutTogether(one, other, options)
  expect(both.one).toEqual(both.other)
  expect([...both.one.pieceOf]).toEqual([0, 0, 0])
})

test('a node that only one run has leaves its place empty in the other, and nothing shifts', () => {
  const one = harbourPlan(runOf())
  const other = harbourPlan(runOf({ text: joined }))
  const { one: left, other: right } = layoutTogether(one, other, options)
  for (const [node, { name }] of one.trace.model.nodes.entries()) {
    const there = other.trace.model.nodes.findIndex((spec) => spec.name === name)
    expect(right.x[there], name).toBe(left.x[node])
  }
  const added = other.trace.model.nodes.findIndex(({ name }) => name === 'node-1b')
  expect([...left.x]).not.toContain(right.x[added])
  expect(right.unit).toBe(left.unit)
  expect(left.pieces.flatMap(({ nodes }) => nodes)).toEqual([0, 1, 2])
  expect(right.pieces.flatMap(({ nodes }) => nodes)).toContain(added)
  // Sides swapped, the places are the same.
  const swapped = layoutTogether(other, one, options)
  expect([...swapped.other.x]).toEqual([...left.x])
})

test('a click into an empty place hits nothing', () => {
  const trace = runOf()
  const other = harbourPlan(runOf({ text: joined }))
  const { one: left, other: right } = layoutTogether(harbourPlan(trace), other, options)
  const added = other.trace.model.nodes.findIndex(({ name }) => name === 'node-1b')
  const { plan, boxes } = harbourAt(trace, 40)
  const at = (x: number) => hitHarbour(plan, left, boxes, { x, y: left.footY[0] - 5 })
  expect(at(right.x[added] + right.berthWidth / 2)).toBeUndefined()
  expect(at(left.x[1] + left.berthWidth / 2)?.node).toBe(1)
})
