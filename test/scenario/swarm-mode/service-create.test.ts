/** `docker service create`: what its options make of a service. */
import { expect, test } from 'vitest'
import type { ServiceSpec } from '../../../src/model/swarm-mode.ts'
import { actionsOf, compileLines, inSwarmMode } from './in-swarm-mode.ts'

function specOf(line: string, files: Record<string, string> = {}): ServiceSpec | undefined {
  const { timeline } = compileLines([line], files).model
  const action = timeline[0]?.action
  return action?.type === 'service.create' ? action.spec : undefined
}

test('a service that says nothing else has the defaults of the API', () => {
  const policy = {
    parallelism: 1,
    delayUs: 0,
    failureAction: 'pause',
    maxFailureRatio: 0,
    monitorUs: 5_000_000,
    order: 'stop-first',
  }
  expect(specOf('docker service create --name web nginx')).toEqual({
    name: 'web',
    mode: { type: 'replicated', replicas: 1 },
    task: {
      image: 'nginx',
      env: [],
      args: [],
      labels: {},
      mounts: [],
      limits: { nanoCpus: 0, memoryBytes: 0 },
      stopGraceUs: 10_000_000,
      restart: { condition: 'any', delayUs: 5_000_000, maxAttempts: 0, windowUs: 0 },
      placement: { constraints: [], preferences: [], maxReplicas: 0, platforms: [] },
      reservations: { nanoCpus: 0, memoryBytes: 0, generic: [] },
      volumeDrivers: [],
      networkDrivers: [],
      logDriver: '',
      secrets: [],
      configs: [],
      networks: [],
      forceUpdate: 0,
    },
    ports: [],
    update: policy,
    rollback: policy,
  })
})

test('every option with a meaning is in the specification', () => {
  const line =
    'service create -d --name web --replicas 5 --replicas-max-per-node 2 --constraint node.role==worker ' +
    '--constraint engine.labels.os!=old --placement-pref spread=node.labels.zone --reserve-cpu 0.5 ' +
    '--reserve-memory 256m --generic-resource gpu=2,ssd=1 --limit-cpu 1 --limit-memory 1g ' +
    '--restart-condition on-failure --restart-delay 2s --restart-max-attempts 3 --restart-window 1m ' +
    '--update-parallelism 2 --update-delay 10s --update-failure-action rollback --update-max-failure-ratio 0.25 ' +
    '--update-monitor 30s --update-order start-first --rollback-parallelism 0 --rollback-delay 1s ' +
    '--rollback-failure-action continue --rollback-max-failure-ratio 1 --rollback-monitor 0s ' +
    '--rollback-order start-first -p 8080:80 -p published=53,target=53,protocol=udp,mode=host ' +
    '--mount type=volume,source=data,target=/data,volume-driver=rexray -e A=1 --container-label tier=front ' +
    '--stop-grace-period 30s --log-driver syslog nginx:1.27 nginx -g "daemon off;"'
  expect(specOf(line)).toMatchObject({
    mode: { type: 'replicated', replicas: 5 },
    task: {
      image: 'nginx:1.27',
      env: ['A=1'],
      args: ['nginx', '-g', 'daemon off;'],
      labels: { tier: 'front' },
      mounts: [{ type: 'volume', source: 'data', target: '/data' }],
      limits: { nanoCpus: 1_000_000_000, memoryBytes: 1024 ** 3 },
      stopGraceUs: 30_000_000,
      restart: {
        condition: 'on-failure',
        delayUs: 2_000_000,
        maxAttempts: 3,
        windowUs: 60_000_000,
      },
      placement: {
        constraints: ['node.role==worker', 'engine.labels.os!=old'],
        preferences: ['node.labels.zone'],
        maxReplicas: 2,
      },
      reservations: {
        nanoCpus: 500_000_000,
        memoryBytes: 256 * 1024 ** 2,
        generic: [
          { kind: 'gpu', value: 2 },
          { kind: 'ssd', value: 1 },
        ],
      },
      volumeDrivers: ['rexray'],
      logDriver: 'syslog',
    },
    ports: [
      { protocol: 'tcp', published: 8080, target: 80, mode: 'ingress' },
      { protocol: 'udp', published: 53, target: 53, mode: 'host' },
    ],
    update: {
      parallelism: 2,
      delayUs: 10_000_000,
      failureAction: 'rollback',
      maxFailureRatio: 0.25,
      monitorUs: 30_000_000,
      order: 'start-first',
    },
    rollback: {
      parallelism: 0,
      delayUs: 1_000_000,
      failureAction: 'continue',
      maxFailureRatio: 1,
      // The API takes 0 for none: the default stands.
      monitorUs: 5_000_000,
      order: 'start-first',
    },
  })
})

