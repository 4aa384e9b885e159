/** What was done in two runs is told once where it is the same. */
import { expect, test } from 'vitest'
import { doneIn } from '../../../src/web/compare/happens.tsx'

const at = (timeUs: number, text: string) => ({ timeUs, row: 0, text, isFault: false })

test('the same words at the same time are in both; all others say in which run, in order of time', () => {
  const one = [at(1, 'run web'), at(5, 'crash node-2')]
  const other = [at(1, 'run web'), at(3, 'drain node-1'), at(6, 'crash node-2')]
  expect(doneIn(one, other).map(({ timeUs, text, in: side }) => [timeUs, text, side])).toEqual([
    [1, 'run web', 'both'],
    [3, 'drain node-1', 'other'],
    [5, 'crash node-2', 'one'],
    [6, 'crash node-2', 'other'],
  ])
})
