/** A run is the same on the page as in its worker, however many messages it took. */
import { expect, test } from 'vitest'
import { story } from '../../src/projection/story.ts'
import { timelineOf } from '../../src/projection/timeline.ts'
import { putTogether, takeApart } from '../../src/web/run/hand-over.ts'
import type { FinishedRun } from '../../src/web/run/protocol.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

function finished(): FinishedRun {
  const trace = sampleTrace()
  return {
    trace,
    digest: 'd',
    end: { type: 'reached' },
    scenario: undefined,
    warnings: [],
    story: story(trace),
    timeline: timelineOf(trace),
    incidents: [],
    causes: [],
    elapsedMs: 1,
  }
}

test('a short run is one message', () => {
  const run = finished()
  expect(takeApart(run)).toEqual({ rest: run, pieces: [] })
})

test('the long lists of a run come in pieces, and together they are the run again', () => {
  const run = finished()
  const [slot] = run.trace.tables.slots
  const slots = Array.from({ length: 25_001 }, (_, at) => ({ ...slot, name: `web-${at}` }))
  const entry = { timeUs: 1, untilUs: 2, who: 'user', text: '', details: [], severity: 'plain' }
  const long = {
    ...run,
    trace: { ...run.trace, tables: { ...run.trace.tables, slots } },
    story: Array.from({ length: 900 }, (_, at) => ({ ...entry, rows: [at, at] })),
  } as FinishedRun
  const { rest, pieces } = takeApart(long)
  expect(pieces.map(({ rows }) => rows.length)).toEqual([10_000, 10_000, 5001, 400, 400, 100])
  expect([rest.trace.tables.slots, rest.story]).toEqual([[], []])
  expect(run.trace.tables.slots).not.toEqual([])
  expect(putTogether(structuredClone(rest), structuredClone(pieces))).toEqual(long)
})
