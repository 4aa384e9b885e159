/** Workers in whole runs: what they notice, what they do meanwhile, and how they find a manager again. */
import { expect, test } from 'vitest'
import type { Action } from '../../../src/model/action.ts'
import type { Machine } from '../../../src/model/swarm-action.ts'
import { seconds, service, swarmModel, swarmNode, task } from './models.ts'
import { tell, traceOf } from './tell.ts'

const create = [1, { type: 'service.create', spec: service('web', 4) }] as const
const at = (time: number, action: Action) => [time, action] as const
const manager: Machine = { type: 'manager', manager: 0 }
const node = (index: number): Machine => ({ type: 'node', node: index })
const nodeFacts = ['node.cutOff', 'node.recovered', 'node.down', 'node.ready'] as const

test('a cut that is shorter than the wait for an answer is not noticed', () => {
  const trace = traceOf(
    swarmModel({
      timeline: [
        create,
        at(30, { type: 'fault', fault: 'unreachable', nodes: [1] }),
        at(34, { type: 'fault', fault: 'recover', nodes: [1] }),
      ],
    }),
  )
  expect(tell(trace, { from: 30, types: nodeFacts })).toMatchInlineSnapshot(`
    [
      "30.0 node.cutOff node-2",
      "34.0 node.recovered node-2",
    ]
  `)
})

test('a worker that is cut off keeps its containers, which run twice until it is back', () => {
  const trace = traceOf(
    swarmModel({
      timeline: [
        create,
        at(30, { type: 'fault', fault: 'unreachable', nodes: [1] }),
        at(120, { type: 'fault', fault: 'recover', nodes: [1] }),
      ],
    }),
  )
  expect(
    tell(trace, { from: 30, types: [...nodeFacts, 'container.started', 'container.exited'] }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 node.cutOff node-2",
      "40.2 node.down node-2 heartbeat failure",
      "45.4 container.started web.3.2",
      "45.4 container.started web.2.2",
      "120.0 node.recovered node-2",
      "124.4 node.ready node-2",
      "124.4 container.exited web.2.1",
      "124.4 container.exited web.3.1",
    ]
  `)
})

test('a connection that only loses what the worker says looks like a dead node', () => {
  const oneWay = (from: Machine, to: Machine): Action => ({
    type: 'links.change',
    from: [from],
    to: [to],
    isOneWay: true,
    loss: 1,
    delayUs: 0,
  })
  const trace = traceOf(swarmModel({ timeline: [create, at(30, oneWay(node(1), manager))] }))
  expect(tell(trace, { from: 30, until: 60, types: nodeFacts })).toMatchInlineSnapshot(`
    [
      "30.0 node.cutOff node-2",
      "40.2 node.down node-2 heartbeat failure",
    ]
  `)
})

test('where a third of the messages is lost a worker registers again and again, and stays', () => {
  const trace = traceOf(
    swarmModel({
      timeline: [
        create,
        at(30, {
          type: 'links.change',
          from: [node(1)],
          to: [manager],
          isOneWay: false,
          loss: 0.3,
          delayUs: 0,
        }),
      ],
    }),
  )
  const told = tell(trace, { from: 30, types: nodeFacts })
  expect(told.filter((line) => line.includes('node.ready node-2')).length).toBeGreaterThan(5)
  expect(told.filter((line) => line.includes('node.down'))).toEqual([])
})

test('a frozen node loses its tasks after the grace, and stops them when it goes on', () => {
  const trace = traceOf(
    swarmModel({
      timeline: [
        create,
        at(30, { type: 'fault', fault: 'freeze', nodes: [1] }),
        at(90, { type: 'fault', fault: 'recover', nodes: [1] }),
      ],
    }),
  )
  expect(
    tell(trace, { from: 30, types: ['node.frozen', ...nodeFacts, 'container.exited'] }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 node.frozen node-2",
      "40.2 node.down node-2 heartbeat failure",
      "90.0 node.recovered node-2",
      "94.6 node.ready node-2",
      "94.6 container.exited web.2.1",
      "94.6 container.exited web.3.1",
    ]
  `)
})

test('a node that leaves is down after the grace, and can be removed and join again', () => {
  const trace = traceOf(
    swarmModel({
      timeline: [
        create,
        at(30, { type: 'swarm.leave', nodes: [1], force: false }),
        at(31, { type: 'node.rm', nodes: [1], force: false }),
        at(60, { type: 'node.rm', nodes: [1], force: false }),
        at(90, { type: 'node.join', nodes: [1] }),
      ],
    }),
  )
  expect(
    tell(trace, {
      from: 30,
      types: [
        'node.left',
        'node.relisted',
        'node.added',
        'node.removed',
        ...nodeFacts,
        'command.failed',
      ],
    }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 node.left node-2",
      "31.0 command.failed 2 node node-2 is not down and can't be removed",
      "40.2 node.down node-2 heartbeat failure",
      "60.0 node.removed node-2",
      "90.0 node.relisted node-2",
      "90.0 node.added node-2 active",
      "90.1 node.ready node-2",
    ]
  `)
})

test('an image that nobody has is rejected, and the task tries elsewhere', () => {
  const trace = traceOf(
    swarmModel({
      untilUs: seconds(12),
      timeline: [
        at(1, {
          type: 'service.create',
          spec: service('gone', 1, { task: task({ image: 'gone:1' }) }),
        }),
      ],
    }),
  )
  expect(
    tell(trace, { types: ['task.assigned', 'task.reported', 'image.pullFailed'] }),
  ).toMatchInlineSnapshot(`
    [
      "1.1 task.assigned gone.1.1 node-1",
      "1.2 task.reported gone.1.1 preparing",
      "2.2 image.pullFailed node-1 gone:1 No such image: gone:1",
      "2.2 task.reported gone.1.1 rejected No such image: gone:1",
      "2.3 task.assigned gone.1.2 node-2",
      "2.4 task.reported gone.1.2 preparing",
      "3.4 image.pullFailed node-2 gone:1 No such image: gone:1",
      "3.4 task.reported gone.1.2 rejected No such image: gone:1",
      "7.3 task.assigned gone.1.3 node-2",
      "7.4 task.reported gone.1.3 preparing",
      "8.4 image.pullFailed node-2 gone:1 No such image: gone:1",
      "8.4 task.reported gone.1.3 rejected No such image: gone:1",
    ]
  `)
})

test('tasks that want the same image on a node wait for the same pull', () => {
  const trace = traceOf(
    swarmModel({
      nodes: [swarmNode('node-1')],
      untilUs: seconds(12),
      images: [{ name: 'app:1', sizeBytes: 25_000_000, layers: [], pullable: true }],
      timeline: [
        at(1, {
          type: 'service.create',
          spec: service('app', 2, { task: task({ image: 'app:1' }) }),
        }),
      ],
    }),
  )
  expect(
    tell(trace, { types: ['image.pulling', 'image.pulled', 'container.created'] }),
  ).toMatchInlineSnapshot(`
    [
      "1.2 image.pulling node-1 app:1",
      "4.2 image.pulled node-1 app:1",
      "4.3 container.created app.1.1 node-1",
      "4.3 container.created app.2.1 node-1",
    ]
  `)
})
