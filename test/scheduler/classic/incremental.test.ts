/**
 * Goal: what is kept up to date change by change answers like what is worked out anew.
 * Method: random changes of a cluster, with a placement after each. The same question goes to a
 * scheduler that was built a moment ago from the same nodes and containers.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { containersOn, inInputOrder } from '../../../src/scheduler/classic/cluster.ts'
import { nodesOf } from '../../../src/scheduler/classic/node-set.ts'
import type { Placer } from '../../../src/scheduler/classic/placing.ts'
import type { CompiledRequest } from '../../../src/scheduler/classic/request.ts'
import {
  type ClassicScheduler,
  createPlacer,
  schedulerOver,
} from '../../../src/scheduler/classic/scheduler.ts'
import { tracePlacement } from '../../../src/scheduler/classic/tracing.ts'
import { clusterOf, containerOf, defaults, gibibyte, published, requestOf } from './clusters.ts'

const requests: readonly CompiledRequest[] = [
  requestOf({ cpus: 1, labels: { role: 'web' } }),
  requestOf({ memoryBytes: gibibyte, env: ['affinity:role!=web', 'constraint:zone==~a'] }),
  requestOf({ ports: [published('80')], env: ['affinity:container!=*-1*'] }),
  requestOf({ ports: [published('80', '10.0.0.1'), published('81')], labels: { role: 'db' } }),
  requestOf({ networkMode: 'host', exposed: ['80/tcp'], env: ['constraint:zone!=b'] }),
  requestOf({ links: ['c-2'] }),
  requestOf({ env: ['affinity:image==~redis'] }),
  requestOf({ env: ['affinity:container==c-3', 'affinity:role==/^(web|db)$/'], cpus: 2 }),
]

type Change =
  | { type: 'node'; zone: string }
  | { type: 'leave'; node: number }
  | { type: 'relabel'; node: number }
  | { type: 'image'; node: number }
  | { type: 'health'; node: number; failures: number }
  | { type: 'container'; node: number; kind: number; pending: boolean }
  | { type: 'remove'; container: number }

const index = fc.nat(1000)

function kinds<Type extends string>(...types: Type[]) {
  return fc.constantFrom(...types)
}

const changes = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ type: kinds('node'), zone: fc.constantFrom('a', 'b') }),
    },
    { weight: 2, arbitrary: fc.record({ type: kinds('leave'), node: index }) },
    { weight: 2, arbitrary: fc.record({ type: kinds('relabel', 'image'), node: index }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: kinds('health'), node: index, failures: fc.nat(3) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        type: kinds('container'),
        node: index,
        kind: fc.nat(requests.length - 1),
        pending: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: kinds('remove'), container: index }) },
  ),
  { minLength: 30, maxLength: 80 },
)

interface World {
  readonly placer: Placer
  readonly scheduler: ClassicScheduler
  readonly nodes: number[]
  readonly containers: { readonly handle: number; readonly node: number }[]
  counted: number
}

function change({ placer, scheduler, nodes, containers, ...world }: World, what: Change): void {
  const { cluster } = placer
  if (what.type === 'node') {
    const name = `n-${cluster.added}`
    const node = { name, id: `ID-${name}`, address: '', labels: { zone: what.zone } }
    nodes.push(scheduler.addNode({ ...node, totalCpus: 8, totalMemoryBytes: 8 * gibibyte }))
  } else if (what.type === 'remove') {
    if (containers.length === 0) return
    const [{ handle }] = containers.splice(what.container % containers.length, 1)
    scheduler.removeContainer(handle)
  } else if (nodes.length > 0) {
    const at = what.node % nodes.length
    const slot = nodes[at]
    const node = cluster.nodes[slot]
    if (what.type === 'leave') {
      scheduler.removeNode(slot)
      nodes.splice(at, 1)
      const left = containers.filter((container) => container.node !== slot)
      containers.splice(0, containers.length, ...left)
    } else if (what.type === 'relabel') {
      scheduler.setNode(slot, { ...node, totalCpus: node.totalCpus + 1, labels: { zone: 'b' } })
    } else if (what.type === 'image') {
      scheduler.addNodeImage(slot, { id: 'sha256:1', tags: ['redis:3'] })
    } else if (what.type === 'health') {
      scheduler.setNodeHealth(slot, { state: 'healthy', failures: what.failures })
    } else {
      const { kind, pending } = what
      const name = `c-${world.counted}`
      const given = { ...containerOf({ name, pending }), request: requests[kind] }
      containers.push({ handle: scheduler.addContainer(slot, given), node: slot })
    }
  }
}

/** A scheduler that has seen nothing but the cluster as it is now, names of nodes in input order. */
function rebuilt({ cluster, options }: Placer): Placer {
  const placer = createPlacer(options)
  const scheduler = schedulerOver(placer)
  for (const slot of inInputOrder(cluster, nodesOf(cluster.known))) {
    const copy = scheduler.addNode(cluster.nodes[slot])
    scheduler.setNodeHealth(copy, cluster.states[slot])
    scheduler.setNodeImages(copy, cluster.images[slot])
    for (const container of containersOn(cluster, slot)) scheduler.addContainer(copy, container)
  }
  return placer
}

