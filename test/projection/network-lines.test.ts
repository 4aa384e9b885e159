/** Containers of one network, and of one volume, are joined by a line in each row of the harbour. */
import { expect, test } from 'vitest'
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
