/** Racks and zones are found where they are drawn: by their quay, their name, their letter. */
import { expect, test } from 'vitest'
import { type LayoutOptions, layoutHarbour } from '../../src/projection/harbour-layout.ts'
import { placeAt } from '../../src/projection/harbour-places.ts'
import { harbourPlan } from '../../src/projection/harbour-plan.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'

function harbour(nodes: string, level: LayoutOptions['level']) {
  const text = `until: 10s\nnodes:\n  - ${nodes}\n`
  const read = (path: string) => (path === 's.yaml' ? text : undefined)
  const plan = harbourPlan(simulate(compileScenario('s.yaml', { files: { read } }).model).trace)
  const size = { width: 992, height: 704, roadsHeight: 116, scrolls: false }
  return { plan, layout: layoutHarbour(plan, { ...size, level }) }
}

test('close by, the quay and the left name are the rack, the right name is the zone', () => {
  const nodes = '{ name: "node-{1..6}", rack: "r{1..3}", zone: a }'
  const { plan, layout } = harbour(nodes, 1)
  const [first, second] = layout.pieces
  const names = layout.rows[first.row].bottomY - 12
  const rack = { kind: 'rack', name: 'r1' }
  expect(placeAt(plan, layout, { x: first.x + 12, y: names })).toEqual(rack)
  expect(placeAt(plan, layout, { x: first.x + 2, y: first.footY + 4 })).toEqual(rack)
  const right = { x: first.x + first.width - 14, y: names }
  expect(placeAt(plan, layout, right)).toEqual({ kind: 'zone', name: 'a' })
  const other = { x: second.x + 12, y: names }
  expect(placeAt(plan, layout, other)).toEqual({ kind: 'rack', name: 'r2' })
  expect(placeAt(plan, layout, { x: first.x + 12, y: first.footY - 40 })).toBeUndefined()
  expect(placeAt(plan, layout, { x: first.x + 12, y: 10 })).toBeUndefined()
})

test('far away, what is below a row is the rack, and the letter at the left the zone', () => {
  const nodes = '{ name: "node-{001..100}", rack: "r{01..10}", zone: "{a,b}" }'
  const { plan, layout } = harbour(nodes, 2)
  const [first] = layout.pieces
  const below = { x: first.x + 20, y: first.footY + 4 }
  expect(placeAt(plan, layout, below)).toEqual({ kind: 'rack', name: 'r01' })
  const letter = { x: 10, y: first.footY - 10 }
  expect(placeAt(plan, layout, letter)).toEqual({ kind: 'zone', name: 'a' })
})

test('where nodes have no rack the whole of their quay is the zone', () => {
  const { plan, layout } = harbour('{ name: "node-{1..3}", zone: b }', 1)
  const [piece] = layout.pieces
  const at = { x: piece.x + 12, y: piece.footY + 4 }
  expect(placeAt(plan, layout, at)).toEqual({ kind: 'zone', name: 'b' })
  const bare = harbour('{ name: "node-{1..3}" }', 1)
  expect(placeAt(bare.plan, bare.layout, at)).toBeUndefined()
})
