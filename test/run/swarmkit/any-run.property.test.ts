/**
 * Goal: what holds in every run of swarm mode, whatever users and the world do.
 * Method: random models with faults, partitions, crashed managers and updates; every fact of the trace is
 * looked at with the cluster folded along.
 */
import { expect, test } from 'vitest'
import { applyRange, emptyClusterOf } from '../../../src/machine/fold.ts'
import { replay } from '../../../src/machine/replay.ts'
import type { Cluster } from '../../../src/model/cluster.ts'
import { factCode, factTypes } from '../../../src/model/facts.ts'
import type { Model } from '../../../src/model/model.ts'
import { managerState, slotState } from '../../../src/model/states.ts'
import { taskStateCode, taskStateIndex } from '../../../src/model/swarm-mode.ts'
import { digestOf, type Trace } from '../../../src/model/trace.ts'
import { simulate } from '../../../src/run/simulate.ts'
import { forAnyModel } from '../for-any-model.ts'
import { anySwarmModel, calmUs } from './any-model.ts'

const runs = Number(process.env.REBERTH_RUNS ?? 20)
const running = taskStateIndex(taskStateCode.running)
const assigned = taskStateIndex(taskStateCode.assigned)

/** Calls back after each fact. */
function follow(trace: Trace, look: (row: number, cluster: Cluster) => void): Cluster {
  const cluster = emptyClusterOf(trace)
  for (let row = 0; row < trace.length; row++) {
    applyRange(cluster, trace, row, row + 1)
    look(row, cluster)
  }
  return cluster
}

test('the same model gives the same digest, and beats that are no events change nothing', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const digest = digestOf(simulate(model).trace)
      expect(digestOf(simulate(model).trace)).toBe(digest)
      expect(digestOf(simulate(model, { everyBeat: true }).trace)).toBe(digest)
    },
    runs,
  )
})

test('every run is legal by the life cycles themselves', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      expect(replay(simulate(model).trace)).toMatchObject({ type: 'legal' })
    },
    runs,
  )
})

test('a slot has one task that shall run, but for updates that start the new one first', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      const { containers, specs = [] } = trace.tables
      const wanted = new Map<number, Set<number>>()
      follow(trace, (row, cluster) => {
        const type = factTypes[trace.type[row]]
        if (type !== 'task.created' && type !== 'task.desired' && type !== 'task.deleted') return
        const one = trace.a[row]
        const { slot } = containers[one]
        const ofSlot = wanted.get(slot) ?? new Set()
        wanted.set(slot, ofSlot)
        const shallRun = cluster.containers.desired[one] === running && type !== 'task.deleted'
        if (shallRun) ofSlot.add(one)
        else ofSlot.delete(one)
        const isStartFirst = [...ofSlot].some(
          (task) => specs[containers[task].spec ?? 0].spec.update.order === 'start-first',
        )
        if (!isStartFirst) expect(ofSlot.size, `row ${row}`).toBeLessThanOrEqual(1)
      })
    },
    runs,
  )
})

test('no node is ever promised to tasks beyond what it has', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      const { containers, configs } = trace.tables
      const held = model.nodes.map(() => 0)
      const before = new Int32Array(containers.length).fill(-1)
      follow(trace, (row, cluster) => {
        const type = factTypes[trace.type[row]]
        if (!type.startsWith('task.')) return
        const one = trace.a[row]
        const state = cluster.containers.taskState[one]
        const isThere = type !== 'task.deleted' && state >= assigned && state <= running
        const node = isThere ? cluster.containers.node[one] : -1
        if (node === before[one]) return
        const { memoryBytes } = configs[containers[one].config]
        if (before[one] >= 0) held[before[one]] -= memoryBytes
        if (node >= 0) held[node] += memoryBytes
        before[one] = node
        if (node >= 0) expect(held[node]).toBeLessThanOrEqual(model.nodes[node].memoryBytes)
      })
    },
    runs,
  )
})

/** Managers that are up and in reach of each other can only be fewer than the running ones. */
test('without a quorum of running managers nothing is assigned', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      const quorum = Math.floor(model.manager.managers.length / 2) + 1
      follow(trace, (row, { managers }) => {
        if (trace.type[row] !== factCode['task.assigned']) return
        const up = managers.filter((state) => state !== managerState.down).length
        expect(up, `row ${row}`).toBeGreaterThanOrEqual(quorum)
      })
    },
    runs,
  )
})

/** What can keep a service from what was asked for although nothing is broken. */
function isHindered(trace: Trace, slot: number, cluster: Cluster): boolean {
  const { containers, specs = [] } = trace.tables
  const holder = cluster.slots.container[slot]
  const { spec = 0 } = containers[holder]
  const { task } = specs[spec].spec
  // It crashes, cannot be pulled, has no room by its own limits, or has used up its attempts.
  const isSound = task.image === 'nginx:latest' || task.image === 'slow:1'
  const isFree = task.placement.maxReplicas === 0 && task.reservations.memoryBytes === 0
  return !isSound || !isFree || task.restart.maxAttempts > 0
}

test('once faults are over, every replica that nothing hinders runs, and once', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      const end = follow(trace, () => {})
      if (isDrainedOut(model)) return
      for (const [slot, { name }] of trace.tables.slots.entries()) {
        if (end.slots.asked[slot] !== slotState.running || isHindered(trace, slot, end)) continue
        if (isUpdating(trace, slot, end)) continue
        expect(end.slots.running[slot], name).toBe(1)
      }
    },
    runs,
  )
})

/** No node that takes tasks is left. */
function isDrainedOut({ nodes, timeline }: Model): boolean {
  const availability = nodes.map(() => 'active')
  for (const { action, atUs } of timeline) {
    if (atUs > calmUs || action.type !== 'node.update' || !action.availability) continue
    for (const node of action.nodes) availability[node] = action.availability
  }
  return !availability.includes('active')
}

/** An update that is under way, hangs, or was paused leaves slots as they are. */
function isUpdating(trace: Trace, slot: number, { services }: Cluster): boolean {
  const { slots, services: names = [] } = trace.tables
  const service = names.lastIndexOf(slots[slot].service)
  return services.updateState[service] !== 0 && services.updateState[service] !== 3
}
