/** What is done by hand becomes a line that a scenario can hold. */
import { describe, expect, test } from 'vitest'
import { addTimelineEntry, compileScenario } from '../../src/scenario/index.ts'
import {
  addNode,
  breakMachine,
  dockerCommand,
  durationText,
  leaveDiscovery,
} from '../../src/web/state/interventions.ts'

const second = 1_000_000
const scenario =
  'until: 10m\nnodes:\n  - { name: "node-{1..2}" }\ntimeline:\n  - { at: 1s, docker: "run -d nginx:1.9" }\n'

function compiledWith(entry: string) {
  const text = addTimelineEntry(scenario, entry)
  return compileScenario('s.yaml', {
    files: { read: (path) => (path === 's.yaml' ? text : undefined) },
  }).model
}

describe('an intervention', () => {
  test.each([
    ['crash', 'crash'],
    ['freeze', 'freeze'],
    ['unreachable', 'unreachable'],
    ['recover', 'recover'],
  ] as const)(
    '%s is the fault of the same name, a millisecond after what is seen',
    (verb, fault) => {
      const { entry, atUs } = breakMachine(verb, { type: 'node', name: 'node-2' }, 102.3 * second)
      const { timeline } = compiledWith(entry)
      expect(atUs).toBe(102_301_000)
      expect(timeline.at(-1)).toMatchObject({ atUs, action: { type: 'fault', fault, nodes: [1] } })
    },
  )

  test('a node is taken out of discovery, and a new one joins with its labels', () => {
    const left = compiledWith(leaveDiscovery('node-1', 5 * second).entry)
    expect(left.timeline.at(-1)?.action).toEqual({ type: 'node.leave', nodes: [0] })
    const joining = {
      name: 'node-3',
      cpus: 2,
      memory: '16g',
      zone: 'b',
      rack: 'r 1',
      labels: 'a=b, c=d=e',
    }
    const { nodes, timeline } = compiledWith(addNode(joining, 5 * second).entry)
    expect(nodes[2]).toMatchObject({
      name: 'node-3',
      cpus: 2,
      memoryBytes: 16 * 1024 ** 3,
      zone: 'b',
      rack: 'r 1',
      labels: { a: 'b', c: 'd=e' },
    })
    expect(timeline.at(-1)?.action).toEqual({ type: 'node.join', nodes: [2] })
  })

  test('a docker command keeps its quotes', () => {
    const { entry, label } = dockerCommand('docker run -d --name web -e A="b c" nginx:1.9', 0)
    const { timeline, configs } = compiledWith(entry)
    expect(label).toBe('run -d --name web -e A="b c" nginx:1.9')
    expect(configs.some(({ env }) => env.includes('A=b c'))).toBe(true)
    expect(timeline).toHaveLength(2)
  })
})

test('a moment is written as scenarios write durations', () => {
  expect(durationText(102_301_000)).toBe('1m42.301s')
  expect(durationText(3_600_000_000)).toBe('1h0s')
  expect(durationText(500_000)).toBe('0.5s')
})
