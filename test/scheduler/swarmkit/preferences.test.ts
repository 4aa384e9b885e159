/** Spread preferences, told as small stories; answers of many seeds where chance decides. */
import { expect, test } from 'vitest'
import { heapOrder } from '../../../src/scheduler/swarmkit/node-order.ts'
import { acrossSeeds, addTasks, clusterOf, counts, type GivenNode, settle } from './clusters.ts'

const overZones = { preferences: ['node.labels.zone'] }
const overRacks = { preferences: ['node.labels.zone', 'node.labels.rack'] }

function inZone(zone: string, id: string, tasks = 0, more: Partial<GivenNode> = {}): GivenNode {
  return { id, labels: { zone }, tasks: { web: tasks }, ...more }
}

function placed(nodes: readonly GivenNode[], web: object, count: number, seed?: string) {
  const cluster = clusterOf(nodes, { web }, seed)
  addTasks(cluster, 'web', { count })
  settle(cluster)
  return counts(cluster, 'web')
}

test('zones get equal shares, however many nodes they have', () => {
  const nodes = [inZone('a', 'a1'), inZone('b', 'b1'), inZone('b', 'b2'), inZone('b', 'b3')]
  expect(placed(nodes, overZones, 6)).toEqual({ a1: 3, b1: 1, b2: 1, b3: 1 })
})

test('the remainder goes to random zones', () => {
  const nodes = [inZone('a', 'a1'), inZone('b', 'b1')]
  expect(acrossSeeds((seed) => placed(nodes, overZones, 3, seed))).toEqual([
    { a1: 1, b1: 2 },
    { a1: 2, b1: 1 },
  ])
})

test('an imbalance is repaired as far as the new tasks allow', () => {
  const nodes = [inZone('a', 'a1', 3), inZone('b', 'b1', 1), inZone('c', 'c1')]
  expect(placed(nodes, overZones, 5)).toEqual({ a1: 3, b1: 3, c1: 3 })
})

test('a zone above the average gets nothing, and the first one asked of the others too much', () => {
  const nodes = [inZone('a', 'a1', 5), inZone('b', 'b1', 1), inZone('c', 'c1')]
  expect(acrossSeeds((seed) => placed(nodes, overZones, 4, seed))).toEqual([
    { a1: 5, b1: 1, c1: 4 },
    { a1: 5, b1: 4, c1: 1 },
  ])
})

test('a full zone leaves its share to the others', () => {
  const nodes = [inZone('a', 'a1', 0, { state: 'down' }), inZone('b', 'b1'), inZone('c', 'c1')]
  expect(placed(nodes, overZones, 6)).toEqual({ a1: 0, b1: 3, c1: 3 })
})

test('nodes without the label are a zone of their own', () => {
  const nodes = [inZone('a', 'a1'), { id: 'x' }, { id: 'y' }]
  expect(placed(nodes, overZones, 4)).toEqual({ a1: 2, x: 1, y: 1 })
})

test('what is not a label is passed over, and prefixes are known in any case', () => {
  const nodes = [inZone('a', 'a1'), inZone('b', 'b1'), inZone('b', 'b2')]
  const web = { preferences: ['node.id', 'NODE.Labels.zone', 'node.labels.'] }
  expect(placed(nodes, web, 4)).toEqual({ a1: 2, b1: 1, b2: 1 })
})

test('zones are shared out first, then the racks in them', () => {
  const inRack = (zone: string, rack: string, id: string): GivenNode => ({
    id,
    labels: { zone, rack },
  })
  const nodes = [
    inRack('a', '1', 'a1'),
    inRack('a', '2', 'a2'),
    inRack('b', '1', 'b1'),
    inRack('b', '1', 'b2'),
  ]
  expect(placed(nodes, overRacks, 8)).toEqual({ a1: 2, a2: 2, b1: 2, b2: 2 })
})

test('one new task may go to any zone that is not above the average, not only to the emptiest', () => {
  const nodes = [inZone('a', 'a1'), inZone('b', 'b1', 2), inZone('c', 'c1', 5)]
  expect(acrossSeeds((seed) => placed(nodes, overZones, 1, seed))).toEqual([
    { a1: 0, b1: 3, c1: 5 },
    { a1: 1, b1: 2, c1: 5 },
  ])
})

/**
 * Goal: an inner branch that takes more than its outer branch was asked to take does not hang us.
 * Method: zone a has racks with 10 tasks and none; the older SwarmKit went round for ever here.
 */
test('an imbalance inside a zone ends, and every task gets a node', () => {
  const nodes: GivenNode[] = [
    { id: 'a1', labels: { zone: 'a', rack: '1' }, tasks: { web: 10 } },
    { id: 'a2', labels: { zone: 'a', rack: '2' } },
    { id: 'b1', labels: { zone: 'b', rack: '1' } },
  ]
  for (const answer of acrossSeeds((seed) => placed(nodes, overRacks, 14, seed))) {
    expect(Object.values(answer).reduce((sum, count) => sum + count, 0)).toBe(24)
    expect(answer.a1).toBe(10)
  }
})

test('the heap leaves equals in a fixed order in which the first goes last', () => {
  const slots = Int32Array.of(1, 2, 3, 4)
  heapOrder(slots, new Float64Array(4))
  expect([...slots]).toEqual([2, 3, 4, 1])
  const ranked = Int32Array.of(1, 2, 3, 4, 5)
  heapOrder(ranked, Float64Array.of(3, 1, 2, 1, 0))
  expect([ranked[0], ranked[3], ranked[4]]).toEqual([5, 3, 1])
})
