/** Expectations proposed from a run: true of it, written as claims, and right once saved. */
import { expect, test } from 'vitest'
import { expectations } from '../../src/projection/expectations.ts'
import { proposalsOf } from '../../src/projection/proposals.ts'
import { addExpectation, removeExpectations } from '../../src/scenario/index.ts'
import { pair, runOf } from './compare-runs.ts'
import { swarmScenario } from './proposal-scenarios.ts'

test('what ran, what was lost and for how long is proposed, and the node that broke', () => {
  const claims = proposalsOf(runOf()).proposals.map(({ claim }) => claim)
  expect(claims).toContain('running(web) == 4')
  expect(claims).toContain('unplaced() == 0')
  expect(claims).toContain('state(node-2) == unhealthy')
  expect(claims.find((claim) => claim.startsWith('recovery(web)'))).toMatch(/<= \d+s$/)
})

test('nodes with which nothing was wrong are offered, not chosen', () => {
  const { proposals } = proposalsOf(runOf())
  const of = (claim: string) => proposals.find((proposal) => proposal.claim === claim)?.isUsual
  expect(of('state(node-1) == healthy')).toBe(false)
  expect(of('state(node-2) == unhealthy')).toBe(true)
})

test.each([
  ['classic Swarm', pair],
  ['swarm mode', swarmScenario],
])('a scenario saved with all its proposals meets every one: %s', (_, text) => {
  const { proposals } = proposalsOf(runOf({ text }))
  expect(proposals.length).toBeGreaterThan(4)
  const saved = proposals.reduce((source, { entry }) => addExpectation(source, entry), text)
  const results = expectations(runOf({ text: saved }))
  expect(results.map(({ expectation }) => expectation.text)).toEqual(
    proposals.map(({ claim }) => claim),
  )
  expect(results.filter(({ met }) => !met)).toEqual([])
})

test('a claim that the file makes already is not proposed again, and one that broke is told', () => {
  const text = `${pair}expect:\n  - { that: "unplaced()==0" }\n  - { that: "moves() == 77" }\n`
  const { proposals, old } = proposalsOf(runOf({ text }))
  expect(proposals.map(({ claim }) => claim)).not.toContain('unplaced() == 0')
  expect(old).toEqual([
    { text: 'unplaced()==0', index: 0, met: true },
    { text: 'moves() == 77', index: 1, met: false },
  ])
  const saved = removeExpectations(text, [1])
  expect(expectations(runOf({ text: saved })).map(({ met }) => met)).toEqual([true])
})
