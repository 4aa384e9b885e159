/** A scenario from a Compose file and a few numbers. */
import { expect, test } from 'vitest'
import { compileComposeRun, compileScenario } from '../../src/scenario/index.ts'
import { compileText } from './compile-text.ts'

test('the scenario it writes is one a person would write, and compiles', () => {
  const { source } = compileComposeRun({
    composePath: 'shop/docker-compose.yml',
    nodes: 4,
    nodeMemory: '16g',
    strategy: 'binpack',
    until: '20m',
    scale: ['web=3'],
    kill: ['node-2@5m', 'node-1@30s'],
    recover: ['node-1@10m'],
    join: ['node-5@2m'],
  })
  expect(source).toBe(`name: docker-compose.yml on 4 nodes
until: 20m
swarm: { manager: classic, strategy: binpack }
nodes:
  - { name: "node-{1..4}", cpus: 4, memory: 16g }
apps:
  - { compose: shop/docker-compose.yml, scale: { web: 3 } }
timeline:
  - { at: 30s, fault: crash, node: node-1 }
  - { at: 2m, join: { name: node-5, cpus: 4, memory: 16g } }
  - { at: 5m, fault: crash, node: node-2 }
  - { at: 10m, fault: recover, node: node-1 }
`)
  const files = { 'shop/docker-compose.yml': 'services: { web: { image: nginx } }' }
  const { model } = compileText(source, {}, files)
  expect(model.timeline.map(({ action }) => action.type)).toEqual([
    'compose.up',
    'fault',
    'node.join',
    'fault',
    'fault',
  ])
})

test('every option that cannot be read is named', () => {
  const options = { composePath: 'a.yml', nodes: 0, kill: ['node-2'], scale: ['web'] }
  expect(() => compileComposeRun(options)).toThrow(
    [
      'options: 3 problems',
      '  --kill:1:1: found "node-2", expected a node and a time, such as node-2@30s',
      '  --scale:1:1: found "web", expected a service and a number, such as web=3',
      '  --nodes:1:1: found "0", expected a number of nodes, such as 4',
    ].join('\n'),
  )
})

test('services that name no policy can be given one, and their own one stays', () => {
  const compose = `services:
  web: { image: nginx }
  db: { image: postgres, environment: ["reschedule:off"] }
`
  const { source } = compileComposeRun({
    composePath: 'docker-compose.yml',
    nodes: 2,
    reschedule: 'on-node-failure',
  })
  const files = { 'scenario.yaml': source, 'docker-compose.yml': compose }
  const { model } = compileScenario('scenario.yaml', {
    files: { read: (path) => files[path as keyof typeof files] },
  })
  const policies = model.configs.map(({ image, env }) => `${image}: ${env.join()}`)
  expect(policies.sort()).toEqual(['nginx: reschedule:on-node-failure', 'postgres: reschedule:off'])
})

test('under swarm mode the file is a stack, on nodes of which some are managers', () => {
  const { source } = compileComposeRun({
    composePath: 'shop/stack.yml',
    nodes: 5,
    manager: 'swarmkit',
    managers: 3,
    scale: ['web=3'],
    kill: ['node-2@5m'],
  })
  expect(source).toBe(`name: stack.yml on 5 nodes
swarm: { manager: swarmkit }
nodes:
  - { name: "node-{1..3}", role: manager, cpus: 4, memory: 8g }
  - { name: "node-{4..5}", cpus: 4, memory: 8g }
apps:
  - { compose: shop/stack.yml, scale: { web: 3 } }
timeline:
  - { at: 5m, fault: crash, node: node-2 }
`)
  const file = 'services: { web: { image: nginx, deploy: { replicas: 2 } } }'
  const { model } = compileText(source, {}, { 'shop/stack.yml': file })
  expect(model.timeline[0]?.action).toMatchObject({
    type: 'stack.deploy',
    stack: 'shop',
    services: [{ name: 'shop_web', mode: { type: 'replicated', replicas: 3 } }],
  })
})

test('without managers among the nodes the manager has a machine of its own', () => {
  const stack = { composePath: 'a.yml', nodes: 2, manager: 'swarmkit', managers: 0 } as const
  const { source } = compileComposeRun(stack)
  expect(source).toContain('nodes:\n  - { name: "node-{1..2}", cpus: 4, memory: 8g }\n')
})

test('unless told otherwise three nodes are managers, or one where there are fewer', () => {
  const stack = (nodes: number) =>
    compileComposeRun({ composePath: 'a.yml', nodes, manager: 'swarmkit' }).source
  expect(stack(4)).toContain('- { name: "node-{1..3}", role: manager, cpus: 4, memory: 8g }\n')
  expect(stack(2)).toContain('- { name: node-1, role: manager, cpus: 4, memory: 8g }\n')
})

test('a single node is called by its name', () => {
  const { source } = compileComposeRun({
    composePath: 'a.yml',
    nodes: 2,
    manager: 'swarmkit',
    managers: 1,
  })
  expect(source).toContain(
    '  - { name: node-1, role: manager, cpus: 4, memory: 8g }\n  - { name: node-2, cpus: 4, memory: 8g }\n',
  )
})

test.each([
  [
    { manager: 'swarmkit', strategy: 'binpack' },
    '--strategy:1:1: found "binpack", expected no strategy: swarm mode always spreads (--manager swarmkit)',
  ],
  [
    { manager: 'swarmkit', reschedule: 'on-node-failure' },
    '--reschedule:1:1: found "on-node-failure", expected no policy: swarm mode replaces the tasks of all services (--manager swarmkit)',
  ],
  [
    { managers: 1 },
    '--managers:1:1: found "1", expected no such option without swarm mode (--manager classic)',
  ],
  [
    { manager: 'swarmkit', managers: 4 },
    '--managers:1:1: found "4", expected a number of nodes up to 3',
  ],
])('%j is refused', (options, says) => {
  expect(() => compileComposeRun({ composePath: 'a.yml', nodes: 3, ...options })).toThrow(says)
})
