/** The interface's own state: moving through a run, branches, and leaving things one by one. */
import { describe, expect, test } from 'vitest'
import { causesOf } from '../../src/projection/harbour-moves.ts'
import { timelineOf } from '../../src/projection/timeline.ts'
import { comparing } from '../../src/web/compare/branch-changes.ts'
import type { FinishedRun } from '../../src/web/run/protocol.ts'
import * as change from '../../src/web/state/changes.ts'
import * as playback from '../../src/web/state/playback.ts'
import { why } from '../../src/web/state/why-changes.ts'
import {
  activeRun,
  initialContext,
  type WorkbenchContext,
} from '../../src/web/state/workbench-context.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

const trace = sampleTrace()
const second = 1_000_000

const finished: FinishedRun = {
  trace,
  digest: '',
  end: { type: 'reached' },
  scenario: { path: 's.yaml', files: { 's.yaml': '' } },
  warnings: [],
  story: [],
  timeline: timelineOf(trace),
  incidents: [],
  causes: causesOf(trace),
  elapsedMs: 0,
}

function withChange(
  context: WorkbenchContext,
  changed: Partial<WorkbenchContext>,
): WorkbenchContext {
  return { ...context, ...changed }
}

const opened = withChange(initialContext, change.finished(initialContext, finished))

function forked(from: WorkbenchContext, label: string, atUs: number): WorkbenchContext {
  const asked = withChange(from, change.forking(from, { entry: '{}', label, atUs }))
  return withChange(asked, change.finished(asked, finished))
}

describe('time', () => {
  test('a run begins when the machines are known and nothing has been asked', () => {
    expect(opened.timeUs).toBe(2_000)
    expect(trace.timeUs[opened.position]).toBe(1 * second)
  })

  test('two runs beside each other have one clock, to the end of the longer', () => {
    const two = forked(opened, 'longer', 60 * second)
    const [short, long] = two.runs
    const runs = [short, { ...long, trace: { ...trace, endUs: trace.endUs + 90 * second } }]
    const pair = { type: 'compare', one: short.id, other: long.id } as const
    const both = withChange({ ...two, runs }, comparing({ ...two, runs }, pair))
    const atEnd = withChange(both, change.toEnd(both))
    expect(atEnd.timeUs).toBe(trace.endUs + 90 * second)
    expect(atEnd.position).toBe(trace.length)
    expect(change.isAtEnd({ ...both, timeUs: trace.endUs })).toBe(false)
    // Alone again, it is at its own end.
    const alone = withChange(atEnd, change.stepOut(atEnd))
    expect(alone).toMatchObject({ comparing: undefined, timeUs: trace.endUs })
  })

  test('stepping forward and back passes every fact once', () => {
    let moment = playback.seek(trace, 0)
    const { position } = moment
    for (let step = 0; step < 5; step++) moment = playback.stepFacts(trace, moment, 1)
    expect(moment.position).toBe(position + 5)
    for (let step = 0; step < 5; step++) moment = playback.stepFacts(trace, moment, -1)
    expect(moment.position).toBe(position)
    expect(playback.stepFacts(trace, { timeUs: 0, position: 0 }, -1).position).toBe(0)
  })

  test('decisions are walked forward and back to the same facts', () => {
    const first = playback.stepDecision(trace, playback.start(trace), 1)
    const next = playback.stepDecision(trace, first, 1)
    expect(next.position).toBeGreaterThan(first.position)
    expect(playback.stepDecision(trace, next, -1)).toEqual(first)
  })

  test('a frame moves the clock by its length times the speed, and stops at the end', () => {
    const moved = withChange(opened, change.frame(opened, 16))
    expect(moved.timeUs).toBe(opened.timeUs + 16_000 * 4)
    const late = withChange(opened, change.seekTo(opened, trace.endUs - 1))
    expect(change.isAtEnd(withChange(late, change.frame(late, 500)))).toBe(true)
    expect(withChange(late, change.frame(late, 500)).timeUs).toBe(trace.endUs)
  })

  test('the speed goes from 0.1 to 10,000 and the slider is its logarithm', () => {
    expect(playback.speedOfSlider(0)).toBeCloseTo(0.1)
    expect(playback.speedOfSlider(1)).toBeCloseTo(10_000)
    expect(playback.speedOfSlider(playback.sliderOfSpeed(4))).toBeCloseTo(4)
    expect(playback.speedInWords(10_000)).toBe('10,000×')
    expect(playback.speedInWords(0.25)).toBe('0.25×')
    expect(playback.slower(0.1)).toBe(0.1)
    expect(playback.faster(10_000)).toBe(10_000)
  })
})

describe('branches', () => {
  const two = forked(opened, 'crash node-1', 50 * second)
  const three = forked(two, 'recover node-1', 60 * second)

  test('a fork becomes the run that is shown, at the moment of its change', () => {
    expect(activeRun(two)).toMatchObject({
      label: 'crash node-1',
      parent: 0,
      forkedUs: 50 * second,
    })
    expect(two.timeUs).toBe(50 * second)
    expect(two.runs).toHaveLength(2)
  })

  test('a branch is removed with what was forked from it, and its origin is shown again', () => {
    const removed = withChange(three, change.removeRun(three, 1))
    expect(removed.runs.map(({ label }) => label)).toEqual(['main'])
    expect(activeRun(removed)?.label).toBe('main')
  })

  test('the first run cannot be removed', () => {
    expect(change.removeRun(three, 0)).toEqual({})
  })

  test('opening another scenario closes the branches, and a refusal keeps everything', () => {
    const again = withChange(three, change.finished({ ...three, job: undefined }, finished))
    expect(again.runs).toHaveLength(1)
  })
})

test('an edited text keeps the part of the axis that is looked at, unless the run is over before', () => {
  const scenario = { path: 's.yaml', files: {} }
  const edited = (span: WorkbenchContext['span']) => {
    const asked = withChange(opened, {
      ...change.opening({ type: 'open', scenario, title: 's', isEdit: true }),
      span,
    })
    return withChange(asked, change.finished(asked, finished)).span
  }
  const { endUs } = finished.timeline
  expect(edited({ fromUs: 0, untilUs: endUs })).toEqual({ fromUs: 0, untilUs: endUs })
  expect(edited({ fromUs: 0, untilUs: endUs + 1 })).toBeUndefined()
})

test('Esc leaves the innermost thing first', () => {
  const deep: WorkbenchContext = {
    ...opened,
    dialog: { type: 'keys' },
    problem: { title: '', issues: [], message: '' },
    selection: { type: 'node', node: 0 },
    service: 1,
  }
  const order = ['dialog', 'problem', 'selection', 'service'] as const
  let context = deep
  for (const name of order) {
    const changed = change.stepOut(context)
    expect(Object.keys(changed)).toEqual([name])
    context = withChange(context, changed)
  }
})

test('w selects what the last decision was about', () => {
  const end = withChange(opened, change.toEnd(opened))
  expect(why(end).selection).toEqual({ type: 'slot', slot: 3 })
  const early = withChange(opened, change.seekTo(opened, 2 * second))
  expect(why(early).selection).toEqual({ type: 'container', container: 1 })
  expect(why(opened)).toEqual({})
})
