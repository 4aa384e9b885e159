/** Managers of a swarm in whole runs: who leads, what a quorum decides, and what becomes of the rest. */
import { expect, test } from 'vitest'
import type { Action } from '../../../src/model/action.ts'
import type { SwarmkitSettings } from '../../../src/model/swarm-settings.ts'
import { service, swarmModel, swarmNode } from './models.ts'
import { tell, traceOf } from './tell.ts'

const five = [1, 2, 3, 4, 5].map((number) => swarmNode(`node-${number}`))
const onNodes: Partial<SwarmkitSettings> = {
  managers: [1, 2, 3].map((number) => ({ name: `node-${number}`, node: number - 1 })),
}
const create = [1, { type: 'service.create', spec: service('web', 6) }] as const
const at = (seconds: number, action: Action) => [seconds, action] as const
const leading = ['manager.elected', 'manager.deposed', 'manager.crashed', 'manager.left'] as const

test('a crashed leader is replaced, and its node is given up only after twice the usual grace', () => {
  const trace = traceOf(
    swarmModel({
      nodes: five,
      settings: onNodes,
      timeline: [create, at(30, { type: 'fault', fault: 'crash', nodes: [0] })],
    }),
  )
  expect(
    tell(trace, { from: 30, types: [...leading, 'node.down', 'task.replaced'] }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 manager.crashed node-1",
      "44.8 manager.elected node-3",
      "76.5 node.down node-1 heartbeat failure for node in "unknown" state",
      "76.5 task.replaced web.2.1 web.2.2 nodeLost",
    ]
  `)
})

test('the minority of a partition decides nothing, and its leader steps down', () => {
  const trace = traceOf(
    swarmModel({
      nodes: five,
      settings: onNodes,
      timeline: [
        create,
        at(30, {
          type: 'links.change',
          from: [{ type: 'node', node: 0 }],
          to: [1, 2, 3, 4].map((node) => ({ type: 'node', node })),
          isOneWay: false,
          loss: 1,
          delayUs: 0,
        }),
        at(120, { type: 'links.restore', entries: [] }),
      ],
    }),
  )
  expect(
    tell(trace, {
      from: 30,
      types: [...leading, 'raft.steppedDown', 'manager.stalled', 'node.down', 'node.cutOff'],
    }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 node.cutOff node-1",
      "41.2 manager.stalled node-1 14",
      "44.8 manager.elected node-3",
      "49.7 raft.steppedDown node-1 2 no quorum",
      "49.7 manager.deposed node-1",
      "76.5 node.down node-1 heartbeat failure for node in "unknown" state",
      "120.8 raft.steppedDown node-3 3 higher term",
      "120.8 manager.deposed node-3",
      "132.8 raft.steppedDown node-1 7 higher term",
      "132.8 raft.steppedDown node-2 4 higher term",
      "132.8 manager.elected node-3",
    ]
  `)
})

test('what the leader had written without a quorum survives if the next leader has it', () => {
  const trace = traceOf(
    swarmModel({
      nodes: five,
      settings: onNodes,
      timeline: [
        create,
        // The entry reaches the others, but their answers do not come back in time.
        at(30, {
          type: 'links.change',
          from: [1, 2].map((node) => ({ type: 'node', node })),
          to: [{ type: 'node', node: 0 }],
          isOneWay: true,
          loss: 1,
          delayUs: 0,
        }),
        at(31, { type: 'service.update', service: 'web', change: { replicas: 8 } }),
        at(120, { type: 'links.restore', entries: [] }),
      ],
    }),
  )
  const told = tell(trace, {
    from: 30,
    types: [...leading, 'manager.stalled', 'service.specified', 'command.done', 'command.failed'],
  })
  expect(told).toMatchInlineSnapshot(`
    [
      "32.0 manager.stalled node-1 14",
      "49.7 manager.deposed node-1",
      "49.7 command.failed 2 rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status",
      "63.8 manager.elected node-3",
      "63.8 service.specified web web v2",
      "120.8 manager.deposed node-3",
      "132.8 manager.elected node-3",
    ]
  `)
})

