/** In the picture of what is believed each berth says how old the news about it is. */
import { expect, test } from 'vitest'
import { berthOf } from '../../src/projection/harbour.ts'
import type { Truth } from '../../src/projection/harbour-boxes.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'
import { harbourAt } from './harbour-moment.ts'

function traceOf(text: string) {
  const { model } = compileScenario('s.yaml', {
    files: { read: (path) => (path === 's.yaml' ? text : undefined) },
  })
  return simulate(model).trace
}

const classic = traceOf(`
nodes: [{ name: "node-{1..3}", images: [nginx] }]
until: 10m
timeline:
  - { at: 5s, docker: "run -d --name web-{1..3} -e reschedule:on-node-failure nginx" }
  - { at: 4m, fault: crash, node: node-2 }
`)

function newsAt(seconds: number, node: number, truth: Truth = 'believed'): number | undefined {
  const { label, mark } = berthOf(harbourAt(classic, seconds, truth), node)
  const words = mark.signs.map(({ text }) => text).join()
  const age = /news (\d+) s old/.exec(words)?.[1]
  // What is drawn is what is read aloud.
  expect(label.includes(`news ${age} s old`)).toBe(age !== undefined)
  return age === undefined ? undefined : Number(age)
}

test('an engine is asked every 30 to 60 seconds, and its news is never older', () => {
  const ages = Array.from({ length: 120 }, (_, at) => newsAt(60 + at, 0) ?? Number.NaN)
  expect(Math.max(...ages)).toBeGreaterThan(25)
  expect(Math.max(...ages)).toBeLessThanOrEqual(61)
  expect(Math.min(...ages)).toBe(0)
})

test('of a node that does not answer the news grows old', () => {
  const [before, after] = [newsAt(300, 1), newsAt(330, 1)]
  expect(after).toBe((before ?? 0) + 30)
  expect(after).toBeGreaterThan(60)
})

test('where the world is drawn, nothing is said of news; swarm mode has beats in its place', () => {
  expect(newsAt(100, 0, 'both')).toBeUndefined()
  const swarm = traceOf('swarm: { manager: swarmkit }\nnodes: [{ count: 2 }]\nuntil: 2m\n')
  expect(berthOf(harbourAt(swarm, 60, 'believed'), 0).label).not.toContain('news')
})
