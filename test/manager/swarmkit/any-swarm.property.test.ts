/**
 * Goal: what holds in every run of swarm mode, whatever happens.
 * Method: random services, faults and changes of the leader; each event of the run is inspected.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TaskObject } from '../../../src/manager/swarmkit/store/objects.ts'
import type { Swarm } from '../../../src/manager/swarmkit/swarm.ts'
import { taskStateCode } from '../../../src/model/swarm-mode.ts'
import type { RecordedAction } from '../../../src/run/conform/orchestrator/record.ts'
import { create, play, restart, setNode, update, updating } from './play.ts'

type Dated = readonly [number, RecordedAction]

const nodes = ['n1', 'n2', 'n3', 'n4']
const node = fc.constantFrom(...nodes)

const service = fc
  .record({
    replicas: fc.integer({ min: 0, max: 7 }),
    image: fc.constantFrom('img1', 'img2', 'bad'),
    parallelism: fc.integer({ min: 0, max: 2 }),
    delayMs: fc.constantFrom(0, 700),
    failureAction: fc.constantFrom('pause' as const, 'continue' as const, 'rollback' as const),
    maxReplicas: fc.constantFrom(0, 2),
  })
  .map(({ replicas, image, maxReplicas, ...config }) => ({
    replicas,
    image,
    maxReplicas,
    restart: restart({ delayMs: 300 }),
    update: updating(config),
    rollback: updating(),
  }))

const disturbance = fc.oneof(
  node.map((id): RecordedAction => ({ op: 'crash', node: id })),
  node.map((id): RecordedAction => ({ op: 'cutOff', node: id })),
  node.map((id): RecordedAction => ({ op: 'back', node: id })),
  fc
    .tuple(node, fc.constantFrom('active' as const, 'pause' as const, 'drain' as const))
    .map(([id, availability]) => setNode(id, { availability })),
  service.map((changed) => update(changed)),
  fc.constant<RecordedAction>({ op: 'rollbackService', service: 'web' }),
  fc.constant<RecordedAction>({ op: 'leaderStops' }),
  fc.constant<RecordedAction>({ op: 'leaderStarts' }),
)

const scene = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 4 }),
    first: service,
    disturbances: fc.array(fc.tuple(fc.integer({ min: 2, max: 60 }), disturbance), {
      maxLength: 12,
    }),
  })
  .map(({ seed, first, disturbances }) => ({
    seed,
    actions: [[1, create(first)] as Dated, ...[...disturbances].sort(([a], [b]) => a - b)],
  }))

const config = { heartbeatMs: 1000, heartbeatJitterMs: 100 }

test('the observed state of a task never goes back, and a slot has one task that shall run', () => {
  fc.assert(
    fc.property(scene, ({ seed, actions }) => {
      const states = new Map<TaskObject, number>()
      const desired = new Map<TaskObject, number>()
      const violations: string[] = []
      play({
        seed,
        nodes: 4,
        config,
        actions,
        untilSeconds: 90,
        inspect({ store }: Swarm) {
          const slots = new Set<string>()
          for (const task of store.tasks) {
            const name = `T${task.index + 1}`
            if (task.state < (states.get(task) ?? 0)) violations.push(`${name} went back`)
            if (task.desired < (desired.get(task) ?? 0)) violations.push(`${name} is wanted again`)
            states.set(task, task.state)
            desired.set(task, task.desired)
            if (task.desired !== taskStateCode.running) continue
            const slot = `${task.service.index}/${task.slot}`
            if (slots.has(slot)) violations.push(`${name} shall run in a taken slot`)
            slots.add(slot)
          }
        },
      })
      expect(violations).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('once faults stop, there are as many running tasks as were asked for', () => {
  fc.assert(
    fc.property(scene, ({ seed, actions }) => {
      const healing: Dated[] = [
        [100, { op: 'leaderStarts' }],
        ...nodes.flatMap((id): Dated[] => [
          [101, setNode(id, { availability: 'active' })],
          [102, { op: 'back', node: id }],
        ]),
        // A new update gets a paused or hanging one going.
        [120, update({ replicas: 6, image: 'img3', restart: restart(), update: updating() })],
      ]
      const { summary } = play({
        seed,
        nodes: 4,
        config,
        actions: [...actions, ...healing],
        untilSeconds: 300,
      })
      // Which slots stay depends on the nodes of their tasks.
      expect(summary.slots.web).toHaveLength(6)
      expect(summary.pending).toBe(0)
    }),
    { numRuns: 60 },
  )
})

test('the same seed gives the same story', () => {
  fc.assert(
    fc.property(scene, ({ seed, actions }) => {
      const told = () => play({ seed, nodes: 4, config, actions, untilSeconds: 90 }).events
      expect(told()).toEqual(told())
    }),
    { numRuns: 20 },
  )
})

test('beats that are no events change nothing', () => {
  fc.assert(
    fc.property(scene, ({ seed, actions }) => {
      const told = (everyBeat: boolean) =>
        play({ seed, nodes: 4, config, actions, untilSeconds: 90, everyBeat })
      const [quiet, loud] = [told(false), told(true)]
      expect(quiet.events).toEqual(loud.events)
      expect(quiet.eventsHandled).toBeLessThan(loud.eventsHandled)
    }),
    { numRuns: 40 },
  )
})

test('an hour of healthy nodes costs no events', () => {
  const nodes = 50
  const { eventsHandled } = play({ nodes, actions: [], untilSeconds: 3600 })
  expect(eventsHandled).toBeLessThan(2 * nodes + 10)
})
