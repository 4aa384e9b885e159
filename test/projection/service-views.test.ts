/** Services of swarm mode: how far updates and jobs are, and which tasks there are. */
import { expect, test } from 'vitest'
import { clusterAt, positionAt } from '../../src/machine/fold.ts'
import { modeWords, progressOf, serviceView } from '../../src/projection/service-views.ts'
import { simulate } from '../../src/run/simulate.ts'
import { swarmScenario, swarmScenarioModel } from '../fixtures/swarm-scenario.ts'

const second = 1_000_000
const { trace } = simulate(swarmScenarioModel())

function viewOn(timeUs: number, name: string) {
  return serviceView(trace, clusterAt(trace, positionAt(trace, timeUs)), name)
}

function progressOn(timeUs: number, name: string): string {
  return progressOf(trace, clusterAt(trace, positionAt(trace, timeUs)), name)
}

test('a service is there from its creation on', () => {
  expect(viewOn(3 * second, 'web')).toBeUndefined()
  expect(viewOn(20 * second, 'web')).toMatchObject({ exists: true, slots: 6, upToDate: 6 })
  expect(progressOn(20 * second, 'web')).toBe('')
})

test('an update says how many replicas are what the specification says now', () => {
  const before = viewOn(99 * second, 'web')
  const during = viewOn(112 * second, 'web')
  expect(during?.version).toBeGreaterThan(before?.version ?? 0)
  expect(during).toMatchObject({ updateState: 'updating', slots: 6 })
  expect(during?.upToDate).toBeGreaterThan(0)
  expect(during?.upToDate).toBeLessThan(6)
  expect(progressOn(112 * second, 'web')).toBe(`updating, ${during?.upToDate} of 6`)
})

test('tasks are counted by state, and those that were deleted are not', () => {
  const view = viewOn(20 * second, 'web')
  expect(view?.tasks).toEqual([['running', 6]])
  const late = viewOn(trace.endUs, 'web')
  const known = late?.tasks.reduce((sum, [, count]) => sum + count, 0) ?? 0
  // At most five tasks are kept of each of the six slots.
  expect(known).toBeLessThanOrEqual(30)
  expect(late?.tasks.some(([state]) => state === 'shutdown')).toBe(true)
})

test('a job says how many of its tasks have completed', () => {
  const text = swarmScenario
    .replace('until: 5m', 'until: 2m\nimages: { "batch:1": { exits-after: 10s, exit-code: 0 } }')
    .replace(/ {2}- \{ at: (30|80|90|100|110|150|220)s.*\n/g, '')
  const { trace: done } = simulate(swarmScenarioModel(text))
  const end = clusterAt(done, done.length)
  expect(progressOf(done, end, 'backup')).toBe('4 of 4 done')
  expect(serviceView(done, end, 'backup')).toMatchObject({ isJob: true, completed: 4, slots: 4 })
})

test('what a service asks for is said in words', () => {
  const words = ['web', 'backup', 'agent'].map((name) => {
    const view = viewOn(20 * second, name)
    return view === undefined ? '' : modeWords(view.spec)
  })
  expect(words).toEqual(['6 replicas', 'a job: 4 to complete, 4 at a time', 'one on every node'])
})
