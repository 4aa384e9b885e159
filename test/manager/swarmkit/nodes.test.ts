/**
 * Goal: a lost, drained, paused, removed or returning node has the effects it has in swarm mode.
 * Method: small swarms with simulated workers; what happened when is read from the story.
 */
import { describe, expect, test } from 'vitest'
import { all, create, first, join, play, restart, setNode, update } from './play.ts'

const crash = (node: string) => ({ op: 'crash', node }) as const
const cutOff = (node: string) => ({ op: 'cutOff', node }) as const
const back = (node: string) => ({ op: 'back', node }) as const

describe('a node whose beats stay away', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 6 })],
      [10, crash('n2')],
      [60, back('n2')],
    ],
    untilSeconds: 90,
  })
  const down = first(events, { ev: 'node.update', node: 'n2', state: 'down' })

  test('is down after three of its waits since the last beat', () => {
    // The last beat was up to 5.5 s before the crash; reports are written every 100 ms.
    expect(down.t).toBeGreaterThan(10_000 + 13_500 - 5_500)
    expect(down.t).toBeLessThan(10_000 + 16_500 + 200)
    expect(down.msg).toBe('heartbeat failure')
  })

  test('has its tasks replaced at once, to run after the restart delay', () => {
    const replacements = all(events, { ev: 'task.create', desired: 'ready' })
    expect(replacements).toHaveLength(2)
    for (const { t, task } of replacements) {
      expect(t).toBe(down.t)
      const assigned = first(events, { task: task!, state: 'assigned' })
      expect(assigned.t - t).toBeLessThan(100)
      const started = first(events, { task: task!, desired: 'running' })
      expect(started.t - t).toBeCloseTo(5000)
    }
  })

  test('leaves the observed state of its tasks as it was last seen', () => {
    const shutdown = all(events, { ev: 'task.update', node: 'n2', desired: 'shutdown' })
    expect(shutdown[0].state).toBe('running')
  })

  test('stops the old tasks when it returns, and nothing moves back', () => {
    const stopped = all(events, { ev: 'task.update', node: 'n2', state: 'shutdown' })
    expect(stopped).toHaveLength(2)
    expect(stopped[0].t).toBeGreaterThan(60_000)
    expect(summary.runningPerNode).toEqual({ web: { n1: 3, n3: 3 } })
  })
})

test('a node that is back before the grace is over has its tasks restarted, perhaps on itself', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 3, restart: restart() })],
      [10, crash('n2')],
      [12, back('n2')],
    ],
    untilSeconds: 20,
  })
  expect(all(events, { ev: 'node.update', node: 'n2', state: 'down' })).toEqual([])
  expect(first(events, { ev: 'task.update', state: 'failed' }).node).toBe('n2')
  expect(summary.runningSorted.web.reduce((sum, count) => sum + count)).toBe(3)
})

test('with restart condition none nothing is replaced; on-failure replaces tasks that ran', () => {
  const lose = (condition: 'none' | 'on-failure') =>
    play({
      actions: [
        [1, create({ replicas: 3, restart: restart({ condition }) })],
        [10, crash('n2')],
      ],
      untilSeconds: 60,
    })
  expect(lose('none').summary.created).toBe(3)
  expect(lose('on-failure').summary.created).toBe(4)
})

test('a drained node is emptied without delay, but each task waits for the one it replaces', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 3, image: 'stubborn' })],
      [5, setNode('n1', { availability: 'drain' })],
    ],
    untilSeconds: 80,
  })
  const [replacement] = all(events, { ev: 'task.create', desired: 'ready' })
  expect(replacement.t).toBe(5000)
  // Its container never stops: a minute later the replacement starts all the same.
  const started = first(events, { task: replacement.task!, desired: 'running' })
  expect(started.t).toBe(65_000)
  expect(summary.runningPerNode.web.n1).toBeUndefined()
})

