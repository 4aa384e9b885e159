/** Where a node is a few pixels wide, what is wrong is still seen: it never averages away. */
import { expect, test } from 'vitest'
import type { HarbourInput } from '../../../src/projection/harbour.ts'
import { layoutHarbour } from '../../../src/projection/harbour-layout.ts'
import { simulate } from '../../../src/run/simulate.ts'
import { compileScenario } from '../../../src/scenario/index.ts'
import type { Palette } from '../../../src/web/draw/colours.ts'
import { rasterHarbour } from '../../../src/web/draw/harbour-raster.ts'
import { harbourAt } from '../../projection/harbour-moment.ts'

/** Every colour is a number of its own, so that pixels can be counted. */
const hues = Array.from({ length: 9 }, (_, hue) => 100 + hue)
const palette: Palette = {
  isToned: false,
  water: 1,
  berth: 2,
  quay: 3,
  quayEdge: 4,
  land: 5,
  ink: 6,
  frame: 7,
  fail: 8,
  failWash: 9,
  belief: 10,
  beliefWash: 11,
  fog: 12,
  wake: 13,
  services: hues,
  pale: hues.map((hue) => hue + 10),
  edges: hues.map((hue) => hue + 20),
}

const nodes = 6000
const text = `
until: 6m
nodes: [{ name: "node-{0001..${nodes}}", rack: "r{001..150}", zone: "z{1..5}", cpus: 4, memory: 4g, images: [nginx] }]
timeline:
  - { at: 1s, docker: "run -d --name one -m 512m -e constraint:node==node-3210 -e reschedule:on-node-failure nginx" }
  - { at: 60s, fault: crash, node: node-3210 }
  - { at: 61s, fault: unreachable, node: node-0042 }
`
const { trace } = simulate(
  compileScenario('s.yaml', { files: { read: (path) => (path === 's.yaml' ? text : undefined) } })
    .model,
)

/** How many pixels have the colour within the column of a node, its gaps and its quay. */
function pixelsOf(harbour: HarbourInput, node: number, colour: number): number {
  const size = { width: 992, height: 704 }
  const layout = layoutHarbour(harbour.plan, {
    ...size,
    level: 3,
    roadsHeight: 116,
    scrolls: false,
  })
  const pixels = new Uint32Array(size.width * size.height)
  rasterHarbour({ ...size, pixels }, harbour, layout, palette, { scale: 1, service: -1 })
  const left = Math.floor(layout.x[node] - layout.metrics.gap)
  const right = Math.ceil(layout.x[node] + layout.berthWidth + layout.metrics.gap)
  // Other rows have nodes at the same distance from the left.
  const { topY, bottomY } = layout.rows[layout.pieces[layout.pieceOf[node]].row]
  let count = 0
  for (let y = Math.floor(topY); y < bottomY; y++) {
    for (let x = left; x <= right; x++) if (pixels[y * size.width + x] === colour) count++
  }
  return count
}

const crashed = 3209
const cutOff = 41
const healthy = 1000

test('one machine of six thousand that is down has red at its quay, a healthy one has none', () => {
  const harbour = harbourAt(trace, 90)
  expect(pixelsOf(harbour, crashed, palette.fail)).toBeGreaterThanOrEqual(2)
  expect(pixelsOf(harbour, healthy, palette.fail)).toBe(0)
})

test('one container that is only believed to run is magenta', () => {
  const harbour = harbourAt(trace, 90)
  expect(pixelsOf(harbour, crashed, palette.belief)).toBeGreaterThanOrEqual(2)
  expect(pixelsOf(harbour, healthy, palette.belief)).toBe(0)
})

test('one machine that is cut off has its chain', () => {
  expect(pixelsOf(harbourAt(trace, 90), cutOff, palette.belief)).toBeGreaterThanOrEqual(2)
})

test('what nobody replaces stays red once the manager has noticed', () => {
  // Only that machine may hold it, so it is lost.
  const harbour = harbourAt(trace, 350)
  expect(pixelsOf(harbour, crashed, palette.fail)).toBeGreaterThan(2)
  expect(pixelsOf(harbour, crashed, palette.belief)).toBe(0)
})
