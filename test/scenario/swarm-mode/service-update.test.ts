/** `docker service update`, `scale`, `rollback` and `rm`: changes to what is there. */
import { expect, test } from 'vitest'
import { actionsOf, compileLines, createWeb, lastOf } from './in-swarm-mode.ts'

/** The change that one update asks for. */
function changeOf(options: string) {
  const action = lastOf(createWeb, `service update ${options} web`)
  return action?.type === 'service.update' ? action.change : undefined
}

test.each([
  ['--image nginx:2', { image: 'nginx:2' }],
  ['--args "-c \'a b\'"', { args: ['-c', 'a b'] }],
  ['--replicas 7', { replicas: 7 }],
  ['--force', { force: true }],
  ['--force=false', {}],
  ['--rollback', { isRollback: true }],
  ['--env-add A=1 --env-rm B', { add: { env: ['A=1'] }, remove: { env: ['B'] } }],
  [
    '--constraint-add node.role==worker --constraint-rm node.labels.a==b',
    { add: { constraints: ['node.role==worker'] }, remove: { constraints: ['node.labels.a==b'] } },
  ],
  [
    '--placement-pref-add spread=node.labels.zone --placement-pref-rm spread=node.labels.zone',
    {
      add: { preferences: ['node.labels.zone'] },
      remove: { preferences: ['node.labels.zone'] },
    },
  ],
  [
    '--publish-add published=81,target=80,mode=host --publish-rm 8080:443/udp',
    {
      add: { ports: [{ protocol: 'tcp', published: 81, target: 80, mode: 'host' }] },
      remove: { ports: ['443/udp'] },
    },
  ],
  [
    '--mount-add type=volume,source=d,target=/d --mount-rm /e',
    {
      add: { mounts: [{ type: 'volume', source: 'd', target: '/d' }] },
      remove: { mounts: ['/e'] },
    },
  ],
  [
    '--container-label-add a=b --container-label-rm c',
    { add: { labels: { a: 'b' } }, remove: { labels: ['c'] } },
  ],
  [
    '--generic-resource-add gpu=2 --generic-resource-rm ssd',
    { add: { generic: [{ kind: 'gpu', value: 2 }] }, remove: { generic: ['ssd'] } },
  ],
  [
    '--secret-rm tok --config-rm site --network-rm front',
    {
      remove: { secrets: ['tok'], configs: ['site'], networks: ['front'] },
    },
  ],
  [
    '--update-parallelism 2 --update-order start-first --rollback-monitor 1s',
    { update: { parallelism: 2, order: 'start-first' }, rollback: { monitorUs: 1_000_000 } },
  ],
  [
    '--restart-condition none --restart-max-attempts 2',
    { restart: { condition: 'none', maxAttempts: 2 } },
  ],
  [
    '--reserve-memory 1g --limit-cpu 0 --replicas-max-per-node 1 --stop-grace-period 1s',
    {
      reservations: { memoryBytes: 1024 ** 3 },
      limits: { nanoCpus: 0 },
      maxReplicas: 1,
      stopGraceUs: 1_000_000,
    },
  ],
  ['--log-driver none', { logDriver: '' }],
])('%s changes what it names and nothing else', (options, change) => {
  expect(changeOf(options)).toStrictEqual(change)
})

test('an option of the container that is not followed replaces the tasks all the same', () => {
  expect(changeOf('--user 1000')).toEqual({ force: true })
  expect(changeOf('--label-add a=b')).toEqual({})
})

test('scale brings several services to their numbers', () => {
  expect(
    actionsOf(createWeb, 'service create --name db redis', 'service scale web=3 db=0').slice(2),
  ).toEqual([
    { type: 'service.update', service: 'web', change: { replicas: 3 } },
    { type: 'service.update', service: 'db', change: { replicas: 0 } },
  ])
})

test('services are rolled back and removed by name, ranges allowed', () => {
  const create = 'service create --name web-{1..2} nginx'
  expect(lastOf(createWeb, 'service rollback -q web')).toEqual({
    type: 'service.rollback',
    service: 'web',
  })
  expect(actionsOf(create, 'service rm web-{1..2}').slice(2)).toEqual([
    { type: 'service.rm', service: 'web-1' },
    { type: 'service.rm', service: 'web-2' },
  ])
})

test('a driver of an added volume is listed as ignored', () => {
  const { ignoredKeys } = compileLines([
    createWeb,
    'service update --mount-add source=d,target=/d,volume-driver=rexray web',
  ])
  expect(ignoredKeys.map(({ message }) => message)).toEqual([
    'volume-driver= of --mount-add is ignored: an update keeps the drivers that the service was created with',
  ])
})