test('a paused node keeps its tasks and gets no new ones', () => {
  const { summary } = play({
    actions: [
      [1, create({ replicas: 3 })],
      [5, setNode('n1', { availability: 'pause' })],
      [6, update({ replicas: 9 })],
    ],
    untilSeconds: 20,
  })
  expect(summary.runningPerNode).toEqual({ web: { n1: 1, n2: 4, n3: 4 } })
})

test('a removed node has its tasks orphaned at once, and replaced', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 3, restart: restart() })],
      [5, { op: 'removeNode', node: 'n1' }],
    ],
    untilSeconds: 20,
  })
  expect(first(events, { state: 'orphaned' }).t).toBe(5000)
  expect(summary.dead).toEqual({ orphaned: 1 })
  expect(summary.slots).toEqual({ web: [1, 2, 3] })
})

test('after a day down, tasks are orphaned and stay so when the node returns', () => {
  const { events, summary } = play({
    config: { downToOrphanMs: 60_000 },
    actions: [
      [1, create({ replicas: 3 })],
      [10, cutOff('n1')],
      [120, back('n1')],
    ],
    untilSeconds: 130,
  })
  const down = first(events, { ev: 'node.update', node: 'n1', state: 'down' })
  const orphaned = first(events, { state: 'orphaned' })
  expect(orphaned.t - down.t).toBeGreaterThanOrEqual(59_900)
  expect(orphaned.t - down.t).toBeLessThanOrEqual(60_000)
  expect(summary.dead).toEqual({ orphaned: 1 })
})

test('a node without a constraint label any more loses its tasks, with the restart delay', () => {
  const ssd = { disk: 'ssd' }
  const { events, summary } = play({
    nodes: 0,
    actions: [
      [0, join('n1', { labels: ssd })],
      [0, join('n2', { labels: ssd })],
      [1, create({ replicas: 4, constraints: ['node.labels.disk==ssd'], restart: restart() })],
      [5, setNode('n1', {})],
    ],
    untilSeconds: 20,
  })
  const rejected = first(events, { state: 'rejected' })
  expect(rejected).toMatchObject({ t: 5000, err: 'assigned node no longer meets constraints' })
  expect(first(events, { ev: 'task.create', desired: 'ready' }).t).toBe(5000)
  expect(summary.runningPerNode).toEqual({ web: { n2: 4 } })
})

test('a new node gets nothing until something is scheduled', () => {
  const { summary } = play({
    nodes: 2,
    actions: [
      [1, create({ replicas: 4 })],
      [5, join('n9')],
      [10, update({ replicas: 6 })],
    ],
    untilSeconds: 15,
  })
  expect(summary.runningPerNode).toEqual({ web: { n1: 2, n2: 2, n9: 2 } })
})

test('a disconnected node keeps its tasks and gets no new ones', () => {
  let isDone = false
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 3 })],
      [2, setNode('n3', {})],
      [6, update({ replicas: 9 })],
    ],
    untilSeconds: 15,
    inspect({ loop, store, dispatcher }) {
      if (isDone || loop.nowUs() < 1_500_000) return
      isDone = true
      loop.enter(() => dispatcher()?.disconnect(store.nodes.get('n1')!))
    },
  })
  expect(first(events, { node: 'n1', state: 'disconnected' }).msg).toBe(
    'node is currently trying to find new manager',
  )
  expect(summary.runningPerNode).toEqual({ web: { n1: 1, n2: 4, n3: 4 } })
})

test('a worker may register three times within eight seconds, and then has to wait', () => {
  const { events } = play({
    nodes: 1,
    actions: [1, 2, 3, 4].flatMap((seconds) => [
      [seconds, cutOff('n1')] as const,
      [seconds + 0.5, back('n1')] as const,
    ]),
    untilSeconds: 20,
  })
  const ready = all(events, { ev: 'node.update', node: 'n1', state: 'ready' })
  expect(ready.slice(0, 4).every(({ t }) => t < 4000)).toBe(true)
  // Refused since 4.5 s, admitted eight seconds after the last one that was.
  expect(ready[4].t).toBeGreaterThan(3500 + 8000)
  expect(ready[4].t).toBeLessThan(3500 + 8500)
})
