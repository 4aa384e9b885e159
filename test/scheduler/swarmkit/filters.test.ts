/** The filters of swarm mode, each with the cases that tell it from its neighbours. */
import { expect, test } from 'vitest'
import { constraint } from '../../../src/scheduler/swarmkit/filters/constraint.ts'
import { hostPort } from '../../../src/scheduler/swarmkit/filters/host-port.ts'
import { swarmkitFilters } from '../../../src/scheduler/swarmkit/filters/index.ts'
import { maxReplicas } from '../../../src/scheduler/swarmkit/filters/max-replicas.ts'
import { platform } from '../../../src/scheduler/swarmkit/filters/platform.ts'
import { plugin } from '../../../src/scheduler/swarmkit/filters/plugin.ts'
import { ready } from '../../../src/scheduler/swarmkit/filters/ready.ts'
import { resource } from '../../../src/scheduler/swarmkit/filters/resource.ts'
import type { GenericResource } from '../../../src/scheduler/swarmkit/node.ts'
import { gibibyte } from './clusters.ts'
import { describeFilter } from './contract.ts'

test('filters are asked in the order in which the original asks them', () => {
  expect(swarmkitFilters).toEqual([
    ready,
    resource,
    plugin,
    constraint,
    platform,
    hostPort,
    maxReplicas,
  ])
})

describeFilter(ready, [
  {
    title: 'only nodes that are ready and active get tasks',
    nodes: [
      { id: 'fine' },
      { id: 'down', state: 'down' },
      { id: 'unknown', state: 'unknown' },
      { id: 'cut-off', state: 'disconnected' },
      { id: 'paused', availability: 'pause' },
      { id: 'drained', availability: 'drain' },
    ],
    asks: {},
    accepts: ['fine'],
  },
])

function withGeneric(...generic: readonly GenericResource[]) {
  return { resources: { nanoCpus: 4e9, memoryBytes: 8 * gibibyte, generic } }
}

describeFilter(resource, [
  {
    title: 'a task that reserves nothing fits everywhere, even on a node that has nothing',
    nodes: [{ id: 'a' }, { id: 'b', description: null }],
    asks: {},
    accepts: 'all',
  },
  {
    title: 'what fits exactly fits',
    nodes: [{ id: 'a' }],
    asks: { nanoCpus: 4e9, memoryBytes: 8 * gibibyte },
    accepts: ['a'],
  },
  {
    title: 'what other tasks reserve is gone, and a node without a description has nothing',
    nodes: [{ id: 'empty' }, { id: 'half', tasks: { db: 1 } }, { id: 'new', description: null }],
    services: { db: { nanoCpus: 2e9 } },
    asks: { nanoCpus: 3e9 },
    accepts: ['empty'],
  },
  {
    title: 'memory counts as well as CPUs',
    nodes: [{ id: 'empty' }, { id: 'full', tasks: { db: 2 } }],
    services: { db: { memoryBytes: 3 * gibibyte } },
    asks: { memoryBytes: 3 * gibibyte },
    accepts: ['empty'],
  },
  {
    title: 'counted and named resources are both asked for by number',
    nodes: [
      { id: 'counted', description: withGeneric({ kind: 'gpu', value: 2 }) },
      { id: 'named', description: withGeneric({ kind: 'gpu', names: ['a', 'b'] }) },
      { id: 'one', description: withGeneric({ kind: 'gpu', value: 1 }) },
      { id: 'other', description: withGeneric({ kind: 'ssd', value: 9 }) },
      { id: 'none' },
    ],
    asks: { generic: [{ kind: 'gpu', value: 2 }] },
    accepts: ['counted', 'named'],
  },
  {
    title: 'generic resources that tasks hold are gone',
    nodes: [
      { id: 'counted', tasks: { db: 1 }, description: withGeneric({ kind: 'gpu', value: 2 }) },
      {
        id: 'named',
        tasks: { db: 1 },
        description: withGeneric({ kind: 'gpu', names: ['a', 'b'] }),
      },
      { id: 'used up', tasks: { db: 1 }, description: withGeneric({ kind: 'gpu', value: 1 }) },
    ],
    services: { db: { generic: [{ kind: 'gpu', value: 1 }] } },
    asks: { generic: [{ kind: 'gpu', value: 1 }] },
    accepts: ['counted', 'named'],
  },
])

const rex = { type: 'Volume', name: 'rexray' }

describeFilter(plugin, [
  {
    title: 'local volumes and no log at all need no plugin',
    nodes: [{ id: 'a' }],
    asks: { volumeDrivers: ['local', ''], networkDrivers: [''], logDriver: 'none' },
    accepts: 'all',
  },
  {
    title: 'a name also matches with :latest, of the right type only; the unknown node passes',
    nodes: [
      { id: 'exact', description: { plugins: [rex] } },
      { id: 'latest', description: { plugins: [{ type: 'Volume', name: 'rexray:latest' }] } },
      { id: 'tagged', description: { plugins: [{ type: 'Volume', name: 'rexray:1.0' }] } },
      { id: 'network', description: { plugins: [{ type: 'Network', name: 'rexray' }] } },
      { id: 'none' },
      { id: 'unknown', description: null },
    ],
    asks: { volumeDrivers: ['rexray'] },
    accepts: ['exact', 'latest', 'unknown'],
  },
  {
    title: 'every network needs its driver',
    nodes: [
      {
        id: 'both',
        description: { plugins: ['a', 'b'].map((name) => ({ type: 'Network', name })) },
      },
      { id: 'one', description: { plugins: [{ type: 'Network', name: 'a' }] } },
    ],
    asks: { networkDrivers: ['a', 'b'] },
    accepts: ['both'],
  },
  {
    title: 'a log driver is checked only on nodes that list one',
    nodes: [
      { id: 'lists none', description: { plugins: [rex] } },
      { id: 'has it', description: { plugins: [{ type: 'Log', name: 'gelf' }] } },
      { id: 'has another', description: { plugins: [{ type: 'Log', name: 'syslog' }] } },
    ],
    asks: { logDriver: 'gelf' },
    accepts: ['lists none', 'has it'],
  },
])

