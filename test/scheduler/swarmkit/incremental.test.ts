/**
 * Goal: what is kept up to date is what a scheduler would find that was built a moment ago.
 * Method: random changes of nodes and tasks; after them, columns, standings and the quick judgement of
 * nodes are compared with what follows from the tasks that are there.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { swarmkitFilters } from '../../../src/scheduler/swarmkit/filters/index.ts'
import { openGroup, rankOf, refusalOf } from '../../../src/scheduler/swarmkit/group.ts'
import { serviceOf } from '../../../src/scheduler/swarmkit/services.ts'
import { standingsOf } from '../../../src/scheduler/swarmkit/standings.ts'
import { compileTaskSpec, type TaskSpec } from '../../../src/scheduler/swarmkit/task-spec.ts'
import { taskState } from '../../../src/scheduler/swarmkit/task-state.ts'
import { addTasks, clusterOf, type GivenCluster, nodeOf, setState } from './clusters.ts'

const host = { protocol: 'tcp', mode: 'host' } as const

const services: Readonly<Record<string, Partial<TaskSpec>>> = {
  plain: {},
  web: { nanoCpus: 1e9, ports: [{ ...host, published: 80 }] },
  big: { memoryBytes: 3 * 2 ** 30, generic: [{ kind: 'gpu', value: 1 }] },
  picky: { constraints: ['node.labels.zone!=a'], maxReplicas: 2 },
  spread: { preferences: ['node.labels.zone'] },
}

type Step =
  | { readonly type: 'create'; readonly service: string; readonly count: number }
  | { readonly type: 'global'; readonly service: string; readonly node: number }
  | { readonly type: 'end'; readonly task: number; readonly state: 'failed' | 'shutdown' }
  | { readonly type: 'stop' | 'remove'; readonly task: number }
  | { readonly type: 'node'; readonly node: number; readonly zone: string; readonly down: boolean }
  | { readonly type: 'removeNode'; readonly node: number }
  | { readonly type: 'schedule' }

const node = fc.nat(11)
const task = fc.nat(99)
const service = fc.constantFrom(...Object.keys(services))
const zone = fc.constantFrom('a', 'b', 'c')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constant('create' as const),
    service,
    count: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ type: fc.constant('global' as const), service, node }),
  fc.record({
    type: fc.constant('end' as const),
    task,
    state: fc.constantFrom('failed' as const, 'shutdown' as const),
  }),
  fc.record({ type: fc.constantFrom('stop' as const, 'remove' as const), task }),
  fc.record({ type: fc.constant('node' as const), node, zone, down: fc.boolean() }),
  fc.record({ type: fc.constant('removeNode' as const), node }),
  fc.record({ type: fc.constant('schedule' as const) }),
)

interface Run {
  readonly cluster: GivenCluster
  readonly slots: Map<string, number>
  readonly handles: number[]
}

function nodeAt(index: number, inZone: string, isDown: boolean) {
  const generic = [{ kind: 'gpu', names: ['one', 'two'] }]
  return nodeOf({
    id: `n${index}`,
    labels: { zone: inZone },
    state: isDown ? 'down' : 'ready',
    description: { resources: { nanoCpus: 4e9, memoryBytes: 8 * 2 ** 30, generic } },
  })
}

function apply({ cluster, slots, handles }: Run, given: Step): void {
  const { scheduler } = cluster
  const chosen = 'task' in given && handles.length > 0 ? handles[given.task % handles.length] : -1
  const slot = 'node' in given ? slots.get(`n${given.node}`) : undefined
  switch (given.type) {
    case 'create':
      handles.push(...addTasks(cluster, given.service, { count: given.count }))
      return
    case 'global':
      if (slot === undefined) return
      handles.push(...addTasks({ ...cluster, slots }, given.service, { node: `n${given.node}` }))
      return
    case 'end':
      if (chosen >= 0) setState(cluster, [chosen], { state: given.state, desired: 'shutdown' })
      return
    case 'stop': {
      if (chosen < 0) return
      const isPlaced = cluster.placer.tasks.state[chosen] === taskState.assigned
      if (isPlaced) setState(cluster, [chosen], { state: 'running', desired: 'shutdown' })
      return
    }
    case 'remove':
      if (chosen < 0) return
      scheduler.removeTask(chosen)
      handles.splice(handles.indexOf(chosen), 1)
      return
    case 'node':
      slots.set(`n${given.node}`, scheduler.setNode(nodeAt(given.node, given.zone, given.down)))
      return
    case 'removeNode':
      if (slot === undefined) return
      scheduler.removeNode(slot)
      slots.delete(`n${given.node}`)
      return
    case 'schedule':
      scheduler.schedule(0)
  }
}

function run(steps: readonly Step[]): Run {
  const made: Run = { cluster: clusterOf([], services), slots: new Map(), handles: [] }
  for (let index = 0; index < 6; index++) {
    apply(made, { type: 'node', node: index, zone: 'abc'[index % 3], down: false })
  }
  for (const each of steps) apply(made, each)
  return made
}

test('what is free and what counts follows from the tasks that are there', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { cluster, slots, handles } = run(steps)
      const { cluster: columns, tasks } = cluster.placer
      for (const slot of slots.values()) {
        const here = handles.filter((handle) => {
          return tasks.node[handle] === slot && tasks.bookedAt[handle] === columns.epoch[slot]
        })
        const sum = (of: (spec: TaskSpec) => number) =>
          here.reduce((total, handle) => total + of(tasks.specs[handle]), 0)
        const active = here.filter((handle) => tasks.desired[handle] <= taskState.complete)
        expect(columns.activeTasks[slot]).toBe(active.length)
        expect(columns.freeCpus[slot]).toBe(4e9 - sum(({ nanoCpus }) => nanoCpus))
        expect(columns.freeMemory[slot]).toBe(8 * 2 ** 30 - sum(({ memoryBytes }) => memoryBytes))
        expect(columns.freeCpus[slot]).toBeGreaterThanOrEqual(0)
        expect(columns.freeMemory[slot]).toBeGreaterThanOrEqual(0)
        for (const each of Object.keys(services)) {
          const own = active.filter((handle) => tasks.services[handle].id === each)
          expect(cluster.scheduler.activeTasks(slot, each)).toBe(own.length)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('standings and the quick judgement agree with the filters, asked one by one', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { cluster, slots } = run(steps)
      const { placer } = cluster
      for (const [id, asks] of Object.entries(services)) {
        const key = {
          service: serviceOf(placer.services, id),
          version: 1,
          spec: compileTaskSpec(asks),
        }
        const group = openGroup(placer, key, 0)
        const ranks: number[] = []
        for (const slot of slots.values()) {
          const first = swarmkitFilters.findIndex(
            (each) => each.applies(group.spec) && !each.accepts(placer.cluster, slot, group),
          )
          expect(refusalOf(placer.cluster, group, slot)).toBe(first)
          if (first < 0) ranks.push(rankOf(placer.cluster, group, slot))
        }
        const standings = standingsOf(placer.standings, placer.cluster, group)
        const best = Math.min(...ranks)
        expect(standings.ranks[1]).toBe(best)
        if (ranks.length === 0) continue
        expect(standings.equals[1]).toBe(ranks.filter((rank) => rank === best).length)
      }
    }),
    { numRuns: 150 },
  )
})

test('the same steps and the same seed give the same nodes', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const nodes = () => {
        const { cluster, handles } = run(steps)
        return handles.map((handle) => cluster.scheduler.nodeOf(handle))
      }
      expect(nodes()).toEqual(nodes())
    }),
    { numRuns: 50 },
  )
})
