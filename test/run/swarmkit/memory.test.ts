/** Memory that runs out: the kernel kills who is above its limit, or the largest of a full machine. */
import { expect, test } from 'vitest'
import type { Model } from '../../../src/model/model.ts'
import { seconds, service, swarmModel, swarmNode, task } from './models.ts'
import { tell, traceOf } from './tell.ts'

const mebibyte = 1024 ** 2
const images: Model['images'] = [
  {
    name: 'leak:1',
    sizeBytes: 1_000_000,
    layers: [],
    pullable: true,
    behaviour: { memoryBytes: 1024 * mebibyte, memoryGrowthPerSecond: 100 * mebibyte },
  },
]
const restart = { condition: 'none' as const, delayUs: 0, maxAttempts: 0, windowUs: 0 }
const leaking = (limit: number) =>
  service('leak', 1, {
    task: task({
      image: 'leak:1',
      restart,
      limits: { nanoCpus: 0, memoryBytes: limit * mebibyte },
    }),
  })
const sitting = service('web', 3, {
  task: task({ reservations: { nanoCpus: 0, memoryBytes: 1024 * mebibyte, generic: [] } }),
})
const killed = ['container.outOfMemory', 'container.exited'] as const

test('a container is killed at its own limit, to the second', () => {
  const trace = traceOf(
    swarmModel({
      nodes: [swarmNode('node-1')],
      images,
      timeline: [[1, { type: 'service.create', spec: leaking(3 * 1024) }]],
    }),
  )
  // It runs from 2.5 s on, and has another 2,048 MiB to go.
  expect(tell(trace, { types: ['container.started', ...killed] })).toMatchInlineSnapshot(`
    [
      "2.5 container.started leak.1.1",
      "22.9 container.outOfMemory leak.1.1 node-1",
      "22.9 container.exited leak.1.1",
    ]
  `)
})

test('without a limit it is killed when the machine is full, and nobody else is', () => {
  const trace = traceOf(
    swarmModel({
      nodes: [swarmNode('node-1')],
      images,
      timeline: [
        [1, { type: 'service.create', spec: sitting }],
        [1, { type: 'service.create', spec: leaking(0) }],
      ],
    }),
  )
  // 8 GiB, three of which are taken and one is used from the start.
  expect(tell(trace, { from: 3, types: killed })).toMatchInlineSnapshot(`
    [
      "43.4 container.outOfMemory leak.1.1 node-1",
      "43.4 container.exited leak.1.1",
    ]
  `)
  expect(tell(trace, { from: 3, types: ['task.reported'] })).toMatchInlineSnapshot(`
    [
      "43.5 task.reported leak.1.1 failed task: non-zero exit (137)",
    ]
  `)
})

test('a machine that stops forgets what was in use', () => {
  const trace = traceOf(
    swarmModel({
      nodes: [swarmNode('node-1')],
      images,
      untilUs: seconds(200),
      timeline: [
        [1, { type: 'service.create', spec: leaking(0) }],
        [30, { type: 'fault', fault: 'crash', nodes: [0] }],
        [100, { type: 'fault', fault: 'recover', nodes: [0] }],
      ],
    }),
  )
  expect(tell(trace, { types: killed })).toEqual([])
})

test('what is above its limit from the start is killed at once, though nothing grows', () => {
  const trace = traceOf(
    swarmModel({
      nodes: [swarmNode('node-1')],
      images: images.map((image) => ({
        ...image,
        behaviour: { memoryBytes: 2048 * mebibyte },
      })),
      untilUs: seconds(20),
      timeline: [[1, { type: 'service.create', spec: leaking(1024) }]],
    }),
  )
  const [started, killedNow] = tell(trace, { types: ['container.started', ...killed] })
  expect(started).toBe('2.5 container.started leak.1.1')
  expect(killedNow).toBe('2.5 container.outOfMemory leak.1.1 node-1')
})
