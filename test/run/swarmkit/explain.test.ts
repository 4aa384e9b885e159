/** Explanations of whole runs, where a group decides otherwise than a task alone would. */
import { expect, test } from 'vitest'
import type { Action } from '../../../src/model/action.ts'
import { decisionsOf, explainDecision } from '../../../src/run/explain.ts'
import { simulate } from '../../../src/run/simulate.ts'
import { service, swarmModel, task } from './models.ts'

const create = (spec: ReturnType<typeof service>): Action => ({ type: 'service.create', spec })

/**
 * Goal: a node that is not the best for the task alone comes out as explained.
 * Method: node-1 is paused while the others get tasks, so that the group stays on it when it is back.
 */
test('the group stays on a node until the next one is strictly better', () => {
  const model = swarmModel({
    timeline: [
      [1, { type: 'node.update', nodes: [0], availability: 'pause' }],
      [2, create(service('web', 6))],
      [10, { type: 'node.update', nodes: [0], availability: 'active' }],
      [11, { type: 'service.update', service: 'web', change: { replicas: 11 } }],
    ],
  })
  const { trace } = simulate(model)
  const steps = decisionsOf(trace)
    .filter(({ timeUs }) => timeUs > 11_000_000)
    .map((decision) => explainDecision(trace, decision))
    .map(({ group, chosen, best }) => [group?.step, chosen, best.includes(chosen)])
  expect(steps.slice(0, 4)).toEqual([
    ['first', 'node-1', true],
    ['stayed', 'node-1', true],
    ['stayed', 'node-1', true],
    ['stayed', 'node-1', true],
  ])
})

test('a task that waits is told what would admit it, each tried out', () => {
  const reservations = { nanoCpus: 3e9, memoryBytes: 0, generic: [] }
  const model = swarmModel({
    timeline: [
      [1, create(service('big', 4, { task: task({ reservations }) }))],
      [10, { type: 'node.update', nodes: [2], availability: 'drain' }],
    ],
    untilUs: 8_000_000,
  })
  const { trace } = simulate(model)
  const refused = decisionsOf(trace).findLast(({ node }) => node < 0)
  const { error, wouldFit } = explainDecision(trace, refused!)
  expect(error).toBe('no suitable node (insufficient resources on 3 nodes)')
  expect(wouldFit.map(({ words }) => words)).toEqual([
    'give node-1 2 more CPUs',
    'reserve at most 1 CPU instead of 3',
  ])
})

test('a task of a global service is about its one node, and says who put it there', () => {
  const all = service('all', 0, { mode: { type: 'global' } })
  const { trace } = simulate(swarmModel({ timeline: [[1, create(all)]] }))
  const [decision] = decisionsOf(trace)
  const { passes, notes, best } = explainDecision(trace, decision)
  expect(passes[0].nodes).toHaveLength(1)
  expect(best).toEqual([trace.model.nodes[decision.node].name])
  expect(notes?.[0]).toMatch(/all is a global service: .* is such a node$/)
})
