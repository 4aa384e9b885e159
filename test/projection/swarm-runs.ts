/** Small runs of swarm mode that the tests of what is read from traces share. */
import { defaultUpdate } from '../../src/manager/swarmkit/constants.ts'
import type { Action } from '../../src/model/action.ts'
import type { Expectation } from '../../src/model/expectation.ts'
import { formatTime } from '../../src/model/format.ts'
import type { Trace } from '../../src/model/trace.ts'
import { story } from '../../src/projection/story.ts'
import { simulate } from '../../src/run/simulate.ts'
import {
  type SwarmModelOptions,
  seconds,
  service,
  swarmModel,
  swarmNode,
  task,
} from '../run/swarmkit/models.ts'

export interface SwarmRunOptions extends SwarmModelOptions {
  readonly expect?: readonly Expectation[]
  /** Words of the entries of the timeline, in their order. */
  readonly texts?: readonly string[]
}

export function run({ expect = [], texts = [], ...options }: SwarmRunOptions): Trace {
  const model = swarmModel(options)
  const timeline = model.timeline.map((entry, at) => ({
    ...entry,
    text: texts[at] ?? entry.text,
  }))
  return simulate({ ...model, timeline, expect }).trace
}

/** The story as the command prints it, without colours. */
export function told(trace: Trace): string {
  const lines = story(trace).flatMap(({ timeUs, text, details }) => [
    `${formatTime(timeUs)} ${text}`,
    ...details.map((detail) => `  ${detail}`),
  ])
  return `\n${lines.join('\n')}\n`
}

export const five = [1, 2, 3, 4, 5].map((number) => swarmNode(`node-${number}`))
export const threeManagers = {
  managers: [0, 1, 2].map((node) => ({ name: `node-${node + 1}`, node })),
}

export const create = (name: string, replicas: number): Action => ({
  type: 'service.create',
  spec: service(name, replicas),
})

export const crash = (...nodes: number[]): Action => ({ type: 'fault', fault: 'crash', nodes })
export const recover = (...nodes: number[]): Action => ({ type: 'fault', fault: 'recover', nodes })

/** An image whose containers end by themselves. */
export function ending(name: string, afterSeconds: number, exitCode: number) {
  const behaviour = { exitAfterUs: seconds(afterSeconds), exitCode }
  return { name, sizeBytes: 10_000_000, layers: [], pullable: true, behaviour }
}

const gigabyte = 1024 ** 3

/** A node crashes and comes back; two of four tasks have to move. */
export const nodeCrash = () =>
  run({
    timeline: [
      [1, create('web', 4)],
      [30, crash(1)],
      [120, recover(1)],
    ],
  })

/** The leader's node crashes. */
export const leaderCrash = () =>
  run({
    settings: threeManagers,
    nodes: five,
    timeline: [
      [1, create('web', 6)],
      [30, crash(0)],
      [120, recover(0)],
    ],
  })

/** Two of three managers crash: no quorum until they are back. */
export const quorumLoss = () =>
  run({
    settings: threeManagers,
    nodes: five,
    timeline: [
      [1, create('web', 6)],
      [30, crash(1)],
      [40, crash(2)],
      [45, { type: 'service.update', service: 'web', change: { replicas: 8 } }],
      [120, recover(1, 2)],
    ],
  })

/** The leader and one worker are cut off from the rest. */
export const partition = () =>
  run({
    settings: threeManagers,
    nodes: five,
    texts: ['service create web', 'cut node-1 and node-4 off the rest', 'scale web 8', 'heal'],
    timeline: [
      [1, create('web', 6)],
      [
        30,
        {
          type: 'links.change',
          from: [0, 3].map((node) => ({ type: 'node', node })),
          to: [1, 2, 4].map((node) => ({ type: 'node', node })),
          isOneWay: false,
          loss: 1,
          delayUs: 0,
        },
      ],
      [32, { type: 'service.update', service: 'web', change: { replicas: 8 } }],
      [120, { type: 'links.restore', entries: [] }],
    ],
  })

/** A drained node, an update, a service that goes. */
export const maintenance = () =>
  run({
    images: [{ name: 'nginx:2', sizeBytes: 10_000_000, layers: [], pullable: true }],
    timeline: [
      [1, create('web', 4)],
      [30, { type: 'node.update', nodes: [1], availability: 'drain' }],
      [60, { type: 'service.update', service: 'web', change: { image: 'nginx:2' } }],
      [90, { type: 'node.update', nodes: [1], availability: 'active' }],
      [100, { type: 'service.rm', service: 'web' }],
    ],
  })

/** Containers that fail again and again, and an image that is nowhere. */
export const crashLoop = () =>
  run({
    images: [ending('bad:1', 0.4, 1)],
    untilUs: seconds(80),
    timeline: [
      [1, { type: 'service.create', spec: service('web', 2, { task: task({ image: 'bad:1' }) }) }],
      [2, { type: 'service.create', spec: service('lost', 1, { task: task({ image: 'no:1' }) }) }],
    ],
  })

/** Three nodes for four large tasks, and one of them crashes. */
export const fullNodes = () => {
  const reservations = { nanoCpus: 0, memoryBytes: 6 * gigabyte, generic: [] }
  return run({
    timeline: [
      [1, { type: 'service.create', spec: service('web', 4, { task: task({ reservations }) }) }],
      [60, crash(1)],
      [120, recover(1)],
    ],
  })
}

/** A job, a global service, and a node that joins later. */
export const jobAndGlobal = () => {
  const mode = { type: 'replicated-job', maxConcurrent: 2, totalCompletions: 5 } as const
  return run({
    nodes: [...five.slice(0, 3), swarmNode('node-4', { start: 'later' })],
    images: [ending('pi:1', 3, 0)],
    untilUs: seconds(60),
    timeline: [
      [
        1,
        { type: 'service.create', spec: service('pi', 1, { mode, task: task({ image: 'pi:1' }) }) },
      ],
      [2, { type: 'service.create', spec: service('agent', 1, { mode: { type: 'global' } }) }],
      [20, { type: 'node.join', nodes: [3] }],
    ],
  })
}

/** A new image whose containers fail: the update is rolled back. */
export const failedUpdate = () =>
  run({
    images: [ending('bad:1', 0.4, 1)],
    untilUs: seconds(90),
    timeline: [
      [
        1,
        {
          type: 'service.create',
          spec: service('web', 4, { update: { ...defaultUpdate, failureAction: 'rollback' } }),
        },
      ],
      [30, { type: 'service.update', service: 'web', change: { image: 'bad:1' } }],
    ],
  })

/** Managers are promoted, the first one is demoted, leaves and is removed. */
export const changingRoles = () =>
  run({
    settings: {
      managers: [0, 1, 2].map((node) => ({
        name: `node-${node + 1}`,
        node,
        ...(node > 0 && { isLater: true }),
      })),
    },
    untilUs: seconds(200),
    timeline: [
      [1, create('web', 3)],
      [10, { type: 'node.update', nodes: [1, 2], role: 'manager' }],
      [60, { type: 'node.update', nodes: [0], role: 'worker' }],
      [100, { type: 'swarm.leave', nodes: [0], force: false }],
      [150, { type: 'node.rm', nodes: [0], force: false }],
    ],
  })
