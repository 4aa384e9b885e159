/** The first fact about one node that the other run does not have. */
import { expect, test } from 'vitest'
import { comparisonOf } from '../../src/projection/compare.ts'
import { firstOfNode } from '../../src/projection/compare-node.ts'
import { pair, runOf } from './compare-runs.ts'

const s = (seconds: number) => seconds * 1_000_000

test('a node that only one run loses differs from then on; a node that neither touches does not', () => {
  const [one, other] = [runOf(), runOf({ text: pair.replace(/.*fault: crash.*\n/, '') })]
  const comparison = comparisonOf(one, other)
  const first = firstOfNode(comparison, one, other, 'node-2')
  expect(first?.timeUs).toBe(s(60))
  expect(first?.one?.text).toContain('node-2')
  expect(firstOfNode(comparison, one, other, 'no-such-node')).toBeUndefined()
  expect(firstOfNode(comparisonOf(one, one), one, one, 'node-2')).toBeUndefined()
})

test('both runs say what they put on the node first', () => {
  const [one, other] = [runOf(), runOf({ set: ['swarm.strategy=binpack'] })]
  const first = firstOfNode(comparisonOf(one, other), one, other, 'node-1')
  expect(first?.one?.text ?? first?.other?.text).toMatch(/node-1/)
  expect(first?.timeUs).toBeLessThan(s(3))
})
