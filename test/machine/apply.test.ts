/** Facts change the cluster; a step that a life cycle does not allow stops everything. */
import { expect, test } from 'vitest'
import { apply } from '../../src/machine/apply.ts'
import { createCluster } from '../../src/model/cluster.ts'
import { type FactType, factCode } from '../../src/model/facts.ts'
import { containerState, nodeState } from '../../src/model/states.ts'

function emptyCluster() {
  return createCluster({ nodes: 2, containers: 2, slots: 1, managers: 1 })
}

test('an illegal step is named with the state and the fact, and changes nothing', () => {
  const cluster = emptyCluster()
  const fact = (timeUs: number, type: FactType, a: number, b = 0) =>
    apply(cluster, timeUs, factCode[type], a, b, 0)
  fact(0, 'node.joined', 1)
  fact(5, 'node.crashed', 1)
  expect(() => fact(7, 'node.frozen', 1)).toThrow(/node 1 is crashed and cannot take node\.frozen/)
  expect(() => fact(7, 'node.crashed', 0)).toThrow(/node 0 is absent and cannot take node\.crashed/)
  expect(cluster.nodes.actual[1]).toBe(nodeState.crashed)
  expect(cluster.nodes.actualSinceUs[1]).toBe(5)
  expect(cluster.nodes.actual[0]).toBe(nodeState.absent)

  expect(() => fact(8, 'container.started', 0)).toThrow(
    /container 0 is none and cannot take container\.started/,
  )
  expect(() => fact(8, 'engine.unhealthy', 0)).toThrow(
    /engine 0 is unknown and cannot take engine\.unhealthy/,
  )
  expect(() => fact(8, 'manager.elected', 0)).toThrow(
    /manager 0 is down and cannot take manager\.elected/,
  )
})

test('a slot counts the containers that run, through pause, exit and removal', () => {
  const cluster = emptyCluster()
  cluster.containers.slot.fill(0)
  const running = (type: FactType, container: number, b = 0) => {
    apply(cluster, 1, factCode[type], container, b, 0)
    return cluster.slots.running[0]
  }
  expect(running('container.created', 0)).toBe(0)
  expect(running('container.started', 0)).toBe(1)
  expect(running('container.created', 1, 1)).toBe(1)
  expect(running('container.started', 1)).toBe(2)
  expect(running('container.paused', 1)).toBe(1)
  expect(running('container.unpaused', 1)).toBe(2)
  expect(running('container.died', 0)).toBe(1)
  expect(running('container.exited', 1)).toBe(0)
  expect(running('container.removed', 1)).toBe(0)
  expect(cluster.containers.actual[0]).toBe(containerState.exited)
  expect(cluster.containers.actual[1]).toBe(containerState.removed)
})