function answer(placer: Placer, request: CompiledRequest) {
  const { nodes } = placer.cluster
  let tied: string[] = []
  const placement = schedulerOver(placer).place(request, (slots) => {
    tied = [...slots].map((slot) => nodes[slot].name)
    return 0
  })
  const outcome = placement.type === 'placed' ? nodes[placement.node].name : placement.error
  const trace = tracePlacement(placer, request)
  return { outcome, tied, error: trace.error, order: trace.order.map((slot) => nodes[slot].name) }
}

test.each(['spread', 'binpack', 'random'] as const)(
  '%s answers after any changes as if it had been built a moment ago',
  (strategy) => {
    fc.assert(
      fc.property(changes, (list) => {
        const given = clusterOf([], { ...defaults, strategy })
        const world: World = { ...given, nodes: [], containers: [], counted: 0 }
        for (const [at, what] of list.entries()) {
          change(world, what)
          world.counted++
          const request = requests[at % requests.length]
          expect(answer(world.placer, request)).toEqual(answer(rebuilt(world.placer), request))
        }
      }),
      { numRuns: 60, seed: 7 },
    )
  },
)

test('an amount that was not asked for during many changes is worked out anew', () => {
  const { scheduler, placer } = clusterOf([{ name: 'a' }, { name: 'b' }])
  const request = requestOf({ cpus: 1 })
  expect(answer(placer, request).outcome).toBe('a')
  scheduler.addContainer(0, containerOf({ name: 'web', cpus: 1 }))
  for (let number = 0; number < 3000; number++) {
    scheduler.removeContainer(scheduler.addContainer(1, containerOf({ name: 'x' })))
  }
  expect(answer(placer, request).outcome).toBe('b')
})

test('ties are offered in the order in which nodes were added, also after one has left', () => {
  const { scheduler, placer } = clusterOf([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  scheduler.removeNode(0)
  scheduler.addNode({
    ...placer.cluster.nodes[1],
    name: 'd',
  })
  expect(answer(placer, requestOf()).tied).toEqual(['b', 'c', 'd'])
})

test('a scheduler that is asked ever new questions keeps only some of the answers', () => {
  const { scheduler, placer } = clusterOf([{ name: 'a', containers: [{ name: 'web' }] }])
  for (let number = 0; number < 3000; number++) {
    const request = requestOf({
      cpus: number % 4,
      memoryBytes: number,
      ports: [published(String(number))],
      env: [`affinity:role!=r${number}`, `constraint:zone!=z${number}`],
    })
    scheduler.place(request, () => 0)
  }
  expect(placer.tallies.byKey.size).toBeLessThanOrEqual(256)
  expect(placer.nodeAnswers.byKey.size).toBeLessThanOrEqual(1024)
  expect(placer.columns.size).toBeLessThanOrEqual(128)
})

test('a question that nobody asks any more is not kept up for ever', () => {
  const { scheduler, placer } = clusterOf([{ name: 'a' }])
  scheduler.place(requestOf({ env: ['affinity:role!=web'] }), () => 0)
  expect(placer.tallies.byKey.size).toBe(1)
  for (let number = 0; number < 400; number++) {
    scheduler.removeContainer(scheduler.addContainer(0, containerOf({ name: 'x' })))
  }
  expect(placer.tallies.byKey.size).toBe(0)
})
