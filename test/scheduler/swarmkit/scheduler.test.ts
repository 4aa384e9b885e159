/** Which nodes tasks get, and when waiting tasks are looked at again, told as small stories. */
import { describe, expect, test } from 'vitest'
import { compileTaskSpec } from '../../../src/scheduler/swarmkit/task-spec.ts'
import { taskState } from '../../../src/scheduler/swarmkit/task-state.ts'
import { acrossSeeds, addTasks, clusterOf, counts, nodeOf, setState, settle } from './clusters.ts'

const minuteUs = 60_000_000

describe('the order of nodes', () => {
  test('the service comes first, then all tasks', () => {
    const nodes = [
      { id: 'a', tasks: { web: 1 } },
      { id: 'b', tasks: { other: 5 } },
      { id: 'c', tasks: { other: 3 } },
    ]
    const cluster = clusterOf(nodes, { web: {}, other: {} })
    addTasks(cluster, 'web')
    settle(cluster)
    expect(counts(cluster, 'web')).toEqual({ a: 1, b: 0, c: 1 })
  })

  test('equals are drawn: over many seeds each gets its turn', () => {
    const answers = acrossSeeds((seed) => {
      const cluster = clusterOf([{ id: 'a' }, { id: 'b' }, { id: 'c' }], { web: {} }, seed)
      addTasks(cluster, 'web')
      settle(cluster)
      return counts(cluster, 'web')
    })
    expect(answers).toEqual([
      { a: 0, b: 0, c: 1 },
      { a: 0, b: 1, c: 0 },
      { a: 1, b: 0, c: 0 },
    ])
  })

  test('the same seed gives the same nodes', () => {
    const run = () => {
      const cluster = clusterOf([{ id: 'a' }, { id: 'b' }, { id: 'c' }], { web: {}, db: {} }, 's')
      const handles = [...addTasks(cluster, 'web', { count: 4 }), ...addTasks(cluster, 'db')]
      settle(cluster)
      return handles.map((handle) => cluster.scheduler.nodeOf(handle))
    }
    expect(run()).toEqual(run())
  })

  test('a group stays on a node until the next one is strictly better, and then goes round', () => {
    const nodes = [{ id: 'a', tasks: { web: 3 } }, { id: 'b' }, { id: 'c' }]
    const cluster = clusterOf(nodes, { web: {} })
    addTasks(cluster, 'web', { count: 8 })
    settle(cluster)
    // The first of the empty nodes is left at one task, because the second is better then, and
    // fills up to more than the third has. The last two tasks go round.
    expect(Object.values(counts(cluster, 'web')).sort()).toEqual([2, 4, 5])
    expect(counts(cluster, 'web').a).toBe(4)
  })

  test('a task that shall be shut down does not count, but holds its reservation', () => {
    const cluster = clusterOf([{ id: 'a' }, { id: 'b', tasks: { web: 1 } }], {
      web: { nanoCpus: 3e9 },
    })
    addTasks(cluster, 'web', { state: 'running', desired: 'shutdown', node: 'a' })
    const [waiting] = addTasks(cluster, 'web')
    settle(cluster)
    expect(counts(cluster, 'web')).toEqual({ a: 0, b: 1 })
    expect(cluster.scheduler.errorOf(waiting)).toBe(
      'no suitable node (insufficient resources on 2 nodes)',
    )
  })
})

describe('recent failures', () => {
  function afterFailures(count: number, { timeUs = 0, specVersion = 1 } = {}) {
    const cluster = clusterOf([{ id: 'a' }, { id: 'b', tasks: { web: 2 } }], { web: {} })
    const failing = addTasks(cluster, 'web', { count, state: 'running', node: 'a' })
    setState(cluster, failing, { state: 'failed', desired: 'shutdown', timeUs: 0 })
    addTasks(cluster, 'web', { specVersion })
    settle(cluster, timeUs)
    return counts(cluster, 'web')
  }

  test('from five on a node is shunned', () => {
    expect(afterFailures(4)).toEqual({ a: 1, b: 2 })
    expect(afterFailures(5)).toEqual({ a: 0, b: 3 })
  })

  test('they are forgotten after five minutes', () => {
    expect(afterFailures(5, { timeUs: 5 * minuteUs })).toEqual({ a: 0, b: 3 })
    expect(afterFailures(5, { timeUs: 5 * minuteUs + 1 })).toEqual({ a: 1, b: 2 })
  })

  test('they count for their own spec version only', () => {
    expect(afterFailures(5, { specVersion: 2 })).toEqual({ a: 1, b: 2 })
  })

  test('of tasks that a global service put there they do not count', () => {
    const cluster = clusterOf([{ id: 'a' }, { id: 'b', tasks: { web: 2 } }], { web: {} })
    const failing = addTasks(cluster, 'web', { count: 5, node: 'a' })
    settle(cluster)
    setState(cluster, failing, { state: 'failed', desired: 'shutdown' })
    addTasks(cluster, 'web')
    settle(cluster)
    expect(counts(cluster, 'web')).toEqual({ a: 1, b: 2 })
  })
})

