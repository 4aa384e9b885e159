/** Tables, claims, timeline and harbour of runs of swarm mode. */
import { describe, expect, test } from 'vitest'
import { positionAt } from '../../src/machine/fold.ts'
import type { Quantity } from '../../src/model/expectation.ts'
import { factTypes } from '../../src/model/facts.ts'
import type { Trace } from '../../src/model/trace.ts'
import { expectations } from '../../src/projection/expectations.ts'
import { sharedWords } from '../../src/projection/fact-words.ts'
import { berthsOf, waitingOf } from '../../src/projection/harbour.ts'
import { incidentsOf } from '../../src/projection/harbour-incidents.ts'
import { manifestOf } from '../../src/projection/harbour-manifest.ts'
import { causesOf } from '../../src/projection/harbour-moves.ts'
import { plainSentence, sentenceOf } from '../../src/projection/harbour-sentence.ts'
import { classicReading } from '../../src/projection/managers/classic/classic.ts'
import { swarmkitReading } from '../../src/projection/managers/swarmkit/swarmkit.ts'
import { summary } from '../../src/projection/summary.ts'
import { timelineOf } from '../../src/projection/timeline.ts'
import { harbourAt } from './harbour-moment.ts'
import {
  crashLoop,
  fullNodes,
  jobAndGlobal,
  leaderCrash,
  maintenance,
  nodeCrash,
  partition,
} from './swarm-runs.ts'

test('every fact has words', () => {
  const words = { ...sharedWords, ...classicReading.factWords, ...swarmkitReading.factWords }
  expect(factTypes.filter((type) => words[type] === undefined)).toEqual([])
})

/** What is measured at a time in seconds. */
function measured(trace: Trace, at: number, quantity: Quantity) {
  const claim = {
    text: '',
    quantity,
    comparison: '==',
    value: 'nothing',
    when: { type: 'at', atUs: at * 1_000_000 },
    line: 0,
  } as const
  return expectations(trace, [claim])[0].measured
}

describe('claims', () => {
  test('the state of a node has the names of docker node ls', () => {
    const trace = leaderCrash()
    const state = (at: number, of: string) => measured(trace, at, { type: 'state', of })
    expect(state(20, 'node-1')).toBe('ready')
    expect(state(44.9, 'node-2')).toBe('unknown')
    expect(state(90, 'node-1')).toBe('down')
    expect(measured(trace, 20, { type: 'leader' })).toBe('node-1')
    expect(measured(trace, 40, { type: 'leader' })).toBe('')
    expect(measured(trace, 60, { type: 'leader' })).toBe('node-3')
  })

  test('a leader that is cut off does not hide the one that was elected', () => {
    expect(measured(partition(), 60, { type: 'leader' })).toBe('node-3')
  })

  test('the state of a slot is that of its newest task, and a task has its own', () => {
    const trace = nodeCrash()
    const state = (at: number, of: string) => measured(trace, at, { type: 'state', of })
    expect(state(0.5, 'web.2')).toBe('none')
    expect(state(20, 'web.2')).toBe('running')
    expect(state(42, 'web.2')).toBe('ready')
    expect(state(42, 'web.2.1')).toBe('running')
    expect(state(150, 'web.2.1')).toBe('shutdown')
    expect(measured(trace, 60, { type: 'node', container: 'web.2' })).toBe('node-3')
    expect(measured(trace, 60, { type: 'recovery', service: 'web' })).toBe(15_428_501)
  })

  test('updates, tasks and failures are counted', () => {
    const trace = maintenance()
    expect(measured(trace, 62, { type: 'update', service: 'web' })).toBe('updating')
    expect(measured(trace, 80, { type: 'update', service: 'web' })).toBe('completed')
    expect(measured(trace, 80, { type: 'tasks', service: 'web' })).toBe(10)
    expect(measured(trace, 80, { type: 'desired', service: 'web' })).toBe(4)
    expect(measured(trace, 110, { type: 'desired', service: 'web' })).toBe(0)
    expect(measured(crashLoop(), 60, { type: 'failed', service: 'web' })).toBeGreaterThan(10)
  })
})

describe('tables', () => {
  test('services have their mode, their failures and how far a job is', () => {
    expect(summary(jobAndGlobal()).services).toMatchObject([
      { service: 'pi', mode: 'replicated-job', asked: 0, completed: 5, desired: 5 },
      { service: 'agent', mode: 'global', asked: 4, running: 4, desired: 4 },
    ])
    expect(summary(maintenance()).services).toMatchObject([
      { service: 'web', isRemoved: true, asked: 0, running: 0, update: 'completed' },
    ])
  })

  test('nodes have state, availability and role', () => {
    expect(summary(leaderCrash()).nodes.slice(0, 4)).toMatchObject([
      { name: 'node-1', believed: 'ready', availability: 'active', role: 'manager', booked: 0 },
      { name: 'node-2', role: 'manager' },
      { name: 'node-3', role: 'leader' },
      { name: 'node-4', role: 'worker' },
    ])
  })

  test('a failure has its time to detect and the time until its tasks ran again', () => {
    expect(summary(nodeCrash()).incidents).toMatchObject([
      { kind: 'crashed', nodes: ['node-2'], lost: 2, moved: 2, open: 0 },
    ])
    const [{ detection, reschedule }] = summary(nodeCrash()).incidents
    expect(detection?.maxUs).toBe(10_200_000)
    expect(reschedule?.maxUs).toBe(15_428_501)
  })
})

