/**
 * Any model of swarm mode in which the scheduler has a lot to decide, and to refuse: services that reserve,
 * constrain, prefer, publish and limit, on nodes that differ, while nodes fail and users change their minds.
 */
import fc from 'fast-check'
import type { Action } from '../../../src/model/action.ts'
import type { Model, NodeSpec } from '../../../src/model/model.ts'
import type { Placement, ServiceSpec } from '../../../src/model/swarm-mode.ts'
import { seconds, service, swarmModel, swarmNode, task } from './models.ts'

const gibibyte = 1024 ** 3
const names = ['web', 'db', 'all'] as const

export function anyCrowdedModel(): fc.Arbitrary<Model> {
  return fc.integer({ min: 1, max: 7 }).chain((count) =>
    fc
      .record({
        nodes: fc.tuple(...Array.from({ length: count }, (_, index) => anyNode(index))),
        services: fc.tuple(anyService('web'), anyService('db'), anyService('all', true)),
        timeline: fc.array(anyEntry(count), { maxLength: 20, size: 'max' }),
        managers: fc.constantFrom(1, 1, 3),
        seed: fc.integer({ min: 0, max: 999 }).map(String),
      })
      .map(({ nodes, services, timeline, managers, seed }) => {
        const start = services.map((spec, index): readonly [number, Action] => [
          1 + index * 0.03,
          { type: 'service.create', spec },
        ])
        const entries = timeline.toSorted(([one], [other]) => one - other)
        return swarmModel({
          nodes,
          seed,
          timeline: [...start, ...entries],
          untilUs: seconds(400),
          settings: {
            managers: Array.from({ length: managers }, (_, index) => ({
              name: `manager-${index + 1}`,
              node: -1,
            })),
          },
          images: [
            { name: 'nginx:latest', sizeBytes: 1e6, layers: [], pullable: true },
            {
              name: 'broken:latest',
              sizeBytes: 1e6,
              layers: [],
              pullable: true,
              behaviour: { exitAfterUs: seconds(1), exitCode: 1 },
            },
          ],
        })
      }),
  )
}

function anyNode(index: number): fc.Arbitrary<NodeSpec> {
  return fc
    .record({
      cpus: fc.integer({ min: 1, max: 4 }),
      gibibytes: fc.integer({ min: 1, max: 8 }),
      zone: fc.constantFrom('a', 'a', 'b', 'c', ''),
      rack: fc.constantFrom('1', '2'),
      availability: fc.constantFrom('active', 'active', 'active', 'active', 'pause', 'drain'),
      architecture: fc.constantFrom('x86_64', 'x86_64', 'aarch64'),
      gpus: fc.constantFrom(0, 0, 2),
      hasVolumes: fc.boolean(),
    })
    .map(({ cpus, gibibytes, zone, rack, availability, architecture, gpus, hasVolumes }) =>
      swarmNode(`node-${index + 1}`, {
        cpus,
        memoryBytes: gibibytes * gibibyte,
        swarm: {
          labels: { ...(zone !== '' && { zone }), rack },
          availability: availability as 'active',
          platform: { os: 'linux', architecture },
          plugins: hasVolumes ? [{ type: 'Volume', name: 'nfs' }] : [],
          generic: gpus === 0 ? [] : [{ kind: 'GPU', names: ['one', 'two'].slice(0, gpus) }],
        },
      }),
    )
}

const anyPlacement: fc.Arbitrary<Placement> = fc.record({
  constraints: fc.subarray(['node.labels.zone==a', 'node.labels.rack!=2', 'node.role==worker'], {
    maxLength: 1,
  }),
  preferences: fc.constantFrom<readonly string[]>(
    [],
    [],
    ['node.labels.zone'],
    ['node.labels.zone', 'node.labels.rack'],
  ),
  maxReplicas: fc.constantFrom(0, 0, 0, 1, 2),
  platforms: fc.constantFrom([], [], [{ os: 'linux', architecture: 'amd64' }]),
})

function anyService(name: string, isGlobal = false): fc.Arbitrary<ServiceSpec> {
  return fc
    .record({
      replicas: fc.integer({ min: 0, max: 12 }),
      placement: fc.oneof(fc.constant(task().placement), anyPlacement),
      cpus: fc.constantFrom(0, 0, 0.5, 1),
      memory: fc.constantFrom(0, 0, 0.5, 2),
      gpus: fc.constantFrom(0, 0, 0, 1),
      image: fc.constantFrom('nginx', 'nginx', 'broken'),
      port: fc.constantFrom(0, 0, 80),
      driver: fc.constantFrom('', '', '', 'nfs'),
      order: fc.constantFrom('stop-first', 'start-first'),
      delay: fc.constantFrom(0, 5),
    })
    .map((drawn) => {
      const { replicas, placement, cpus, memory, gpus, image, port, driver, order } = drawn
      const base = service(name, replicas)
      return {
        ...base,
        ...(isGlobal && { mode: { type: 'global' as const } }),
        update: {
          ...base.update,
          order: order as 'stop-first',
          failureAction: 'continue' as const,
        },
        ports:
          port === 0
            ? []
            : [{ protocol: 'tcp', published: port, target: 80, mode: 'host' as const }],
        task: task({
          image,
          placement,
          restart: { ...task().restart, delayUs: seconds(drawn.delay) },
          reservations: {
            nanoCpus: cpus * 1e9,
            memoryBytes: memory * gibibyte,
            generic: gpus === 0 ? [] : [{ kind: 'GPU', value: gpus }],
          },
          volumeDrivers: driver === '' ? [] : [driver],
        }),
      }
    })
}

function anyEntry(count: number): fc.Arbitrary<readonly [number, Action]> {
  const node = fc.integer({ min: 0, max: count - 1 }).map((one) => [one])
  const name = fc.constantFrom(...names)
  const actions: fc.Arbitrary<Action>[] = [
    fc.record({
      type: fc.constant('fault' as const),
      fault: fc.constantFrom('crash', 'unreachable', 'recover', 'recover'),
      nodes: node,
    }) as fc.Arbitrary<Action>,
    fc.record({
      type: fc.constant('node.update' as const),
      nodes: node,
      availability: fc.constantFrom('active', 'active', 'drain', 'pause'),
      addLabels: fc.constantFrom({}, { zone: 'a' }, { zone: 'b' }),
    }) as fc.Arbitrary<Action>,
    fc.record({
      type: fc.constant('service.update' as const),
      service: fc.constantFrom('web', 'db'),
      change: fc.record({ replicas: fc.integer({ min: 0, max: 15 }) }),
    }),
    fc.record({
      type: fc.constant('service.update' as const),
      service: name,
      change: fc.constantFrom({ image: 'nginx' }, { image: 'broken' }, { force: true }),
    }),
    fc.record({ type: fc.constant('service.rollback' as const), service: name }),
    fc.record({ type: fc.constant('service.rm' as const), service: name }),
    fc.record({ type: fc.constant('node.rm' as const), nodes: node, force: fc.constant(true) }),
  ]
  // Users change services far more often than they remove them.
  const [fault, specify, scale, change, ...rare] = actions
  return fc.tuple(
    fc.integer({ min: 20, max: 3500 }).map((tenths) => tenths / 10),
    fc.oneof(
      { weight: 4, arbitrary: fault },
      { weight: 3, arbitrary: specify },
      { weight: 4, arbitrary: scale },
      { weight: 4, arbitrary: change },
      ...rare.map((arbitrary) => ({ weight: 1, arbitrary })),
    ),
  )
}
