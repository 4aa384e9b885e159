/**
 * Goal: failing tasks, scaling, history, jobs and removal go as in swarm mode.
 * Method: small swarms with simulated workers; what happened when is read from the story.
 */
import { describe, expect, test } from 'vitest'
import { keepingOrder } from '../../../src/manager/swarmkit/orchestrator/scale-down.ts'
import type { NodeObject, TaskObject } from '../../../src/manager/swarmkit/store/objects.ts'
import { taskStateCode } from '../../../src/model/swarm-mode.ts'
import { all, create, first, join, play, restart, setNode, update } from './play.ts'

describe('restarts', () => {
  test('a failed task is replaced after the delay, measured from the failure', () => {
    const { events } = play({
      actions: [[1, create({ replicas: 1, image: 'bad', restart: restart({ delayMs: 2000 }) })]],
      untilSeconds: 10,
    })
    const failed = first(events, { state: 'failed' })
    const replacement = all(events, { ev: 'task.create' })[1]
    expect(replacement.t).toBe(failed.t)
    const started = first(events, { task: replacement.task!, desired: 'running' })
    expect(started.t - failed.t).toBeCloseTo(2000)
  })

  test('three attempts mean four tasks; the slot then counts as filled', () => {
    const policy = restart({ delayMs: 100, maxAttempts: 3 })
    const { summary } = play({
      actions: [
        [1, create({ replicas: 2, image: 'bad', restart: policy })],
        [20, update({ replicas: 3, image: 'bad', restart: policy })],
      ],
      untilSeconds: 40,
    })
    expect(summary.created).toBe(4 * 3)
    expect(summary.dead).toEqual({ failed: 12 })
  })

  test('a new version of the specification may fail as often again', () => {
    const policy = restart({ delayMs: 100, maxAttempts: 1 })
    const change = { replicas: 1, image: 'bad', restart: policy }
    const { summary } = play({
      actions: [
        [1, create(change)],
        [20, update({ ...change, forceUpdate: 1 })],
      ],
      untilSeconds: 40,
    })
    expect(summary.created).toBe(2 + 2)
  })

  test('with a window only the restarts within it count', () => {
    const attempts = (windowMs: number) =>
      play({
        actions: [
          [
            1,
            create({ replicas: 1, image: 'bad', restart: restart({ maxAttempts: 2, windowMs }) }),
          ],
        ],
        untilSeconds: 60,
      }).summary.created
    expect(attempts(60_000)).toBe(3)
    expect(attempts(900)).toBeGreaterThan(20)
  })

  test('five tasks per slot are kept: the live one and four dead ones', () => {
    const { summary } = play({
      actions: [[1, create({ replicas: 1, image: 'bad', restart: restart({ delayMs: 3000 }) })]],
      untilSeconds: 60.5,
    })
    expect(summary.created - summary.deleted).toBe(5)
  })
})

describe('scaling', () => {
  const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id }) as NodeObject)
  const slot = (number: number, node: NodeObject | undefined, state: number) =>
    [{ slot: number, node, state } as TaskObject] as const
  const { running, pending, starting } = taskStateCode

  test('what goes first has no node, then doubles on a node, high slots and tasks that do not run', () => {
    const slots = [
      slot(1, nodes[0], running),
      slot(2, nodes[0], running),
      slot(3, nodes[1], starting),
      slot(4, nodes[1], running),
      slot(5, undefined, pending),
      slot(6, nodes[2], running),
    ]
    expect(keepingOrder(slots).map(([task]) => task.slot)).toEqual([1, 4, 6, 2, 3, 5])
  })

  test('replicas that are added take the lowest free slots', () => {
    const { summary, events } = play({
      actions: [
        [1, create({ replicas: 8 })],
        [5, update({ replicas: 3 })],
        [10, update({ replicas: 8 })],
      ],
      untilSeconds: 20,
    })
    expect(summary.slots).toEqual({ web: [1, 2, 3, 4, 5, 6, 7, 8] })
    expect(summary).toMatchObject({ created: 13, deleted: 5 })
    expect(all(events, { ev: 'task.update', desired: 'remove', state: 'shutdown' })).toHaveLength(5)
  })
})

describe('a service that is removed', () => {
  test('has its tasks stopped and deleted, those on a lost node once it returns', () => {
    const { summary, events } = play({
      actions: [
        [1, create({ replicas: 3 })],
        [10, { op: 'crash', node: 'n1' }],
        [12, { op: 'removeService', service: 'web' }],
        [100, { op: 'back', node: 'n1' }],
      ],
      untilSeconds: 110,
    })
    expect(summary).toMatchObject({ created: 3, deleted: 3 })
    const deleted = all(events, { ev: 'task.delete' }).map(({ t }) => t < 100_000)
    expect(deleted).toEqual([true, true, false])
  })
})

describe('a global service', () => {
  test('has a task on each node that is eligible, and a new one when a node returns', () => {
    const { events, summary } = play({
      actions: [
        [1, create({ mode: 'global' })],
        [5, join('n9')],
        [10, setNode('n1', { availability: 'drain' })],
        [15, setNode('n1', { availability: 'active' })],
        [20, { op: 'crash', node: 'n2' }],
        [60, { op: 'back', node: 'n2' }],
      ],
      untilSeconds: 70,
    })
    expect(summary.runningPerNode).toEqual({ web: { n1: 1, n2: 1, n3: 1, n9: 1 } })
    expect(summary).toMatchObject({ created: 6, dead: { shutdown: 2 } })
    expect(all(events, { ev: 'task.create', node: 'n2' })[1].t).toBeGreaterThan(60_000)
  })
})

describe('jobs', () => {
  test('a job of five completions runs two at a time, each in a slot of its own from 0', () => {
    const { events, summary } = play({
      actions: [
        [
          1,
          create({
            name: 'job',
            mode: 'replicated-job',
            image: 'job',
            maxConcurrent: 2,
            totalCompletions: 5,
          }),
        ],
      ],
      untilSeconds: 20,
    })
    expect(summary).toMatchObject({ created: 5, dead: { complete: 5 } })
    const slots = all(events, { ev: 'task.create' }).map(({ slot }) => slot ?? 0)
    expect(slots.sort()).toEqual([0, 1, 2, 3, 4])
  })

  test('a node that joins later has no part in a global job', () => {
    const { summary } = play({
      nodes: 2,
      actions: [
        [1, create({ name: 'job', mode: 'global-job', image: 'job' })],
        [10, join('n9')],
      ],
      untilSeconds: 20,
    })
    expect(summary.dead).toEqual({ complete: 2 })
  })
})
