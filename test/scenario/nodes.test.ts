/** Machines, the settings of the manager, images and costs: defaults, ranges and units. */
import { expect, test } from 'vitest'
import { compileText, oneNode } from './compile-text.ts'

const gib = 1024 ** 3

function nodesOf(entries: string) {
  return compileText(`nodes: ${entries}`).model.nodes
}

test('a node says only what differs from the defaults', () => {
  expect(nodesOf('[{ name: a }]')).toEqual([
    {
      name: 'a',
      engineId: 'engine-a',
      address: '10.0.0.1:2375',
      cpus: 4,
      memoryBytes: 8 * gib,
      labels: {
        executiondriver: 'native-0.2',
        kernelversion: '3.13.0-77-generic',
        operatingsystem: 'Ubuntu 14.04.3 LTS',
        storagedriver: 'aufs',
      },
      zone: '',
      rack: '',
      images: [],
      start: 'present',
    },
  ])
})

test.each([
  ['[{ name: "node-{1..3}" }]', ['node-1', 'node-2', 'node-3']],
  ['[{ name: "node-{08..11}" }]', ['node-08', 'node-09', 'node-10', 'node-11']],
  ['[{ name: "{a..c}.example" }]', ['a.example', 'b.example', 'c.example']],
  ['[{ name: "{red,green}" }]', ['red', 'green']],
  ['[{ name: web, count: 2 }]', ['web-1', 'web-2']],
  ['[{ count: 2 }, { count: 1 }]', ['node-1', 'node-2', 'node-3']],
])('%s', (entries, names) => {
  expect(nodesOf(entries).map(({ name }) => name)).toEqual(names)
})

test('a shorter range spreads evenly over the nodes, in order', () => {
  const nodes = nodesOf(
    '[{ name: "n-{1..6}", zone: "z{1..2}", rack: "r{1..3}", labels: { row: "{x,y}" } }]',
  )
  expect(nodes.map(({ zone, rack, labels }) => `${zone} ${rack} ${labels.row}`)).toEqual([
    'z1 r1 x',
    'z1 r1 x',
    'z1 r2 x',
    'z2 r2 y',
    'z2 r3 y',
    'z2 r3 y',
  ])
})

test('images in a cache have their tag', () => {
  expect(
    nodesOf('[{ name: a, images: [redis, "postgres:9.4", "host:5000/x"] }]')[0]?.images,
  ).toEqual(['redis:latest', 'postgres:9.4', 'host:5000/x:latest'])
})

test.each([
  ['512m', 512 * 1024 ** 2],
  ['8g', 8 * gib],
  ['1.5GiB', 1.5 * gib],
  ['2 GB', 2 * gib],
  ['1048576k', gib],
  [String(gib), gib],
])('memory %s is %i bytes', (text, bytes) => {
  expect(nodesOf(`[{ name: a, memory: ${text} }]`)[0]?.memoryBytes).toBe(bytes)
})

test.each([
  ['500ms', 500_000],
  ['1m30s', 90_000_000],
  ['2h', 7_200_000_000],
  ['1.5s', 1_500_000],
  ['250us', 250],
  ['1d', 86_400_000_000],
])('a duration of %s is %i microseconds', (text, us) => {
  expect(compileText(oneNode(`until: ${text}`)).model.untilUs).toBe(us)
})

test('the manager has the defaults of swarm manage 1.1, and rescheduling is on', () => {
  expect(compileText(oneNode()).model.manager).toEqual({
    type: 'classic',
    strategy: 'spread',
    filters: ['health', 'port', 'dependency', 'affinity', 'constraint'],
    overcommit: 0.05,
    createRetry: 0,
    experimental: true,
    refreshMinUs: 30_000_000,
    refreshMaxUs: 60_000_000,
    failureRetry: 3,
    heartbeatUs: 60_000_000,
    managers: [{ name: 'manager-1', node: -1 }],
    replicationTtlUs: 15_000_000,
    ties: 'random',
    keepHostConfig: false,
    slashCrash: false,
    extensions: {
      rebalance: 'none',
      rebalancePerMinute: 6,
      reschedulePerMinute: 0,
      rescheduleGraceUs: 0,
      retryUnplaced: false,
    },
  })
})

test('every setting of the manager can be said', () => {
  const text = oneNode(
    'swarm:',
    '  strategy: binpack',
    '  filters: [constraint, health]',
    '  overcommit: 0.5',
    '  createretry: 2',
    '  experimental: false',
    '  managers: 2',
    '  ties: name',
    '  host-config: kept',
    '  flags:',
    '    engine-refresh-min-interval: 1s',
    '    engine-refresh-max-interval: 2s',
    '    engine-failure-retry: 5',
    '    heartbeat: 10s',
    '    replication-ttl: 30s',
    '  extensions:',
    '    rebalance: gradual',
    '    rebalance-rate: 2',
    '    reschedule-rate: 10',
    '    reschedule-grace: 1m',
    '    retry-unplaced: true',
  )
  expect(compileText(text).model.manager).toMatchObject({
    strategy: 'binpack',
    filters: ['constraint', 'health'],
    overcommit: 0.5,
    createRetry: 2,
    experimental: false,
    refreshMinUs: 1_000_000,
    refreshMaxUs: 2_000_000,
    failureRetry: 5,
    heartbeatUs: 10_000_000,
    replicationTtlUs: 30_000_000,
    managers: [{ name: 'manager-1' }, { name: 'manager-2' }],
    ties: 'name',
    keepHostConfig: true,
    extensions: {
      rebalance: 'gradual',
      rebalancePerMinute: 2,
      reschedulePerMinute: 10,
      rescheduleGraceUs: 60_000_000,
      retryUnplaced: true,
    },
  })
})

test('every image a container uses has a size, and layers may be shared by name', () => {
  const text = oneNode(
    'images:',
    '  redis: { size: 30m, layers: { "debian:jessie": 20m }, pullable: false }',
    '  nginx:1.9: 50m',
    'timeline:',
    '  - { at: 1s, docker: run busybox }',
    '  - { at: 1s, docker: run redis }',
  )
  const mib = 1024 ** 2
  expect(compileText(text).model.images).toEqual([
    {
      name: 'busybox:latest',
      sizeBytes: 120_000_000,
      layers: [{ id: 'busybox:latest', sizeBytes: 120_000_000 }],
      pullable: true,
    },
    {
      name: 'nginx:1.9',
      sizeBytes: 50 * mib,
      layers: [{ id: 'nginx:1.9', sizeBytes: 50 * mib }],
      pullable: true,
    },
    {
      name: 'redis:latest',
      sizeBytes: 30 * mib,
      layers: [
        { id: 'debian:jessie', sizeBytes: 20 * mib },
        { id: 'redis:latest', sizeBytes: 10 * mib },
      ],
      pullable: false,
    },
  ])
})

test('costs replace the defaults one by one', () => {
  const { costs } = compileText(oneNode('costs: { create: 1s, bandwidth: 100m }')).model
  expect(costs).toMatchObject({
    createUs: 1_000_000,
    startUs: 128_000,
    pullBytesPerSecond: 100 * 1024 ** 2,
  })
})

test('a label with capitals is warned of: no constraint can match it', () => {
  const { warnings } = compileText('nodes: [{ name: a, labels: { Storage: ssd } }]')
  expect(warnings.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
    '1:30 no constraint can match the label Storage: classic Swarm puts keys into lower case',
  ])
})
