import { expect, test } from 'vitest'
import { reconnectUsAtMost } from '../../../src/engine/swarmkit/reconnect.ts'

test('a worker waits at most 100 ms at first, and never longer than eight seconds', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((attempt) => reconnectUsAtMost(attempt) / 1000)
  expect(ceilings).toEqual([100, 300, 700, 1500, 3100, 6300, 8000, 8000, 8000])
})