describe('waiting tasks', () => {
  const one = { web: { maxReplicas: 1 } }

  test('get a text that counts all nodes, filters with most nodes first', () => {
    const nodes = [{ id: 'a' }, { id: 'b', state: 'down' as const }, { id: 'c' }]
    const cluster = clusterOf(nodes, { web: { nanoCpus: 9e9 } })
    const [waiting] = addTasks(cluster, 'web')
    settle(cluster)
    expect(cluster.scheduler.errorOf(waiting)).toBe(
      'no suitable node (insufficient resources on 2 nodes; 1 node not available for new tasks)',
    )
  })

  test('get a bare text when there is no node at all', () => {
    const cluster = clusterOf([], { web: {} })
    const [waiting] = addTasks(cluster, 'web')
    settle(cluster)
    expect(cluster.scheduler.errorOf(waiting)).toBe('no suitable node')
  })

  test('are looked at again when a node comes or changes and when a task ends or goes', () => {
    const cluster = clusterOf([{ id: 'a', tasks: { web: 1 } }, { id: 'b' }], one)
    addTasks(cluster, 'web', { count: 2 })
    settle(cluster)
    expect(counts(cluster, 'web')).toEqual({ a: 1, b: 1 })
    expect(cluster.scheduler.needsRound()).toBe(false)
    const c = cluster.scheduler.setNode(nodeOf({ id: 'c' }))
    expect(cluster.scheduler.needsRound()).toBe(true)
    settle(cluster)
    expect(cluster.scheduler.activeTasks(c, 'web')).toBe(1)
  })

  test('are not looked at again when only preassigned tasks come', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: { nanoCpus: 9e9 }, global: {} })
    addTasks(cluster, 'web')
    settle(cluster)
    addTasks(cluster, 'global', { node: 'a' })
    cluster.scheduler.schedule(0)
    expect(cluster.placer.queue.isTickDue).toBe(false)
  })

  test('of an old spec version are shut down if they shall be, and else rest without a text', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: { nanoCpus: 9e9 } })
    const [stopping] = addTasks(cluster, 'web', { desired: 'shutdown' })
    const [resting] = addTasks(cluster, 'web')
    cluster.scheduler.setService('web', 2)
    const { shutDown, refused } = cluster.scheduler.schedule(0)
    expect(shutDown).toEqual([stopping])
    expect(refused).toEqual([])
    expect(cluster.scheduler.errorOf(resting)).toBe('')
  })

  test('of a service that is gone are dropped', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: { nanoCpus: 9e9 } })
    addTasks(cluster, 'web')
    cluster.scheduler.removeService('web')
    expect(settle(cluster)).toBe(0)
    expect(cluster.placer.queue.unassigned).toEqual([])
  })

  test('that are deleted still take a place in their group for one round', () => {
    const answers = acrossSeeds((seed) => {
      const cluster = clusterOf([{ id: 'a', state: 'down' }], { web: { maxReplicas: 1 } }, seed)
      const [gone, waiting] = addTasks(cluster, 'web', { count: 2 })
      settle(cluster)
      cluster.scheduler.removeTask(gone)
      cluster.scheduler.setNode(nodeOf({ id: 'a' }))
      const first = cluster.scheduler.schedule(0)
      settle(cluster)
      return { atOnce: first.assigned.length, atLast: cluster.scheduler.nodeOf(waiting) }
    })
    expect(answers).toEqual([
      { atOnce: 0, atLast: 0 },
      { atOnce: 1, atLast: 0 },
    ])
  })
})