describeFilter(constraint, [
  {
    title: 'values are compared whole and in any case, label keys are not',
    nodes: [
      { id: 'a', labels: { disk: 'SSD' } },
      { id: 'b', labels: { Disk: 'ssd' } },
      { id: 'c', labels: { disk: 'ssd2' } },
      { id: 'd' },
    ],
    asks: { constraints: ['NODE.Labels.disk == ssd'] },
    accepts: ['a'],
  },
  {
    title: 'a missing label is unequal to everything',
    nodes: [{ id: 'a', labels: { disk: 'ssd' } }, { id: 'b' }, { id: 'c', description: null }],
    asks: { constraints: ['node.labels.disk!=ssd', 'engine.labels.os!=windows'] },
    accepts: ['b', 'c'],
  },
  {
    title: 'all of them must hold',
    nodes: [
      { id: 'a', role: 'manager', description: { engineLabels: { tier: 'gold' } } },
      { id: 'b', role: 'manager' },
      { id: 'c', description: { engineLabels: { tier: 'gold' } } },
    ],
    asks: { constraints: ['node.role==Manager', 'engine.labels.tier==gold'] },
    accepts: ['a'],
  },
  {
    title: 'ID, host name and platform can be asked for, the processor by its own name only',
    nodes: [
      {
        id: 'a',
        description: { hostname: 'h', platform: { os: 'linux', architecture: 'x86_64' } },
      },
      { id: 'b', description: { hostname: 'h', platform: { os: 'linux', architecture: 'amd64' } } },
      { id: 'c', description: null },
    ],
    asks: {
      constraints: [
        'node.hostname==H',
        'node.platform.os==Linux',
        'node.platform.arch==x86_64',
        'node.id!=c',
      ],
    },
    accepts: ['a'],
  },
  {
    title: 'addresses are compared as addresses or with a subnet',
    nodes: [
      { id: 'in', address: '10.0.0.7' },
      { id: 'out', address: '10.0.1.7' },
      { id: 'mapped', address: '::ffff:10.0.0.9' },
      { id: 'none', address: '' },
    ],
    asks: { constraints: ['node.ip==10.0.0.0/24'] },
    accepts: ['in', 'mapped'],
  },
  {
    title: 'a malformed address is never met, not even by !=, and neither is an unknown key',
    nodes: [{ id: 'a', address: '10.0.0.7' }],
    asks: { constraints: ['node.ip!=10.0.0.300'] },
    accepts: [],
  },
  {
    title: 'an unknown key is never met',
    nodes: [{ id: 'a' }],
    asks: { constraints: ['node.colour!=red'] },
    accepts: [],
  },
  {
    title: 'one that cannot be read switches all of them off',
    nodes: [{ id: 'a' }],
    asks: { constraints: ['node.role==manager', 'node.labels.disk=ssd'] },
    accepts: 'all',
  },
])

describeFilter(platform, [
  {
    title: 'both names of a processor count as one, empty is any, letters count',
    nodes: [
      { id: 'x86', description: { platform: { os: 'linux', architecture: 'x86_64' } } },
      { id: 'amd', description: { platform: { os: 'linux', architecture: 'amd64' } } },
      { id: 'arm', description: { platform: { os: 'linux', architecture: 'arm64' } } },
      { id: 'Linux', description: { platform: { os: 'Linux', architecture: 'amd64' } } },
      { id: 'silent' },
      { id: 'unknown', description: null },
    ],
    asks: { platforms: [{ os: 'linux', architecture: 'amd64' }] },
    accepts: ['x86', 'amd'],
  },
  {
    title: 'one of several platforms is enough',
    nodes: [
      { id: 'arm', description: { platform: { os: 'linux', architecture: 'aarch64' } } },
      { id: 'win', description: { platform: { os: 'windows', architecture: 'amd64' } } },
    ],
    asks: {
      platforms: [
        { os: '', architecture: 'arm64' },
        { os: 'windows', architecture: '' },
      ],
    },
    accepts: ['arm', 'win'],
  },
])

const http = { protocol: 'tcp', published: 80, mode: 'host' } as const

describeFilter(hostPort, [
  {
    title: 'ports are told apart by protocol and number',
    nodes: [{ id: 'taken', tasks: { lb: 1 } }, { id: 'udp', tasks: { dns: 1 } }, { id: 'free' }],
    services: { lb: { ports: [http] }, dns: { ports: [{ ...http, protocol: 'udp' }] } },
    asks: { ports: [http] },
    accepts: ['udp', 'free'],
  },
  {
    title: 'ingress ports and ports that anything will do for are on no node',
    nodes: [{ id: 'a' }],
    asks: {
      ports: [
        { ...http, mode: 'ingress' },
        { ...http, published: 0 },
      ],
    },
    accepts: 'all',
  },
])

describeFilter(maxReplicas, [
  {
    title: 'only active tasks of the same service count',
    nodes: [
      { id: 'full', tasks: { web: 2 } },
      { id: 'room', tasks: { web: 1, other: 5 } },
    ],
    asks: { maxReplicas: 2 },
    accepts: ['room'],
  },
  { title: '0 is no limit', nodes: [{ id: 'a', tasks: { web: 9 } }], asks: {}, accepts: 'all' },
])
