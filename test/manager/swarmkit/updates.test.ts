/**
 * Goal: rolling updates, their failures and rollbacks go as in swarm mode.
 * Method: small swarms with simulated workers; what happened when is read from the story.
 */
import { expect, test } from 'vitest'
import { all, create, first, play, restart, setNode, update, updating } from './play.ts'

const slow = restart({ delayMs: 500 })

/** The states of the update in the order in which they were written. */
function updateStates(events: ReturnType<typeof play>['events']): (string | undefined)[] {
  return all(events, { ev: 'service.update' }).map(({ updateState }) => updateState)
}

test('one slot at a time, the old task stops before the new one starts', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ update: updating() })],
      [5, update({ image: 'img2', update: updating() })],
    ],
    untilSeconds: 20,
  })
  expect(updateStates(events)).toEqual([undefined, 'updating', 'completed'])
  expect(summary).toMatchObject({ created: 6, dead: { shutdown: 3 } })
  const replacements = all(events, { ev: 'task.create', spec: 2 })
  for (const [index, { task, slot }] of replacements.entries()) {
    const old = all(events, { slot: slot!, spec: 1, state: 'shutdown' })[0]
    const started = first(events, { task: task!, desired: 'running' })
    expect(started.t).toBeGreaterThanOrEqual(old.t)
    // The next slot is only touched once this one runs.
    const runs = first(events, { task: task!, state: 'running' })
    const next = replacements[index + 1]
    if (next) expect(next.t).toBe(runs.t)
  }
})

test('start-first lets the new task run before the old one is shut down', () => {
  const { events } = play({
    actions: [
      [1, create({ replicas: 1, update: updating({ order: 'start-first' }) })],
      [5, update({ replicas: 1, image: 'img2', update: updating({ order: 'start-first' }) })],
    ],
    untilSeconds: 10,
  })
  const runs = first(events, { spec: 2, state: 'running' })
  const shut = first(events, { spec: 1, desired: 'shutdown' })
  expect(shut.t).toBe(runs.t)
})

test('the delay comes after each slot; monitoring outlasts it by a second', () => {
  const slowly = updating({ delayMs: 2000, monitorMs: 300 })
  const { events } = play({
    actions: [
      [1, create({ update: slowly })],
      [5, update({ image: 'img2', update: slowly })],
    ],
    untilSeconds: 40,
  })
  const last = all(events, { spec: 2, state: 'running' }).at(-1)!
  const completed = first(events, { updateState: 'completed' })
  expect(completed.t - last.t).toBeCloseTo(2000 + 2000 + 1000)
})

test('scaling alone, or a new placement that nodes meet, replaces nothing', () => {
  const { summary } = play({
    actions: [
      [1, create()],
      [5, update({ replicas: 4 })],
      [10, update({ replicas: 4, constraints: ['node.id!=n9'] })],
    ],
    untilSeconds: 20,
  })
  expect(summary.created).toBe(4)
})

test('one failure too many pauses the update: what is replaced stays, and goes on restarting', () => {
  const change = { restart: slow, update: updating({ delayMs: 1000, monitorMs: 1000 }) }
  const { events, summary } = play({
    actions: [
      [1, create(change)],
      [5, update({ ...change, image: 'bad' })],
    ],
    untilSeconds: 30,
  })
  expect(updateStates(events)).toEqual([undefined, 'updating', 'paused'])
  expect(new Set(all(events, { spec: 2 }).map(({ slot }) => slot))).toHaveProperty('size', 2)
  expect(summary.created).toBeGreaterThan(10)
})

test('failures up to the ratio let the update go on', () => {
  const config = updating({ maxFailureRatio: 1, delayMs: 500, monitorMs: 1000 })
  const change = { restart: slow, update: config }
  const { events } = play({
    actions: [
      [1, create(change)],
      [5, update({ ...change, image: 'bad' })],
    ],
    untilSeconds: 60,
  })
  expect(updateStates(events)).toEqual([undefined, 'updating', 'completed'])
})

test('a rollback brings the version back too: slots not yet replaced are left alone', () => {
  const config = updating({ failureAction: 'rollback', delayMs: 1000, monitorMs: 1000 })
  const change = { replicas: 4, restart: slow, update: config, rollback: updating() }
  const { events, summary } = play({
    actions: [
      [1, create(change)],
      [5, update({ ...change, image: 'bad' })],
    ],
    untilSeconds: 30,
  })
  expect(updateStates(events).slice(-2)).toEqual(['rollback_started', 'rollback_completed'])
  expect(first(events, { updateState: 'rollback_completed' }).spec).toBe(1)
  expect(summary.slots).toEqual({ web: [1, 2, 3, 4] })
  // At most two slots had begun when the first task failed.
  const touched = all(events, { ev: 'task.update', spec: 1, desired: 'shutdown' })
  expect(new Set(touched.map(({ task }) => task)).size).toBeLessThanOrEqual(2)
})

test('a manual rollback swaps the specifications', () => {
  const { events, summary } = play({
    actions: [
      [1, create({ rollback: updating({ parallelism: 0 }), update: updating() })],
      [5, update({ image: 'img2', rollback: updating({ parallelism: 0 }), update: updating() })],
      [20, { op: 'rollbackService', service: 'web' }],
    ],
    untilSeconds: 30,
  })
  const begun = first(events, { updateState: 'rollback_started' })
  expect(begun).toMatchObject({ spec: 1, msg: 'manually requested rollback' })
  expect(summary).toMatchObject({ created: 9, updateState: { web: 'rollback_completed' } })
})

test('a new update cancels the one that runs', () => {
  const config = updating({ delayMs: 1000 })
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 4, update: config })],
      [5, update({ replicas: 4, image: 'img2', update: config })],
      [7, update({ replicas: 4, image: 'img3', update: config })],
    ],
    untilSeconds: 40,
  })
  expect(all(events, { updateState: 'completed' })).toHaveLength(1)
  expect(all(events, { ev: 'task.create', spec: 2 }).length).toBeLessThan(4)
  expect(summary.slots).toEqual({ web: [1, 2, 3, 4] })
})

test('an update hangs when its task is lost before it runs, until the next update', () => {
  // The new task can only go to n3, which is cut off before the manager knows.
  const only = { replicas: 1, restart: slow, update: updating(), constraints: ['node.id==n3'] }
  const { events, summary } = play({
    actions: [
      [1, create({ replicas: 1, restart: slow, update: updating(), constraints: ['node.id==n1'] })],
      [4.9, { op: 'crash', node: 'n3' }],
      [5, update({ ...only, image: 'img2' })],
      [40, setNode('n3', { availability: 'drain' })],
    ],
    untilSeconds: 200,
  })
  expect(updateStates(events)).toEqual([undefined, 'updating'])
  expect(summary.updateState).toEqual({ web: 'updating' })

  const again = play({
    actions: [
      [1, create({ replicas: 1, restart: slow, update: updating(), constraints: ['node.id==n1'] })],
      [4.9, { op: 'crash', node: 'n3' }],
      [5, update({ ...only, image: 'img2' })],
      [100, update({ ...only, constraints: ['node.id==n2'], image: 'img2' })],
    ],
    untilSeconds: 200,
  })
  expect(again.summary).toMatchObject({
    updateState: { web: 'completed' },
    runningPerNode: { web: { n2: 1 } },
  })
})
