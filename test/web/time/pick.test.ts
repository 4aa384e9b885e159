/** A span of time that is looked at by itself. */
import { describe, expect, test } from 'vitest'
import { timelineOf } from '../../../src/projection/timeline.ts'
import { type LoadedRun, loadRun } from '../../../src/web/run/loaded-run.ts'
import * as change from '../../../src/web/state/changes.ts'
import { initialContext, type WorkbenchContext } from '../../../src/web/state/workbench-context.ts'
import { countsIn, extended, picked } from '../../../src/web/time/pick-changes.ts'
import { sampleTrace } from '../../fixtures/sample-trace.ts'

const second = 1_000_000
const trace = sampleTrace()
const run: LoadedRun = loadRun(
  {
    trace,
    digest: '',
    end: { type: 'reached' },
    scenario: { path: 's.yaml', files: {} },
    warnings: [],
    story: [],
    timeline: timelineOf(trace),
    incidents: [],
    causes: [],
    elapsedMs: 0,
  },
  { id: 0, parent: -1, label: 'main', forkedUs: 0 },
)
const opened: WorkbenchContext = { ...initialContext, runs: [run], active: 0 }
const changed = (context: WorkbenchContext, made: Partial<WorkbenchContext>) => ({
  ...context,
  ...made,
})

test('it may be drawn from either end, and stays within the run', () => {
  const span = { fromUs: 40 * second, untilUs: 20 * second }
  expect(picked(opened, span)).toEqual({ picked: { fromUs: 20 * second, untilUs: 40 * second } })
  const long = { fromUs: -5, untilUs: trace.endUs + 5 }
  expect(picked(opened, long)).toEqual({ picked: { fromUs: 0, untilUs: trace.endUs } })
  expect(picked(opened, { fromUs: 5, untilUs: 5 })).toEqual({ picked: undefined })
})

test('what lies in it is counted, and the counts of two halves are those of the whole', () => {
  const at = 30 * second
  const first = countsIn(run, { fromUs: 0, untilUs: at - 1 })
  const rest = countsIn(run, { fromUs: at, untilUs: trace.endUs })
  expect(first.facts + rest.facts).toBe(trace.length)
  // Two commands, then a crash and a return.
  expect([first.happenings, rest.happenings]).toEqual([2, 2])
  expect(first.decisions + rest.decisions).toBe(run.timeline.decisions.length)
})

describe('the keyboard', () => {
  test('grows it with the moment, and shrinks it from the end that is held', () => {
    const start = changed(opened, change.seekTo(opened, 6 * second))
    const one = changed(start, extended(start, 1))
    expect(one.picked).toEqual({ fromUs: 6 * second, untilUs: one.timeUs })
    const two = changed(one, extended(one, 1))
    expect(two.picked?.fromUs).toBe(6 * second)
    expect(two.timeUs).toBeGreaterThanOrEqual(one.timeUs)
    const back = changed(two, extended(two, -1))
    expect(back.picked).toEqual({ fromUs: 6 * second, untilUs: back.timeUs })
  })

  test('does not look past the open question of a lesson', () => {
    const lesson = {
      path: 'l',
      address: 'lesson=l',
      fromUs: 0,
      untilUs: 10 * second,
      isFree: false,
    }
    expect(extended({ ...opened, lesson }, 1)).toEqual({})
  })
})

test('playing ends at its end and begins again at its beginning; Esc leaves it', () => {
  const span = { fromUs: 20 * second, untilUs: 40 * second }
  const inside = changed(changed(opened, picked(opened, span)), change.seekTo(opened, 39 * second))
  const played = changed(inside, change.frame({ ...inside, speed: 1000 }, 100))
  expect(played.timeUs).toBe(40 * second)
  expect(change.isAtEnd(played)).toBe(true)
  expect(change.beginPlaying(played)).toMatchObject({ timeUs: 20 * second })
  expect(change.stepOut(played)).toEqual({ picked: undefined })
})
