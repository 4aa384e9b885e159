/** One cluster on which each strategy decides differently, and the promises all strategies keep. */
import { expect, test } from 'vitest'
import { explain } from '../../../src/scheduler/classic/explain.ts'
import { classicStrategies } from '../../../src/scheduler/classic/strategies/index.ts'
import { clusterOf, type GivenNode, gibibyte, placed, requestOf } from './clusters.ts'
import { describeStrategy } from './contract.ts'

const busy = { cpus: 1, memoryBytes: 2 * gibibyte }

/** An empty node, a fuller one, and one that is too full for anything that asks for CPUs. */
const cluster: readonly GivenNode[] = [
  { name: 'empty' },
  {
    name: 'half',
    containers: [
      { name: 'a', ...busy },
      { name: 'b', ...busy },
    ],
  },
  { name: 'full', containers: [{ name: 'c', cpus: 4 }] },
]

test('each strategy decides differently about the same cluster', () => {
  const request = requestOf({ cpus: 1, memoryBytes: gibibyte })
  const best = Object.values(classicStrategies).map(({ name }) => [
    name,
    explain(clusterOf(cluster, { strategy: name }).placer, request).best.join(' '),
  ])
  expect(Object.fromEntries(best)).toEqual({
    spread: 'empty',
    binpack: 'half',
    random: 'empty half full',
  })
})

test('random does not look at resources, not even whether the container fits', () => {
  const given = clusterOf(cluster.slice(2), { strategy: 'random' })
  expect(placed(given, requestOf({ cpus: 400 }))).toBe('full')
})

test('one recent failure outweighs any load', () => {
  const nodes = [{ name: 'flaky', failures: 1 }, ...cluster.slice(1)]
  expect(placed(clusterOf(nodes), requestOf({ cpus: 1 }))).toBe('half')
  const binpacked = clusterOf([...cluster.slice(0, 1), { ...cluster[1], failures: 1 }], {
    strategy: 'binpack',
  })
  expect(placed(binpacked, requestOf({ cpus: 1 }))).toBe('empty')
})

test('containers without requests are spread by their number', () => {
  const nodes = [
    { name: 'two', containers: [{ name: 'a' }, { name: 'b' }] },
    { name: 'one', containers: [{ name: 'c', cpus: 3, memoryBytes: 7 * gibibyte }] },
  ]
  expect(placed(clusterOf(nodes), requestOf())).toBe('one')
  expect(placed(clusterOf(nodes, { strategy: 'binpack' }), requestOf())).toBe('two')
})

test('a node can be filled to just under one percent above its total, and not beyond', () => {
  const nodes = [{ name: 'a', memoryBytes: 1000, containers: [{ name: 'x', memoryBytes: 509 }] }]
  expect(placed(clusterOf(nodes), requestOf({ memoryBytes: 500 }))).toBe('a')
  expect(placed(clusterOf(nodes), requestOf({ memoryBytes: 501 }))).toBe(
    'no resources available to schedule container',
  )
})

test('a request for nothing fits even on an overfull node', () => {
  const nodes = [{ name: 'a', containers: [{ name: 'x', cpus: 9, memoryBytes: 90 * gibibyte }] }]
  expect(placed(clusterOf(nodes), requestOf())).toBe('a')
})

for (const strategy of Object.values(classicStrategies)) describeStrategy(strategy, cluster)
