/** `swarm:` and nodes of swarm mode: settings, managers, and what the store knows of a node. */
import { expect, test } from 'vitest'
import { builtInPlugins } from '../../../src/model/swarm-defaults.ts'
import { inSwarmMode } from './in-swarm-mode.ts'

function managersOf(swarm: string, nodes: string, ...entries: readonly string[]) {
  return inSwarmMode(entries, { swarm, more: `nodes: ${nodes}` }).model.manager.managers
}

test('swarm mode has the defaults of SwarmKit', () => {
  expect(inSwarmMode([]).model.manager).toEqual({
    type: 'swarmkit',
    managers: [{ name: 'manager-1', node: -1 }],
    heartbeatPeriodUs: 5_000_000,
    heartbeatJitterUs: 500_000,
    graceMultiplier: 3,
    downToOrphanUs: 24 * 3600 * 1_000_000,
    statusBatchUs: 100_000,
    taskHistoryLimit: 5,
    raft: { tickUs: 1_000_000, electionTicks: 10, heartbeatTicks: 1 },
    extensions: {
      rebalance: 'none',
      rebalancePerMinute: 6,
      replacePerMinute: 0,
      replaceDomain: 'rack',
      isolation: 'continue',
      isolationStopUs: 60_000_000,
      spreadBy: 'tasks',
    },
  })
})

test('every setting of swarm mode can be said', () => {
  const swarm = `managers: 3, heartbeat-jitter: 100ms, grace-multiplier: 5, orphan-after: 1h, status-batch: 50ms,
    flags: { task-history-limit: -1, dispatcher-heartbeat: 2s },
    raft: { tick: 100ms, election-tick: 5, heartbeat-tick: 2 },
    extensions: { rebalance: gradual, rebalance-rate: 2, replace-rate: 10, replace-domain: zone, isolation: stop,
      isolation-stop: 30s, spread-by: reserved }`
  expect(inSwarmMode([], { swarm }).model.manager).toEqual({
    type: 'swarmkit',
    managers: [1, 2, 3].map((number) => ({ name: `manager-${number}`, node: -1 })),
    heartbeatPeriodUs: 2_000_000,
    heartbeatJitterUs: 100_000,
    graceMultiplier: 5,
    downToOrphanUs: 3600 * 1_000_000,
    statusBatchUs: 50_000,
    taskHistoryLimit: -1,
    raft: { tickUs: 100_000, electionTicks: 5, heartbeatTicks: 2 },
    extensions: {
      rebalance: 'gradual',
      rebalancePerMinute: 2,
      replacePerMinute: 10,
      replaceDomain: 'zone',
      isolation: 'stop',
      isolationStopUs: 30_000_000,
      spreadBy: 'reserved',
    },
  })
})

test('flags that change nothing here are listed', () => {
  const { ignoredKeys } = inSwarmMode([], { swarm: 'flags: { autolock: true }' })
  expect(ignoredKeys.map(({ message }) => message)).toEqual([
    'the flag autolock is ignored: managers here start without a key',
  ])
})

test('managers on nodes have the names of their nodes', () => {
  expect(
    managersOf('managers: [{ on: a }, { name: boss, on: b }, {}]', '[{ name: a }, { name: b }]'),
  ).toEqual([
    { name: 'a', node: 0 },
    { name: 'boss', node: 1 },
    { name: 'manager-3', node: -1 },
  ])
})

test('nodes with the role of a manager are managers, and then no other is needed', () => {
  const nodes = '[{ name: "n-{1..2}" }, { name: m, role: manager }]'
  expect(managersOf('', nodes)).toEqual([{ name: 'm', node: 2 }])
  expect(managersOf('managers: 1', nodes)).toEqual([
    { name: 'manager-1', node: -1 },
    { name: 'm', node: 2 },
  ])
  expect(managersOf('managers: [{ name: boss, on: m }]', nodes)).toEqual([
    { name: 'boss', node: 2 },
  ])
})

test('managers of later are known from the start, each once', () => {
  const managers = managersOf(
    '',
    '[{ name: "n-{1..2}" }]',
    '{ at: 1s, docker: node promote n-2 }',
    '{ at: 2s, docker: node demote n-2 }',
    '{ at: 3s, docker: node update --role manager n-2 }',
    '{ at: 4s, join: { name: late, role: manager } }',
    '{ at: 5s, fault: crash, manager: late }',
  )
  expect(managers).toEqual([
    { name: 'manager-1', node: -1 },
    { name: 'late', node: 2, isLater: true },
    { name: 'n-2', node: 1, isLater: true },
  ])
})

test('a node says nothing, and is a usual machine', () => {
  const [node] = inSwarmMode([], { more: 'nodes: [{ name: a, zone: z, rack: r }]' }).model.nodes
  expect(node).toMatchObject({ labels: {} })
  expect(node?.swarm).toEqual({
    labels: { zone: 'z', rack: 'r' },
    availability: 'active',
    platform: { os: 'linux', architecture: 'x86_64' },
    plugins: builtInPlugins,
    generic: [],
  })
})

test('a node can be described down to its plugins', () => {
  const more = `nodes:
  - { name: "n-{1..2}", zone: z, labels: { Disk: "{ssd,hdd}", zone: own }, engine-labels: { Old: "yes" },
      availability: drain, platform: linux/arm64, plugins: [volume/rexray, log/loki],
      generic: { gpu: 4, nic: [a, b] } }`
  const { nodes } = inSwarmMode([], { more }).model
  expect(nodes.map(({ swarm }) => swarm?.labels)).toEqual([
    { zone: 'own', Disk: 'ssd' },
    { zone: 'own', Disk: 'hdd' },
  ])
  expect(nodes[0]?.labels).toEqual({ Old: 'yes' })
  expect(nodes[0]?.swarm).toMatchObject({
    availability: 'drain',
    platform: { os: 'linux', architecture: 'arm64' },
    generic: [
      { kind: 'gpu', value: 4 },
      { kind: 'nic', names: ['a', 'b'] },
    ],
  })
  expect(nodes[0]?.swarm?.plugins.slice(builtInPlugins.length)).toEqual([
    { type: 'Volume', name: 'rexray' },
    { type: 'Log', name: 'loki' },
  ])
})

test('images say what their containers do by themselves', () => {
  const more = `images:
  job: { exits-after: 30s, exit-code: 1, stop-takes: 1m, memory: 64m, memory-growth: 6m }
  web: 50m`
  const { images } = inSwarmMode([], { more }).model
  expect(images.map(({ name, behaviour }) => [name, behaviour])).toEqual([
    [
      'job:latest',
      {
        exitAfterUs: 30_000_000,
        exitCode: 1,
        stopUs: 60_000_000,
        memoryBytes: 64 * 1024 ** 2,
        memoryGrowthPerSecond: Math.round((6 * 1024 ** 2) / 60),
      },
    ],
    ['web:latest', undefined],
  ])
})
