/** Commands about nodes, the swarm itself, its networks and secrets, and stacks. */
import { expect, test } from 'vitest'
import { actionsOf, compileLines, createWeb, inSwarmMode, lastOf } from './in-swarm-mode.ts'

test.each([
  ['node update --availability pause node-2', { availability: 'pause' }],
  ['node update --role manager node-2', { role: 'manager' }],
  [
    'node update --label-add disk=ssd --label-add New --label-rm old node-2',
    { addLabels: { disk: 'ssd', New: '' }, removeLabels: ['old'] },
  ],
  ['node promote node-2', { role: 'manager' }],
  ['node demote node-2', { role: 'worker' }],
])('%s', (line, change) => {
  expect(lastOf(line)).toStrictEqual({ type: 'node.update', nodes: [1], ...change })
})

test('several nodes may be named, by ranges too', () => {
  expect(lastOf('node update --availability drain node-{2..3} node-1')).toMatchObject({
    nodes: [1, 2, 0],
  })
  expect(actionsOf('node rm node-3', 'node rm --force node-3')).toEqual([
    { type: 'node.rm', nodes: [2], force: false },
    { type: 'node.rm', nodes: [2], force: true },
  ])
})

test('networks, secrets and configs come and go', () => {
  const lines = ['network create -d overlay n', 'secret create s f', 'config create c f']
  const removals = ['network rm n', 'secret rm s', 'config rm c']
  expect(actionsOf(...lines, ...removals)).toEqual([
    { type: 'object.create', kind: 'network', name: 'n' },
    { type: 'object.create', kind: 'secret', name: 's' },
    { type: 'object.create', kind: 'config', name: 'c' },
    { type: 'object.rm', kind: 'network', name: 'n' },
    { type: 'object.rm', kind: 'secret', name: 's' },
    { type: 'object.rm', kind: 'config', name: 'c' },
  ])
})

test('machines leave the swarm and come back', () => {
  const { timeline } = inSwarmMode([
    '{ at: 1s, docker: swarm leave --force, node: "node-{1..2}" }',
    '{ at: 2s, leave: node-3 }',
    '{ at: 3s, docker: "swarm join --token SWMTKN-1 10.0.0.1:2377", node: node-1 }',
    '{ at: 4s, join: node-3 }',
  ]).model
  expect(timeline.map(({ action }) => action)).toEqual([
    { type: 'swarm.leave', nodes: [0, 1], force: true },
    { type: 'swarm.leave', nodes: [2], force: false },
    { type: 'node.join', nodes: [0] },
    { type: 'node.join', nodes: [2] },
  ])
})

test('a new swarm is made on a manager, by its name or by that of its node', () => {
  const line = 'docker: swarm init --force-new-cluster --task-history-limit 3'
  const swarm = 'managers: [{ name: a }, { name: b, on: node-2 }]'
  const { timeline } = inSwarmMode(
    [`{ at: 1s, ${line}, node: b }`, `{ at: 2s, ${line}, node: node-2 }`],
    { swarm },
  ).model
  expect(timeline.map(({ action }) => action)).toEqual([
    { type: 'swarm.forceNewCluster', manager: 1 },
    { type: 'swarm.update', taskHistoryLimit: 3 },
    { type: 'swarm.forceNewCluster', manager: 1 },
    { type: 'swarm.update', taskHistoryLimit: 3 },
  ])
})

test('the swarm is there from the start: init only changes its flags, and says so', () => {
  const { model, warnings } = compileLines(['swarm init --dispatcher-heartbeat 10s'])
  expect(model.timeline.map(({ action }) => action)).toEqual([
    { type: 'swarm.update', heartbeatPeriodUs: 10_000_000 },
  ])
  expect(warnings.map(({ message }) => message)).toEqual([
    'the swarm is there from the start: docker swarm init changes its flags at most',
  ])
})

test('commands about certificates and tokens are accepted and do nothing', () => {
  const { model, ignoredKeys } = compileLines([
    'swarm ca --rotate',
    'swarm join-token -q worker',
    'swarm update --autolock',
  ])
  expect(model.timeline).toEqual([])
  expect(ignoredKeys.map(({ message }) => message)).toEqual([
    'docker swarm ca is ignored: certificates are not followed',
    'docker swarm join-token is ignored: joining needs no token here',
    '--autolock is ignored: managers here start without a key',
  ])
})

const stackFile = `version: "3.9"
services:
  web: { image: "nginx:1.27", deploy: { replicas: 2 } }
`

test('a stack is deployed from its file, and its services can be named afterwards', () => {
  const { model, warnings } = compileLines(
    ['stack deploy -c shop.yml --prune shop', 'service scale shop_web=4', 'stack rm shop'],
    { 'shop.yml': stackFile },
  )
  expect(warnings).toEqual([])
  expect(model.timeline.map(({ action }) => action)).toMatchObject([
    { type: 'stack.deploy', stack: 'shop', prune: true, services: [{ name: 'shop_web' }] },
    { type: 'service.update', service: 'shop_web', change: { replicas: 4 } },
    { type: 'stack.rm', stack: 'shop' },
  ])
})

test('an application is a stack: its project is the name, and a scale counts', () => {
  const { model } = inSwarmMode([], {
    more: 'apps: [{ compose: shop.yml, project: my-shop, scale: { web: 5 }, at: 3s }]',
    files: { 'shop.yml': stackFile },
  })
  expect(model.timeline).toMatchObject([
    {
      atUs: 3_000_000,
      action: {
        type: 'stack.deploy',
        stack: 'my-shop',
        prune: false,
        services: [{ name: 'my-shop_web', mode: { replicas: 5 } }],
      },
    },
  ])
})

test('a stack that nobody deploys is warned of', () => {
  const { warnings } = compileLines([createWeb, 'stack rm shop'])
  expect(warnings.map(({ message }) => message)).toEqual(['no earlier entry deploys a stack shop'])
})