describe('preassigned tasks', () => {
  test('are confirmed on their node, or wait there with a text of their own', () => {
    const nodes = [{ id: 'a' }, { id: 'b', state: 'down' as const }]
    const cluster = clusterOf(nodes, { global: { nanoCpus: 3e9 } })
    const [first] = addTasks(cluster, 'global', { node: 'a' })
    const [second] = addTasks(cluster, 'global', { node: 'b' })
    const { confirmed } = cluster.scheduler.schedule(0)
    expect(confirmed).toEqual([first])
    expect(cluster.scheduler.errorOf(second)).toBe('1 node not available for new tasks')
  })

  test('go before all others', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: { nanoCpus: 3e9 }, global: { nanoCpus: 3e9 } })
    addTasks(cluster, 'web')
    addTasks(cluster, 'global', { node: 'a' })
    settle(cluster)
    expect(counts(cluster, 'global')).toEqual({ a: 1 })
    expect(counts(cluster, 'web')).toEqual({ a: 0 })
  })
})

describe('nodes that go and come', () => {
  test('what ran on a removed node counts no more, until it is reported on a node with that ID', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: { nanoCpus: 1e9 } })
    const [task] = addTasks(cluster, 'web', { state: 'running', node: 'a' })
    const slot = cluster.scheduler.nodeOf(task)
    cluster.scheduler.removeNode(slot)
    expect(cluster.scheduler.setNode(nodeOf({ id: 'a' }))).toBe(slot)
    expect(cluster.scheduler.activeTasks(slot)).toBe(0)
    setState(cluster, [task], { state: 'running' })
    expect(cluster.scheduler.activeTasks(slot, 'web')).toBe(1)
    expect(cluster.placer.cluster.freeCpus[slot]).toBe(3e9)
  })

  test('the slot of a removed node is used again once no task names it', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: {} })
    const [task] = addTasks(cluster, 'web', { state: 'running', node: 'a' })
    cluster.scheduler.removeNode(cluster.scheduler.nodeOf(task))
    expect(cluster.scheduler.setNode(nodeOf({ id: 'b' }))).toBe(1)
    cluster.scheduler.removeTask(task)
    expect(cluster.scheduler.setNode(nodeOf({ id: 'c' }))).toBe(0)
  })

  test('named resources go back to their node, but not more than it has by now', () => {
    const spec = compileTaskSpec({ generic: [{ kind: 'gpu', value: 1 }] })
    const cluster = clusterOf([{ id: 'a' }], { web: spec })
    const withGpus = (...names: string[]) =>
      nodeOf({
        id: 'a',
        description: {
          resources: { nanoCpus: 0, memoryBytes: 0, generic: [{ kind: 'gpu', names }] },
        },
      })
    const slot = cluster.scheduler.setNode(withGpus('one', 'two'))
    const [first] = addTasks(cluster, 'web', { state: 'running', node: 'a' })
    expect(cluster.placer.cluster.generic[slot]?.get('gpu')).toEqual(['two'])
    cluster.scheduler.setNode(withGpus('two', 'three'))
    expect(cluster.placer.cluster.generic[slot]?.get('gpu')).toEqual(['two', 'three'])
    cluster.scheduler.removeTask(first)
    expect(cluster.placer.cluster.generic[slot]?.get('gpu')).toEqual(['two', 'three'])
  })

  test('a task before PENDING or past RUNNING holds nothing', () => {
    const cluster = clusterOf([{ id: 'a' }], { web: {} })
    const [young] = addTasks(cluster, 'web', { state: 'new' })
    addTasks(cluster, 'web', { state: 'complete', node: 'a' })
    settle(cluster)
    expect(counts(cluster)).toEqual({ a: 0 })
    setState(cluster, [young], { state: 'pending' })
    expect(cluster.scheduler.schedule(0).assigned).toEqual([young])
    const slot = cluster.scheduler.nodeOf(young)
    expect(cluster.scheduler.activeTasks(slot)).toBe(1)
    cluster.scheduler.updateTask(young, {
      state: taskState.shutdown,
      desired: taskState.shutdown,
      timeUs: 0,
    })
    expect(cluster.scheduler.activeTasks(slot)).toBe(0)
  })
})
