/**
 * The harbour of the hand-written sample trace: node-2 dies at 30 s with web 2 and db on it, the
 * manager notices at 102.3 s, web 2 moves to node-3, db finds no place, node-2 returns at 600 s.
 */
import { describe, expect, test } from 'vitest'
import { positionAt } from '../../src/machine/fold.ts'
import { berthOf, berthsOf, waitingOf } from '../../src/projection/harbour.ts'
import type { Truth } from '../../src/projection/harbour-boxes.ts'
import { incidentsOf } from '../../src/projection/harbour-incidents.ts'
import { manifestOf } from '../../src/projection/harbour-manifest.ts'
import { causeAt, causesOf } from '../../src/projection/harbour-moves.ts'
import { quaysOf } from '../../src/projection/harbour-plan.ts'
import { plainSentence, sentenceOf } from '../../src/projection/harbour-sentence.ts'
import { shortName } from '../../src/projection/harbour-words.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'
import { harbourAt } from './harbour-moment.ts'

const trace = sampleTrace()

function story(at: number, truth: Truth = 'both') {
  return berthsOf(harbourAt(trace, at, truth)).map(
    ({ name, mark, boxes }) =>
      `${name} ${mark.quay}/${mark.frame}: ${boxes.map(({ label, kind }) => `${label} ${kind}`).join(', ')}`,
  )
}

describe('fill is fact, outline is belief', () => {
  test('a healthy cluster shows only what runs and is known', () => {
    expect(story(20)).toEqual([
      'node-1 solid/solid: web 1 known',
      'node-2 solid/solid: web 2 known, db known',
      'node-3 solid/solid: web 3 known',
    ])
  })

  test('a node that died unnoticed has a broken quay and hollow boxes', () => {
    expect(story(60)[1]).toBe('node-2 broken/solid: web 2 ghost, db ghost')
    const { mark } = berthOf(harbourAt(trace, 60), 1)
    expect(mark.signs).toEqual([
      { tone: 'fail', text: 'crashed 0:30.0' },
      { tone: 'warn', text: '1 of 3 failures', short: '1 of 3', dots: { failed: 1, of: 3 } },
    ])
  })

  test('a node declared unhealthy keeps the wakes of what left it, and the roads hold the rest', () => {
    const moment = harbourAt(trace, 200)
    expect(story(200)[1]).toBe('node-2 broken/down: web 2 wake, db wake')
    expect(story(200)[2]).toBe('node-3 solid/solid: web 3 known, web 2 known')
    expect(waitingOf(moment)).toMatchObject([
      { label: 'db', error: 'no resources available to schedule container', sinceUs: 102_700_000 },
    ])
  })

  test('the manager alone sees what docker ps would answer', () => {
    expect(story(60, 'believed')[1]).toBe('node-2 solid/solid: web 2 known, db known')
    expect(story(200, 'believed')[1]).toBe('node-2 broken/down: db lost')
  })

  test('the world alone shows no sign of the manager', () => {
    expect(berthOf(harbourAt(trace, 200, 'actual'), 1).mark.signs).toEqual([
      { tone: 'fail', text: 'crashed 0:30.0' },
    ])
  })
})

test('the manifest counts what is asked, believed and run', () => {
  const { plan, cluster } = harbourAt(trace, 60)
  expect(manifestOf(plan, cluster)).toMatchObject({
    rows: [
      { service: 'web', asked: 3, believed: 3, runs: 2 },
      { service: 'db', asked: 1, believed: 1, runs: 0 },
    ],
    all: { asked: 4, believed: 4, runs: 2 },
    ghosts: 2,
    unseen: 0,
  })
})

test('the sentence tells who stopped, who noticed when, and what became of the containers', () => {
  const incidents = incidentsOf(trace)
  const at = (seconds: number) => {
    const { plan, memory, cluster, timeUs } = harbourAt(trace, seconds)
    const position = positionAt(trace, timeUs)
    return plainSentence(sentenceOf({ plan, memory, cluster, incidents, position, timeUs }))
  }
  expect(at(0.5)).toBe('3 nodes are up, and nothing is asked for.')
  expect(at(20)).toBe('All 4 containers asked for run.')
  expect(at(60)).toBe(
    'node-2 stopped answering at 30.0 s; the manager has not noticed yet. Its 2 containers are still believed to run.',
  )
  expect(at(200)).toBe(
    'node-2 stopped answering at 30.0 s; the manager noticed at 1:42.3, 72.3 s later. Of its 2 containers, 1 runs again and 1 waits.',
  )
})

test('moves are gathered by their cause and numbered in the order of decision', () => {
  const [cause] = causesOf(trace)
  expect(cause).toMatchObject({ node: 1, type: 'unhealthy', timeUs: 102_300_000 })
  expect(cause.moves).toMatchObject([
    { order: 1, from: 1, fromNode: 1, to: 4, toNode: 2, error: '' },
    { order: 2, from: 3, fromNode: 1, to: -1, toNode: -1 },
  ])
  expect(causeAt([cause], cause.moves[0].row)).toBeUndefined()
  expect(causeAt([cause], cause.moves[0].row + 1)?.moves).toHaveLength(1)
})

test('quays stand in the order of zone, rack and name, and numbers count as numbers', () => {
  const { nodes } = trace.model
  const named = (name: string, zone: string, rack: string) => ({ ...nodes[0], name, zone, rack })
  const quays = quaysOf([
    named('node-10', 'b', 'r1'),
    named('node-9', 'b', 'r1'),
    named('node-2', 'a', 'r10'),
    named('node-3', 'a', 'r9'),
  ])
  expect(quays).toEqual([
    { zone: 'a', rack: 'r9', nodes: [3] },
    { zone: 'a', rack: 'r10', nodes: [2] },
    { zone: 'b', rack: 'r1', nodes: [1, 0] },
  ])
})

test('a container that Compose named is called by service and number', () => {
  expect(shortName('voting-app', 'vote_voting-app_5')).toBe('voting-app 5')
  expect(shortName('db', 'my_db')).toBe('my_db')
  expect(shortName('db', 'db')).toBe('db')
})