test.each([
  ['--mode global', { type: 'global' }],
  ['--mode global-job', { type: 'global-job' }],
  ['--mode replicated --replicas 0', { type: 'replicated', replicas: 0 }],
  [
    '--mode replicated-job --replicas 8',
    { type: 'replicated-job', maxConcurrent: 8, totalCompletions: 8 },
  ],
  [
    '--mode replicated-job --replicas 8 --max-concurrent 2',
    { type: 'replicated-job', maxConcurrent: 2, totalCompletions: 8 },
  ],
])('%s is a mode', (options, mode) => {
  expect(specOf(`service create --name x ${options} nginx`)?.mode).toEqual(mode)
})

test('networks bring their drivers, and those of every engine are waited for by nobody', () => {
  const [, , action] = actionsOf(
    'network create -d overlay front',
    'network create --driver weave back',
    'service create --name web --network front --network name=back,alias=db --network host nginx',
  )
  expect(action).toMatchObject({
    spec: { task: { networks: ['front', 'back'], networkDrivers: ['overlay', 'weave', 'host'] } },
  })
})

test('secrets and configs are needed by name', () => {
  const { model, warnings } = compileLines([
    'secret create tok -',
    'config create site ./site.conf',
    'service create --name web --secret source=tok,target=/run/tok --config site nginx',
  ])
  expect(warnings).toEqual([])
  expect(model.timeline.map(({ action }) => action)).toMatchObject([
    { type: 'object.create', kind: 'secret', name: 'tok' },
    { type: 'object.create', kind: 'config', name: 'site' },
    { spec: { task: { secrets: ['tok'], configs: ['site'] } } },
  ])
})

test('what no earlier entry makes is warned of', () => {
  const { warnings } = compileLines([
    'secret create token -',
    'service create --secret tokem --network front --constraint node.labels.Zone==z1 nginx',
  ])
  expect(warnings.map(({ message }) => message)).toEqual([
    'no earlier entry creates a secret "tokem"; did you mean token?',
    'no earlier entry creates a network "front"',
    'no node has the label Zone (node.labels, capitals count); did you mean node.labels.zone?',
  ])
})

test('a label that a node has been given is no surprise', () => {
  const { warnings } = compileLines([
    'node update --label-add Disk=ssd node-1',
    'service create --constraint node.labels.Disk==ssd nginx',
  ])
  expect(warnings).toEqual([])
})

test('a range of names makes many services, with time between them', () => {
  const { timeline } = inSwarmMode([
    '{ at: 1s, docker: "service create --name web-{1..3} nginx", every: 2s }',
  ]).model
  expect(
    timeline.map(({ atUs, action }) => [
      atUs / 1e6,
      action.type === 'service.create' && action.spec.name,
    ]),
  ).toEqual([
    [1, 'web-1'],
    [3, 'web-2'],
    [5, 'web-3'],
  ])
})

test('a service without a name has that of its image', () => {
  const names = actionsOf('service create example/nginx:1.27', 'service create nginx').map(
    (action) => action.type === 'service.create' && action.spec.name,
  )
  expect(names).toEqual(['nginx', 'nginx-2'])
})

test('an environment file is read beside the scenario', () => {
  const spec = specOf('service create --env-file app.env -e B=2 nginx', { 'app.env': 'A=1\n' })
  expect(spec?.task.env).toEqual(['A=1', 'B=2'])
})

test('options that are not followed are listed once, with the reason', () => {
  const { ignoredKeys } = compileLines([
    'service create --name a --user 1 --label x=y --health-cmd true nginx',
    'service create --name b -u 1 nginx',
  ])
  expect(ignoredKeys.map(({ message }) => message)).toEqual([
    '--user is ignored: it does not change placement or restarts',
    '--label is ignored: labels of a service are for people; --container-label is for containers',
    '--health-cmd is ignored: containers here have no health checks',
  ])
})

test('images of services have a size, as those of containers do', () => {
  const { model } = compileLines([
    'service create --name web nginx:1.27',
    'service update --image nginx:1.28 web',
  ])
  expect(model.images.map(({ name }) => name)).toEqual(['nginx:1.27', 'nginx:1.28'])
})
