/** The library, used as its documentation says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as reberth from '../src/index.ts'

const scenario = readFileSync(new URL('../scenarios/no-capacity.yaml', import.meta.url), 'utf8')
const files = { read: (path: string) => (path === 'no-capacity.yaml' ? scenario : undefined) }

test('from a file to a story, a summary and a reason', () => {
  const { model } = reberth.compileScenario('no-capacity.yaml', { files })
  const { trace } = reberth.simulate(model)
  expect(reberth.story(trace).some(({ text }) => text.includes('found no node'))).toBe(true)
  expect(reberth.summary(trace).digest).toBe(reberth.digestOf(trace))

  const refused = reberth.decisionsOf(trace).find(({ node }) => node < 0)
  if (!refused) throw new Error('the scenario of this test has a container without a place')
  const explanation = reberth.explain(trace, refused)
  expect(explanation.outcome).toBe('refused')
  expect(explanation.wouldFit.length).toBeGreaterThan(0)
})

test('a fork is the same scenario with one more entry', () => {
  const forked = reberth.addTimelineEntry(scenario, '{ at: 1m, fault: crash, node: node-1 }')
  const before = reberth.simulate(reberth.compileScenario('no-capacity.yaml', { files }).model)
  const after = reberth.simulate(
    reberth.compileScenario('no-capacity.yaml', { files: { read: () => forked } }).model,
  )
  const difference = reberth.firstDifference(before.trace, after.trace)
  if (difference.type !== 'fact') throw new Error('the fork differs from its origin')
  expect(difference.other).toMatchObject({ timeUs: 60_000_000 })
})

test('bad input is an error with every issue in it', () => {
  const read = () => 'nodes: [{ name: a, memroy: 8g }]\nfoo: 1\n'
  expect(() => reberth.compileScenario('x.yaml', { files: { read } })).toThrow(
    reberth.ScenarioError,
  )
})