test('without a quorum workloads go on and commands are refused; a quorum makes up for it', () => {
  const trace = traceOf(
    swarmModel({
      nodes: five,
      settings: onNodes,
      timeline: [
        create,
        at(30, { type: 'fault', fault: 'crash', nodes: [1, 2] }),
        at(70, { type: 'service.update', service: 'web', change: { replicas: 7 } }),
        at(120, { type: 'fault', fault: 'recover', nodes: [1] }),
      ],
    }),
  )
  expect(
    tell(trace, { from: 30, until: 150, types: [...leading, 'command.failed', 'task.assigned'] }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 manager.crashed node-2",
      "30.0 manager.crashed node-3",
      "49.7 manager.deposed node-1",
      "70.0 command.failed 2 The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.",
      "133.7 manager.elected node-1",
      "140.4 task.assigned web.5.2 node-2",
    ]
  `)
})

test('a leader that is demoted hands over first, and can be promoted again', () => {
  const trace = traceOf(
    swarmModel({
      nodes: five,
      settings: onNodes,
      timeline: [
        create,
        at(30, { type: 'node.update', nodes: [0], role: 'worker' }),
        at(60, { type: 'node.update', nodes: [0], role: 'manager' }),
        at(90, { type: 'node.rm', nodes: [0], force: true }),
      ],
    }),
  )
  expect(
    tell(trace, {
      from: 30,
      types: [...leading, 'node.demoted', 'node.promoted', 'manager.started', 'command.failed'],
    }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 manager.deposed node-1",
      "30.0 manager.elected node-2",
      "30.0 manager.left node-1",
      "30.0 node.demoted node-1",
      "60.0 manager.started node-1",
      "60.0 node.promoted node-1",
      "90.0 command.failed 3 node node-1 is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal",
    ]
  `)
})

test('a forced new cluster goes on with what was committed, alone', () => {
  const trace = traceOf(
    swarmModel({
      nodes: five,
      settings: onNodes,
      timeline: [
        create,
        at(30, { type: 'fault', fault: 'crash', nodes: [1, 2] }),
        at(60, { type: 'swarm.forceNewCluster', manager: 0 }),
        at(70, { type: 'service.update', service: 'web', change: { replicas: 7 } }),
      ],
    }),
  )
  expect(
    tell(trace, {
      from: 30,
      until: 72,
      types: [...leading, 'raft.memberRemoved', 'node.demoted', 'service.specified'],
    }),
  ).toMatchInlineSnapshot(`
    [
      "30.0 manager.crashed node-2",
      "30.0 manager.crashed node-3",
      "49.7 manager.deposed node-1",
      "60.0 raft.memberRemoved node-2",
      "60.0 raft.memberRemoved node-3",
      "60.0 manager.elected node-1",
      "60.0 node.demoted node-2",
      "60.0 node.demoted node-3",
      "70.0 service.specified web web v2",
    ]
  `)
})

test('a slow connection between managers slows every decision down', () => {
  const slow = at(20, {
    type: 'links.change',
    from: [{ type: 'node', node: 0 }],
    to: [1, 2].map((node) => ({ type: 'node', node })),
    isOneWay: false,
    loss: 0,
    delayUs: 300_000,
  })
  const scale = at(30, { type: 'service.update', service: 'web', change: { replicas: 7 } })
  const model = (timeline: Parameters<typeof swarmModel>[0]) =>
    traceOf(swarmModel({ nodes: five, settings: onNodes, ...timeline }))
  const types = ['service.specified', 'task.assigned', 'command.done'] as const
  expect(tell(model({ timeline: [create, scale] }), { from: 30, types })).toMatchInlineSnapshot(`
    [
      "30.0 service.specified web web v2",
      "30.0 command.done 1",
      "30.1 task.assigned web.7.1 node-4",
    ]
  `)
  expect(
    tell(model({ timeline: [create, slow, scale] }), { from: 30, types }),
  ).toMatchInlineSnapshot(`
    [
      "30.6 service.specified web web v2",
      "31.2 command.done 2",
      "32.5 task.assigned web.7.1 node-4",
    ]
  `)
})