describe('timeline', () => {
  test('the lane of a lost node has one gap from the crash until it is down', () => {
    const { lanes, happenings } = timelineOf(leaderCrash())
    expect(happenings.map(({ text, isFault }) => [text, isFault])).toEqual([
      ['create web', false],
      ['crash node-1', true],
      ['recover node-1', true],
    ])
    // Nodes that a new leader only had to hear from have no lane.
    expect(lanes.map(({ node }) => node)).toEqual([0])
    expect(lanes[0].gaps).toMatchObject([
      { fromUs: 30_000_000, isNoticed: true, believed: 'healthy' },
      { fromUs: 120_000_000, isNoticed: true, believed: 'unhealthy' },
    ])
  })

  test('what runs, is asked for and believed is counted fact by fact', () => {
    const { running, decisions } = timelineOf(nodeCrash())
    expect(Math.max(...running.believed)).toBe(4)
    expect(running.runs[running.runs.length - 1]).toBe(4)
    expect(decisions.filter(({ isMove }) => isMove)).toHaveLength(2)
  })
})

describe('harbour', () => {
  test('tasks of a lost node are ghosts until it is noticed, then wakes', () => {
    const kinds = (at: number) =>
      berthsOf(harbourAt(nodeCrash(), at))[1].boxes.map(({ kind }) => kind)
    expect(kinds(20)).toEqual(['known', 'known'])
    expect(kinds(35)).toEqual(['ghost', 'ghost'])
    expect(kinds(50)).toEqual(['wake', 'wake'])
  })

  test('signs tell what the manager believes of a node and what users want of it', () => {
    const signs = (trace: Trace, at: number, node: number) =>
      berthsOf(harbourAt(trace, at))[node].mark.signs.map(({ text }) => text)
    expect(signs(nodeCrash(), 50, 1)).toEqual(['crashed 0:30.0', 'declared down 0:40.2'])
    expect(signs(leaderCrash(), 44.9, 1)).toEqual(['unknown to the leader since 0:44.8'])
    expect(signs(maintenance(), 30.05, 1)).toEqual(['draining, 2 to go'])
    expect(signs(maintenance(), 40, 1)).toEqual(['drained'])
  })

  test('what finds no node waits in the roads with its error', () => {
    expect(waitingOf(harbourAt(fullNodes(), 30))).toMatchObject([
      { label: 'web.3', error: 'no suitable node (insufficient resources on 3 nodes)' },
    ])
  })

  test('a failed task is drawn as failed, a completed one as completed', () => {
    const loop = berthsOf(harbourAt(crashLoop(), 40)).flatMap(({ boxes }) => boxes)
    expect(loop.map(({ kind }) => kind)).toContain('failed')
    const job = berthsOf(harbourAt(jobAndGlobal(), 20)).flatMap(({ boxes }) => boxes)
    expect(job.filter(({ note }) => note === 'completed')).toHaveLength(5)
    const { plan, cluster } = harbourAt(jobAndGlobal(), 30)
    expect(manifestOf(plan, cluster).rows).toMatchObject([
      { service: 'pi', asked: 0, job: { done: 5, wanted: 5 } },
      { service: 'agent', asked: 4 },
    ])
  })

  test('moves are gathered by cause', () => {
    expect(causesOf(nodeCrash())).toMatchObject([
      { type: 'down', words: 'was declared down', node: 1, moves: [{}, {}] },
    ])
    expect(causesOf(maintenance())).toMatchObject([{ type: 'drained', node: 1, moves: [{}, {}] }])
    const [{ moves }] = causesOf(fullNodes())
    expect(moves).toMatchObject([{ to: -1 }, { toNode: 1 }])
  })

  test('the sentence says who noticed when, and what became of the tasks', () => {
    const trace = nodeCrash()
    const say = (at: number) => {
      const input = harbourAt(trace, at)
      const position = positionAt(trace, at * 1_000_000)
      return plainSentence(sentenceOf({ ...input, incidents: incidentsOf(trace), position }))
    }
    expect(say(35)).toBe(
      'node-2 stopped answering at 30.0 s; the manager has not noticed yet. Its 2 containers are still believed to run.',
    )
    expect(say(60)).toBe(
      'node-2 stopped answering at 30.0 s; the manager noticed at 40.2 s, 10.2 s later. Its 2 containers run again.',
    )
  })
})
