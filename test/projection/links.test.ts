/** A change of connections is told in plain words, in the story and on the timeline. */
import { expect, test } from 'vitest'
import type { LinkChange } from '../../src/model/swarm-action.ts'
import { linksInWords } from '../../src/projection/story/links.ts'
import { five, run } from './swarm-runs.ts'

const trace = run({ nodes: five, timeline: [] })
const node = (index: number) => ({ type: 'node', node: index }) as const

function words(change: Partial<LinkChange>): string {
  const cut = { type: 'links.change', isOneWay: false, loss: 1, delayUs: 0 } as const
  return linksInWords(trace, { ...cut, from: [node(0)], to: [node(1)], ...change })
}

test('a cut names both sides, and all others as the rest', () => {
  expect(words({ from: [node(0), node(2)] })).toBe('cut node-1 and node-3 off node-2')
  expect(words({ to: [1, 2, 3, 4].map(node) })).toBe('cut node-1 off the rest')
  expect(words({ isOneWay: true })).toBe('cut node-1 off node-2, one way')
})

test('what is lost and what comes late is said with its number', () => {
  expect(words({ loss: 0.3 })).toBe('lose 30 % between node-1 and node-2')
  expect(words({ loss: 0.3, delayUs: 200_000 })).toBe(
    'lose 30 % and delay by 200 ms between node-1 and node-2',
  )
  expect(words({ loss: 0 })).toBe('change nothing between node-1 and node-2')
})
