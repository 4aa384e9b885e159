/** Policies that the real swarm mode does not have. Each is off by default, and compared with that. */
import { expect, test } from 'vitest'
import type { Action } from '../../../src/model/action.ts'
import { noExtensions } from '../../../src/model/swarm-defaults.ts'
import type { SwarmkitExtensions } from '../../../src/model/swarm-settings.ts'
import { seconds, service, swarmModel, swarmNode, task } from './models.ts'
import { tell, traceOf } from './tell.ts'

const at = (time: number, action: Action) => [time, action] as const
const gibibyte = 1024 ** 3

function rackNode(number: number, rack: string) {
  const { swarm, ...node } = swarmNode(`node-${number}`)
  return { ...node, rack, ...(swarm && { swarm: { ...swarm, labels: { rack } } }) }
}

function run(
  extensions: Partial<SwarmkitExtensions>,
  timeline: readonly (readonly [number, Action])[],
) {
  return traceOf(
    swarmModel({
      nodes: [1, 2, 3, 4].map((number) => rackNode(number, number <= 2 ? 'a' : 'b')),
      settings: { extensions: { ...noExtensions, ...extensions } },
      timeline,
    }),
  )
}

const returns = [
  at(1, { type: 'service.create', spec: service('web', 8) }),
  at(30, { type: 'fault', fault: 'crash', nodes: [1] }),
  at(120, { type: 'fault', fault: 'recover', nodes: [1] }),
]

test('without an extension nothing moves to a node that has come back', () => {
  expect(tell(run({}, returns), { from: 120, types: ['task.replaced'] })).toEqual([])
})

test('rebalancing on join levels the service at once, by the scheduler like any other task', () => {
  const trace = run({ rebalance: 'on-join' }, returns)
  expect(
    tell(trace, { from: 120, types: ['task.replaced', 'task.assigned'] }),
  ).toMatchInlineSnapshot(`
    [
      "120.1 task.replaced web.2.2 web.2.3 rebalanced",
      "120.1 task.replaced web.5.2 web.5.3 rebalanced",
      "120.2 task.assigned web.2.3 node-2",
      "120.2 task.assigned web.5.3 node-2",
    ]
  `)
})

test('gradual rebalancing moves one task after the other at its rate', () => {
  const trace = run({ rebalance: 'gradual', rebalancePerMinute: 3 }, returns)
  expect(tell(trace, { from: 120, types: ['task.replaced'] })).toMatchInlineSnapshot(`
    [
      "120.1 task.replaced web.2.2 web.2.3 rebalanced",
      "140.1 task.replaced web.5.2 web.5.3 rebalanced",
    ]
  `)
})

test('limited replacement takes one task at a time in each rack, and none that is back in time', () => {
  const trace = run({ replacePerMinute: 6 }, [
    at(1, { type: 'service.create', spec: service('web', 12) }),
    at(30, { type: 'fault', fault: 'unreachable', nodes: [0, 2] }),
    at(56, { type: 'fault', fault: 'recover', nodes: [0] }),
  ])
  expect(
    tell(trace, { from: 30, types: ['node.down', 'node.ready', 'task.replaced'] }),
  ).toMatchInlineSnapshot(`
    [
      "40.9 node.down node-3 heartbeat failure",
      "40.9 task.replaced web.8.1 web.8.2 nodeLost",
      "41.3 node.down node-1 heartbeat failure",
      "41.3 task.replaced web.4.1 web.4.2 nodeLost",
      "50.9 task.replaced web.12.1 web.12.2 nodeLost",
      "51.3 task.replaced web.2.1 web.2.2 nodeLost",
      "56.1 node.ready node-1",
      "60.9 task.replaced web.5.1 web.5.2 nodeLost",
    ]
  `)
})

test('an isolated worker stops what it runs, so that nothing runs twice for long', () => {
  const cut = [
    at(1, { type: 'service.create', spec: service('web', 4) }),
    at(30, { type: 'fault', fault: 'unreachable', nodes: [1] }),
    at(120, { type: 'fault', fault: 'recover', nodes: [1] }),
  ]
  const types = ['container.started', 'container.exited'] as const
  expect(tell(run({}, cut), { from: 30, types })).toMatchInlineSnapshot(`
    [
      "45.4 container.started web.1.2",
      "124.4 container.exited web.1.1",
    ]
  `)
  const stopping = run({ isolation: 'stop', isolationStopUs: seconds(12) }, cut)
  expect(tell(stopping, { from: 30, types })).toMatchInlineSnapshot(`
    [
      "42.5 container.exited web.1.1",
      "45.4 container.started web.1.2",
    ]
  `)
})

test('spreading by what is reserved looks at sizes where the original counts tasks', () => {
  const big = service('big', 1, {
    task: task({ reservations: { nanoCpus: 0, memoryBytes: 6 * gibibyte, generic: [] } }),
  })
  const small = service('small', 6, {
    task: task({
      reservations: { nanoCpus: 0, memoryBytes: gibibyte / 2, generic: [] },
      placement: {
        constraints: ['node.labels.rack==a'],
        preferences: [],
        maxReplicas: 0,
        platforms: [],
      },
    }),
  })
  const pinned = {
    ...big,
    task: {
      ...big.task,
      placement: { ...big.task.placement, constraints: ['node.hostname==node-1'] },
    },
  }
  const timeline = [
    at(1, { type: 'service.create', spec: pinned }),
    // One after the other: a service of one task each, so that only the load decides.
    ...[1, 2, 3].map((number) =>
      at(5 * (number + 1), {
        type: 'service.create',
        spec: { ...small, name: `small-${number}`, mode: { type: 'replicated', replicas: 1 } },
      }),
    ),
  ]
  const placed = (extensions: Partial<SwarmkitExtensions>) =>
    tell(run(extensions, timeline), { from: 5, types: ['task.assigned'] })
  expect(placed({ spreadBy: 'reserved' })).toMatchInlineSnapshot(`
    [
      "10.1 task.assigned small-1.1.1 node-2",
      "15.1 task.assigned small-2.1.1 node-2",
      "20.1 task.assigned small-3.1.1 node-2",
    ]
  `)
  expect(placed({}).filter((line) => line.endsWith('node-1')).length).toBeGreaterThan(0)
})
