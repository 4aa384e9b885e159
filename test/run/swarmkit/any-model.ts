/**
 * Random models of swarm mode: a few nodes, one or three managers on machines of their own or on nodes,
 * services of every kind, and anything that users and the world can do to them. After `calmUs` everything
 * works again and nobody does anything more.
 */
import fc from 'fast-check'
import type { Action } from '../../../src/model/action.ts'
import type { ManagerSpec, Model, TimelineEntry } from '../../../src/model/model.ts'
import type { Machine } from '../../../src/model/swarm-action.ts'
import type { ServiceSpec } from '../../../src/model/swarm-mode.ts'
import { seconds, service, swarmModel, swarmNode, task } from './models.ts'

/** When faults end, and how long the swarm has then to come to rest. */
export const calmUs = seconds(300)
export const untilUs = seconds(700)

const nodeCount = 4
const nodes = Array.from({ length: nodeCount }, (_, index) => swarmNode(`node-${index + 1}`))
const node = fc.integer({ min: 0, max: nodeCount - 1 })

const managers = fc.constantFrom<readonly ManagerSpec[]>(
  [{ name: 'manager-1', node: -1 }],
  [1, 2, 3].map((number) => ({ name: `manager-${number}`, node: -1 })),
  [1, 2, 3].map((number) => ({ name: `node-${number}`, node: number - 1 })),
)

/** As an alternative that is as likely as any other. */
const update = fc.record({
  parallelism: fc.integer({ min: 0, max: 2 }),
  delayUs: fc.constantFrom(0, seconds(2)),
  failureAction: fc.constantFrom('pause' as const, 'continue' as const, 'rollback' as const),
  maxFailureRatio: fc.constantFrom(0, 0.5),
  monitorUs: fc.constantFrom(seconds(1), seconds(5)),
  order: fc.constantFrom('stop-first' as const, 'start-first' as const),
})

const image = fc.constantFrom('nginx:latest', 'crashing:1', 'slow:1', 'missing:1')

const serviceNamed = (name: string): fc.Arbitrary<ServiceSpec> =>
  fc
    .record({
      kind: fc.constantFrom('replicated', 'replicated', 'replicated', 'global', 'job'),
      replicas: fc.integer({ min: 0, max: 6 }),
      image,
      update,
      restartDelayUs: fc.constantFrom(0, seconds(1), seconds(5)),
      maxAttempts: fc.constantFrom(0, 2),
      maxReplicas: fc.constantFrom(0, 0, 2),
      memory: fc.constantFrom(0, 0, 1, 3),
    })
    .map(({ kind, replicas, maxReplicas, memory, ...given }) =>
      service(name, replicas, {
        mode:
          kind === 'global'
            ? { type: 'global' }
            : kind === 'job'
              ? { type: 'replicated-job', maxConcurrent: 2, totalCompletions: replicas }
              : { type: 'replicated', replicas },
        update: given.update,
        rollback: given.update,
        task: task({
          image: kind === 'job' ? 'done:1' : given.image,
          restart: {
            condition: 'any',
            delayUs: given.restartDelayUs,
            maxAttempts: given.maxAttempts,
            windowUs: 0,
          },
          placement: { constraints: [], preferences: [], maxReplicas, platforms: [] },
          reservations: { nanoCpus: 0, memoryBytes: memory * 1024 ** 3, generic: [] },
        }),
      }),
    )

const names = ['web', 'db']
const name = fc.constantFrom(...names)

function machines(specs: readonly ManagerSpec[]): fc.Arbitrary<Machine> {
  const own = specs.flatMap(({ node: on }, manager) =>
    on < 0 ? [{ type: 'manager' as const, manager }] : [],
  )
  const all: Machine[] = [
    ...nodes.map((_, index) => ({ type: 'node' as const, node: index })),
    ...own,
  ]
  return fc.constantFrom(...all)
}

function action(specs: readonly ManagerSpec[]): fc.Arbitrary<Action> {
  const some = fc.uniqueArray(node, { minLength: 1, maxLength: 2 })
  return fc.oneof(
    fc.record({
      type: fc.constant('fault' as const),
      fault: fc.constantFrom('crash', 'freeze', 'unreachable', 'recover', 'recover'),
      nodes: some,
    }),
    fc.record({
      type: fc.constantFrom('manager.crash', 'manager.recover'),
      manager: fc.integer({ min: 0, max: specs.length - 1 }),
    }),
    fc.record({
      type: fc.constant('links.change' as const),
      from: fc.array(machines(specs), { minLength: 1, maxLength: 2 }),
      to: fc.array(machines(specs), { minLength: 1, maxLength: 3 }),
      isOneWay: fc.boolean(),
      loss: fc.constantFrom(1, 1, 0, 0.4),
      delayUs: fc.constantFrom(0, seconds(0.2), seconds(2)),
    }),
    fc.constant<Action>({ type: 'links.restore', entries: [] }),
    fc.record({
      type: fc.constant('node.update' as const),
      nodes: fc.uniqueArray(node, { minLength: 1, maxLength: 1 }),
      availability: fc.constantFrom('active' as const, 'pause' as const, 'drain' as const),
    }),
    fc.oneof(...names.map(serviceNamed)).map((spec): Action => ({ type: 'service.create', spec })),
    fc.record({
      type: fc.constant('service.update' as const),
      service: name,
      change: fc.oneof(
        fc.record({ replicas: fc.integer({ min: 0, max: 6 }) }),
        fc.record({ image }),
        fc.record({ force: fc.constant(true) }),
      ),
    }),
    fc.record({
      type: fc.constantFrom('service.rollback' as const, 'service.rm' as const),
      service: name,
    }),
  ) as fc.Arbitrary<Action>
}

const images: Model['images'] = [
  image_('nginx:latest', {}),
  image_('crashing:1', { exitAfterUs: seconds(3), exitCode: 1 }),
  image_('slow:1', { stopUs: seconds(4) }),
  image_('done:1', { exitAfterUs: seconds(6), exitCode: 0 }),
]

function image_(imageName: string, behaviour: Model['images'][number]['behaviour'] & object) {
  return { name: imageName, sizeBytes: 30_000_000, layers: [], pullable: true, behaviour }
}

/** Everything works again, whatever was done before. */
const calm: readonly Action[] = [
  { type: 'links.restore', entries: [] },
  { type: 'fault', fault: 'recover', nodes: nodes.map((_, index) => index) },
]

export function anySwarmModel(): fc.Arbitrary<Model> {
  return managers.chain((specs) =>
    fc
      .record({
        seed: fc.integer({ min: 0, max: 999 }).map(String),
        first: fc.tuple(...names.map(serviceNamed)),
        disturbances: fc.array(fc.tuple(fc.integer({ min: 3000, max: 290_000 }), action(specs)), {
          maxLength: 10,
        }),
      })
      .map(({ seed, first, disturbances }) => {
        const recovered = specs.map((_, manager): Action => ({ type: 'manager.recover', manager }))
        const timeline = [
          ...first.map((spec) => entry(seconds(1), { type: 'service.create', spec })),
          ...disturbances.map(([ms, one]) => entry(ms * 1000, one)).sort((a, b) => a.atUs - b.atUs),
          ...[...calm, ...recovered].map((one) => entry(calmUs, one)),
        ]
        return {
          ...swarmModel({ nodes, seed, settings: { managers: specs }, untilUs, images }),
          timeline,
        }
      }),
  )
}

function entry(atUs: number, one: Action): TimelineEntry {
  return { atUs, action: one, text: one.type }
}
