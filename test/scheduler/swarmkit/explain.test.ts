/** Explanations of swarm mode, as a person reads them. */
import { describe, expect, test } from 'vitest'
import { explain } from '../../../src/scheduler/swarmkit/explain.ts'
import { compileTaskSpec } from '../../../src/scheduler/swarmkit/task-spec.ts'
import { describeExplanation } from '../describe-explanation.ts'
import {
  acrossSeeds,
  addTasks,
  clusterOf,
  type GivenNode,
  type GivenServices,
  setState,
  settle,
} from './clusters.ts'

function explained(nodes: readonly GivenNode[], services: GivenServices, preassigned?: number) {
  const { placer } = clusterOf(nodes, services)
  const task = {
    service: 'web',
    specVersion: 1,
    spec: compileTaskSpec(services.web ?? {}),
    ...(preassigned === undefined ? {} : { preassigned }),
  }
  return explain(placer, task, { timeUs: 0 })
}

const mixed: readonly GivenNode[] = [
  { id: 'busy', tasks: { web: 2, db: 1 }, labels: { zone: 'a' } },
  { id: 'idle', labels: { zone: 'b' } },
  { id: 'gone', state: 'down', labels: { zone: 'b' } },
  { id: 'full', tasks: { big: 1 }, labels: { zone: 'b' } },
]
const services: GivenServices = {
  web: { nanoCpus: 5e8, memoryBytes: 2 ** 29, constraints: ['node.labels.zone!=c'] },
  db: {},
  big: { nanoCpus: 4e9 },
}

describe('an explanation', () => {
  test('tells for every node what refused it or what it is ranked by', () => {
    expect(describeExplanation(explained(mixed, services)).join('\n')).toMatchInlineSnapshot(`
      "Asked for: a task of web, version 1 with 0.5 CPUs, 512m of memory and constraint node.labels.zone!=c
      On idle (spread: the best node, alone)

      node  place  recent failures  of service  tasks  why
      idle  1      0                0           0      chosen
      busy  2      0                2           3
      gone  -                                          ready: the node is down
      full  -                                          resource: 0.5 CPUs reserved, 0 free"
    `)
  })

  test('tells of a waiting task the text that the scheduler gives it', () => {
    const demanding = { ...services, web: { nanoCpus: 9e9 } }
    const cluster = clusterOf(mixed, demanding)
    const [waiting] = addTasks(cluster, 'web')
    settle(cluster)
    const { outcome, error, best } = explained(mixed, demanding)
    expect({ outcome, error, best }).toEqual({
      outcome: 'refused',
      error: cluster.scheduler.errorOf(waiting),
      best: [],
    })
  })

  test('of a preassigned task looks at its node alone', () => {
    const { error, passes } = explained(mixed, services, 2)
    expect(error).toBe('1 node not available for new tasks')
    expect(passes[0].nodes.map(({ name }) => name)).toEqual(['gone'])
  })

  test('shows failures, and that a few of them do not count', () => {
    const cluster = clusterOf([{ id: 'a' }, { id: 'b' }], { web: {} })
    for (const [node, count] of [
      ['a', 6],
      ['b', 2],
    ] as const) {
      const failing = addTasks(cluster, 'web', { count, state: 'running', node })
      setState(cluster, failing, { state: 'failed', desired: 'shutdown' })
    }
    const task = { service: 'web', specVersion: 1, spec: compileTaskSpec({}) }
    const { passes, best } = explain(cluster.placer, task, { timeUs: 1 })
    const terms = passes[0].nodes.map(({ verdict }) => {
      return verdict.type === 'ranked' ? verdict.score?.terms[0] : undefined
    })
    expect(best).toEqual(['b'])
    expect(terms).toEqual([
      {
        name: 'recent failures',
        value: 6,
        words: '6 failures of the service in the last five minutes',
      },
      {
        name: 'recent failures',
        value: 0,
        words: '2 failures of the service in the last five minutes, fewer than 5 do not count',
      },
    ])
  })

  test('lists the branches of preferences, with tasks and whether one more may go there', () => {
    const spread = { ...services, web: { preferences: ['node.labels.zone'] } }
    expect(describeExplanation(explained(mixed, spread)).join('\n')).toMatchInlineSnapshot(`
      "Asked for: a task of web, version 1, nothing special
      On idle (spread over node.labels.zone: the best node, alone)

      node  place  recent failures  of service  tasks  why
      idle  1      0                0           0      chosen
      full  2      0                0           1
      busy  3      0                2           3
      gone  -                                          ready: the node is down

      Branches of the spread preferences:
      branch              tasks  nodes  passing  next task
      node.labels.zone=a  2      1      1        not here
      node.labels.zone=b  0      3      2        may go here"
    `)
  })
})

/**
 * Goal: the nodes an explanation calls best are those a single task gets, over many seeds.
 * Method: the same clusters are asked both ways.
 */
test.each([
  { web: {} },
  { web: { preferences: ['node.labels.zone'] } },
  { web: { preferences: ['node.labels.zone', 'node.labels.rack'], maxReplicas: 3 } },
])('what is called best is what a task may get: %o', ({ web }) => {
  const nodes: readonly GivenNode[] = [
    { id: 'a', labels: { zone: '1', rack: 'x' }, tasks: { web: 3 } },
    { id: 'b', labels: { zone: '1', rack: 'y' } },
    { id: 'c', labels: { zone: '2', rack: 'x' }, tasks: { web: 1 } },
    { id: 'd', labels: { zone: '2', rack: 'y' }, state: 'down' },
    { id: 'e', labels: { zone: '3', rack: 'x' }, tasks: { web: 2 } },
    { id: 'f', labels: { zone: '3', rack: 'x' }, tasks: { web: 2 } },
  ]
  const taken = acrossSeeds((seed) => {
    const cluster = clusterOf(nodes, { web }, seed)
    const [task] = addTasks(cluster, 'web')
    settle(cluster)
    return [...cluster.slots].find(([, slot]) => slot === cluster.scheduler.nodeOf(task))?.[0]
  })
  expect(explained(nodes, { web }).best).toEqual(taken)
})
