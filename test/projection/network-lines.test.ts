/** Containers of one network, and of one volume, are joined by a line in each row of the harbour. */
import { expect, test } from 'vitest'
import { attachmentsOf } from '../../src/projection/attachments.ts'
import { layoutHarbour } from '../../src/projection/harbour-layout.ts'
import { networkLines } from '../../src/projection/network-lines.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'
import { networkScenario } from '../browser/scenarios.ts'
import { harbourAt } from './harbour-moment.ts'

const { model } = compileScenario('s.yaml', {
  files: { read: (path) => (path === 's.yaml' ? networkScenario : undefined) },
})
const { trace } = simulate(model)
const options = { width: 900, height: 500, level: 1, roadsHeight: 60, scrolls: false } as const

test('networks and volumes have a line of their own, with a drop to each of their boxes', () => {
  const harbour = harbourAt(trace, 50)
  const lines = networkLines(harbour, layoutHarbour(harbour.plan, options))
  expect(lines.map(({ kind, name, drops }) => [kind, name, drops.length])).toEqual([
    ['network', 'front', 4],
    ['network', 'back', 4],
    ['volume', 'data', 4],
  ])
  const heights = lines.map(({ y }) => y)
  expect(new Set(heights).size).toBe(lines.length)
  for (const { drops, y } of lines) for (const drop of drops) expect(drop.y).toBeGreaterThan(y)
})

test('what does not run yet joins nothing', () => {
  const harbour = harbourAt(trace, 1)
  expect(networkLines(harbour, layoutHarbour(harbour.plan, options))).toEqual([])
})

test('a Compose service on two networks is joined with both, until the manager moves it and loses them', () => {
  const files: Record<string, string> = {
    's.yaml': `name: Two networks
seed: 1
until: 6m
nodes:
  - { name: "node-{1..3}", cpus: 4, memory: 8g, images: [nginx, redis] }
apps:
  - { compose: shop.yml, project: shop, reschedule: on-node-failure }
timeline:
  - { at: 60s, fault: crash, node: node-1 }
  - { at: 60s, fault: crash, node: node-2 }
`,
    'shop.yml': `version: "2"
services:
  web: { image: nginx, networks: [front, back] }
  db: { image: redis, networks: [back] }
  proxy: { image: nginx, networks: [front] }
networks: { front: {}, back: {} }
`,
  }
  const both = simulate(
    compileScenario('s.yaml', { files: { read: (path) => files[path] } }).model,
  ).trace
  const harbour = harbourAt(both, 50)
  const lines = networkLines(harbour, layoutHarbour(harbour.plan, options))
  expect(lines.map(({ name, drops }) => [name, drops.length])).toEqual([
    ['shop_front', 2],
    ['shop_back', 2],
  ])
  // Swarm 1.1.0 forgets the host configuration of what it moves, its network with it.
  const moved = both.tables.containers.flatMap(({ predecessor }, container) =>
    predecessor < 0 ? [] : [container],
  )
  expect(moved.length).toBeGreaterThan(0)
  for (const container of moved) expect(attachmentsOf(both, container).networks).toEqual([])
})
