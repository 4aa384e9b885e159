/**
 * Goal: a new leader knows only the store: nodes are unknown, delays and updates go on.
 * Method: the leader stops and another starts, in small swarms with simulated workers.
 */
import { expect, test } from 'vitest'
import { all, create, first, play, restart, update, updating } from './play.ts'

const stops = { op: 'leaderStops' } as const
const starts = { op: 'leaderStarts' } as const

test('nodes are unknown until they register again, and nothing moves', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 6 })],
      [5, stops],
      [8, starts],
    ],
    untilSeconds: 60,
  })
  const unknown = all(events, { ev: 'node.update', state: 'unknown' })
  expect(unknown).toHaveLength(3)
  expect(unknown[0]).toMatchObject({
    t: 8000,
    msg: 'Node moved to "unknown" state due to leadership change in cluster',
  })
  expect(all(events, { ev: 'node.update', state: 'ready' })).toHaveLength(6)
  expect(summary).toMatchObject({ created: 6, runningSorted: { web: [2, 2, 2] } })
})

test('a node lost meanwhile has twice the grace', () => {
  const { events } = play({
    actions: [
      [1, create()],
      [5, stops],
      [6, { op: 'crash', node: 'n2' }],
      [8, starts],
    ],
    untilSeconds: 60,
  })
  const down = first(events, { ev: 'node.update', state: 'down' })
  expect(down.msg).toBe('heartbeat failure for node in "unknown" state')
  expect(down.t - 8000).toBeGreaterThanOrEqual(27_000)
  expect(down.t - 8000).toBeLessThanOrEqual(33_200)
})

test('without a leader nothing is decided, and containers go on', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 1, image: 'bad', restart: restart() })],
      [1.25, stops],
    ],
    untilSeconds: 30,
  })
  expect(events.filter(({ t }) => t > 1250)).toEqual([])
  expect(summary.dead).toEqual({})
})

test('a delayed start goes on with what is left of the delay', () => {
  const { events } = play({
    nodes: 1,
    actions: [
      [1, create({ replicas: 1, image: 'bad', restart: restart({ delayMs: 10_000 }) })],
      [4, stops],
      [6, starts],
    ],
    untilSeconds: 14,
  })
  const replacement = all(events, { ev: 'task.create' })[1]
  const prepared = first(events, { task: replacement.task!, state: 'ready' })
  const started = first(events, { task: replacement.task!, desired: 'running' })
  // As far as the store knows: since its state was last written.
  expect(started.t - prepared.t).toBeCloseTo(10_000)
})

test('restarts are counted from the tasks that are still there', () => {
  const { summary } = play({
    actions: [
      [1, create({ replicas: 1, image: 'bad', restart: restart({ maxAttempts: 3 }) })],
      [2.5, stops],
      [3, starts],
    ],
    untilSeconds: 60,
  })
  expect(summary.created).toBe(4)
})

test('an update in progress is resumed', () => {
  const config = updating({ delayMs: 1000 })
  const { summary } = play({
    actions: [
      [1, create({ replicas: 5, update: config })],
      [5, update({ replicas: 5, image: 'img2', update: config })],
      [7, stops],
      [8, starts],
    ],
    untilSeconds: 60,
  })
  expect(summary).toMatchObject({
    updateState: { web: 'completed' },
    slots: { web: [1, 2, 3, 4, 5] },
  })
  // One more than five: the slot that was being replaced.
  expect(summary.created).toBeLessThanOrEqual(5 + 6)
})
