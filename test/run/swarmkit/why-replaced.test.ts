/** Why a task took another's place, from the entry of the timeline on. */
import { expect, test } from 'vitest'
import type { Action } from '../../../src/model/action.ts'
import { whyReplaced } from '../../../src/run/explain.ts'
import { simulate } from '../../../src/run/simulate.ts'
import { service, swarmModel } from './models.ts'

const broken = {
  name: 'broken:latest',
  sizeBytes: 1e6,
  layers: [],
  pullable: true,
  behaviour: { exitAfterUs: 1_000_000, exitCode: 1 },
}

/** The first task of web with this cause, after one thing has happened at 30 s. */
function originAfter(cause: string, action: Action) {
  const create = { type: 'service.create', spec: service('web', 4) } as const
  const { trace } = simulate(
    swarmModel({
      timeline: [
        [1, create],
        [30, action],
      ],
      images: [broken],
    }),
  )
  for (const container of trace.tables.containers.keys()) {
    const origin = whyReplaced(trace, container)
    if (origin?.cause === cause) return origin
  }
  return undefined
}

test.each([
  [
    'asked',
    { type: 'fault', fault: 'recover', nodes: [0] },
    /^web\.1\.1 is made$/,
    ['entry', 'service'],
  ],
  [
    'nodeLost',
    { type: 'fault', fault: 'crash', nodes: [1] },
    /^node-2 is down: heartbeat failure$/,
    ['entry', 'node', 'node'],
  ],
  [
    'nodeLost',
    { type: 'fault', fault: 'unreachable', nodes: [1] },
    /^node-2 was cut off from the managers$/,
    ['entry', 'node', 'node'],
  ],
  [
    'nodeLost',
    { type: 'node.rm', nodes: [1], force: true },
    /^node-2 is removed from the swarm$/,
    ['entry', 'node'],
  ],
  [
    'drained',
    { type: 'node.update', nodes: [1], availability: 'drain' },
    /^node-2 is drained$/,
    ['entry', 'node'],
  ],
  [
    'outdated',
    { type: 'service.update', service: 'web', change: { image: 'broken' } },
    /^web is of version 2 now$/,
    ['entry', 'service'],
  ],
  [
    'ended',
    { type: 'service.update', service: 'web', change: { image: 'broken' } },
    /failed: task: non-zero exit \(1\)$/,
    ['task', 'task'],
  ],
] as const)(
  '%s: the chain begins with what brought it about (%j)',
  (cause, action, words, types) => {
    const origin = originAfter(cause, action as Action)
    expect(origin?.steps.map(({ type }) => type)).toEqual([...types, 'task'])
    expect(origin?.steps.map((step) => step.words)).toContainEqual(expect.stringMatching(words))
    const times = origin?.steps.map(({ timeUs }) => timeUs) ?? []
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  },
)

test('a task that nobody made has no origin', () => {
  const { trace } = simulate(swarmModel())
  expect(whyReplaced(trace, 0)).toBeUndefined()
})
