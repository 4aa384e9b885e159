/** What would admit a task that waits: one small cluster per kind of change. */
import { expect, test } from 'vitest'
import { explain } from '../../../src/scheduler/swarmkit/explain.ts'
import { compileTaskSpec, type TaskSpec } from '../../../src/scheduler/swarmkit/task-spec.ts'
import { clusterOf, type GivenNode } from './clusters.ts'

function wouldFit(web: Partial<TaskSpec>, nodes: readonly GivenNode[], others = {}): string[] {
  const { placer } = clusterOf(nodes, { web, ...others })
  const task = { service: 'web', specVersion: 1, spec: compileTaskSpec(web) }
  const names = (handle: number) => `task ${handle}`
  const { wouldFit: changes } = explain(placer, task, { timeUs: 0, names })
  return changes.map(({ words, nodes: then }) => `${words} -> ${then.join(', ')}`)
}

const port = { protocol: 'tcp', published: 80, mode: 'host' } as const
const gigabyte = 2 ** 30

test.each<[string, Partial<TaskSpec>, GivenNode, string[]]>([
  ['down', {}, { id: 'a', state: 'down' }, ['bring a back: it is down -> a']],
  ['drained', {}, { id: 'a', availability: 'drain' }, ['activate a: it is drained -> a']],
  [
    'too small',
    { memoryBytes: 10 * gigabyte },
    { id: 'a' },
    ['give a 2048m more memory -> a', 'reserve at most 8192m of memory instead of 10g -> a'],
  ],
  [
    'constraint',
    { constraints: ['node.labels.disk==ssd'] },
    { id: 'a' },
    ['give a the label disk=ssd -> a', 'drop the constraint node.labels.disk==ssd -> a'],
  ],
  [
    'role',
    { constraints: ['node.role==manager'] },
    { id: 'a' },
    ['promote a -> a', 'drop the constraint node.role==manager -> a'],
  ],
  [
    'host port',
    { ports: [port] },
    { id: 'a', tasks: { web: 1 } },
    [
      'stop task 0 on a: it holds tcp/80 -> a',
      'publish tcp/80 by the routing mesh instead of on the host -> a',
    ],
  ],
  [
    'replicas',
    { maxReplicas: 1 },
    { id: 'a', tasks: { web: 2 } },
    ['allow 3 replicas per node instead of 1 -> a'],
  ],
  [
    'platform',
    { platforms: [{ os: 'linux', architecture: 'arm64' }] },
    { id: 'a', description: { platform: { os: 'linux', architecture: 'x86_64' } } },
    ['use an image that is also made for linux/x86_64 -> a'],
  ],
  [
    'plugin',
    { volumeDrivers: ['nfs'] },
    { id: 'a' },
    ['install the volume driver nfs on a -> a', 'do without the volume driver nfs -> a'],
  ],
  [
    'generic',
    { generic: [{ kind: 'GPU', value: 2 }] },
    {
      id: 'a',
      description: {
        resources: { nanoCpus: 4e9, memoryBytes: gigabyte, generic: [{ kind: 'GPU', value: 1 }] },
      },
    },
    ['give a 1 more GPU -> a', 'reserve at most 1 GPU instead of 2 -> a'],
  ],
])('%s', (_, web, node, expected) => {
  expect(wouldFit(web, [node])).toEqual(expected)
})

test('what takes two changes is not offered', () => {
  expect(wouldFit({ maxReplicas: 1 }, [{ id: 'a', state: 'down', tasks: { web: 2 } }])).toEqual([])
})

test('nothing is left changed by trying', () => {
  const nodes = [{ id: 'a', tasks: { web: 1 } }]
  const web = { ports: [port], memoryBytes: 10 * gigabyte }
  const { placer } = clusterOf(nodes, { web })
  const task = { service: 'web', specVersion: 1, spec: compileTaskSpec(web) }
  const options = { timeUs: 0, names: () => 'a task' }
  expect(explain(placer, task, options)).toEqual(explain(placer, task, options))
})
