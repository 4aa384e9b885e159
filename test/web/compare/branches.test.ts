/** Branches in the interface's state: compared, named, removed and taken back, run in another way. */
import { expect, test } from 'vitest'
import { digestOf } from '../../../src/model/trace.ts'
import { incidentsOf } from '../../../src/projection/harbour-incidents.ts'
import { causesOf } from '../../../src/projection/harbour-moves.ts'
import { story } from '../../../src/projection/story.ts'
import { timelineOf } from '../../../src/projection/timeline.ts'
import * as branches from '../../../src/web/compare/branch-changes.ts'
import { variantsOf } from '../../../src/web/compare/questions.ts'
import { testText, usualChoice } from '../../../src/web/compare/test-file.ts'
import { loadRun } from '../../../src/web/run/loaded-run.ts'
import type { FinishedRun } from '../../../src/web/run/protocol.ts'
import * as changes from '../../../src/web/state/changes.ts'
import { initialContext, type WorkbenchContext } from '../../../src/web/state/workbench-context.ts'
import { pair, runOf } from '../../projection/compare-runs.ts'

const trace = runOf()
const result: FinishedRun = {
  trace,
  digest: digestOf(trace),
  end: { type: 'reached' },
  scenario: { path: 'pair.yaml', files: { 'pair.yaml': pair } },
  warnings: [],
  story: story(trace),
  timeline: timelineOf(trace),
  incidents: incidentsOf(trace),
  causes: causesOf(trace),
  elapsedMs: 0,
}
const load = (id: number, parent: number) =>
  loadRun(result, { id, parent, label: id === 0 ? 'main' : `branch ${id}`, forkedUs: id * 1000 })
/** main, a branch of it, and a branch of that. */
const three: WorkbenchContext = {
  ...initialContext,
  runs: [load(0, -1), load(1, 0), load(2, 1)],
  active: 2,
  nextId: 3,
}
const after = (context: WorkbenchContext, change: Partial<WorkbenchContext>) => ({
  ...context,
  ...change,
})

test('two runs are compared with the first of them on the clock', () => {
  const context = after(three, branches.comparing(three, { type: 'compare', one: 1, other: 0 }))
  expect(context).toMatchObject({ active: 1, comparing: { one: 1, other: 0 } })
  const { one, other } = branches.comparedRuns(context) ?? {}
  expect([one?.id, other?.id]).toEqual([1, 0])
})

test('a run is not compared with itself, nor with one that is gone', () => {
  expect(branches.comparing(three, { type: 'compare', one: 1, other: 1 })).toEqual({})
  expect(branches.comparing(three, { type: 'compare', one: 1, other: 7 })).toEqual({})
})

test('choosing the other run changes sides, and a third one takes the place of the first', () => {
  const context = after(three, { comparing: { one: 1, other: 0 }, active: 1 })
  expect(changes.chooseRun(context, 0).comparing).toEqual({ one: 0, other: 1 })
  expect(changes.chooseRun(context, 2).comparing).toEqual({ one: 2, other: 0 })
})

test('a removed branch comes back with what was forked from it, at its place', () => {
  const removed = after(three, changes.removeRun(three, 1))
  expect(removed.runs.map(({ id }) => id)).toEqual([0])
  expect(removed.dropped?.label).toBe('branch 1')
  const back = after(removed, branches.restored(removed))
  expect(back.runs.map(({ id }) => id)).toEqual([0, 1, 2])
  expect(back).toMatchObject({ active: 2, dropped: undefined })
})

test('removing one of two compared runs closes the comparison', () => {
  const context = after(three, { comparing: { one: 0, other: 2 }, active: 0 })
  expect(after(context, changes.removeRun(context, 2)).comparing).toBeUndefined()
  const apart = after(three, { comparing: { one: 0, other: 1 }, active: 0 })
  expect(after(apart, changes.removeRun(apart, 2)).comparing).toEqual({ one: 0, other: 1 })
})

test('a branch keeps its name when the new one is empty', () => {
  const named = after(
    three,
    branches.renamed(three, { type: 'run.renamed', index: 1, label: ' x ' }),
  )
  expect(named.runs[1].label).toBe('x')
  expect(branches.renamed(named, { type: 'run.renamed', index: 1, label: '  ' })).toEqual({})
})

test('a run in another way is a branch, shown beside the run that it was made of', () => {
  const event = { type: 'variant', run: 1, set: ['seed="9"'], label: 'seed 9' } as const
  const computing = after(three, branches.variant(three, event))
  expect(computing.job?.request).toMatchObject({ type: 'simulate', set: ['seed="9"'] })
  const done = after(computing, changes.finished(computing, result))
  expect(done.runs[3]).toMatchObject({ id: 3, parent: 1, label: 'seed 9' })
  expect(done).toMatchObject({ job: undefined, comparing: { one: 1, other: 3 }, active: 1 })
})

test('a trace that comes while runs are compared is held against them, else it is opened', () => {
  const event = { name: 'old.jsonl', text: '' }
  expect(branches.comparedTrace(three, event)).toBeUndefined()
  const asking = after(three, { dialog: { type: 'compare', run: 0 } })
  expect(branches.comparedTrace(asking, event)?.job).toMatchObject({
    title: 'old.jsonl',
    variantOf: { run: 2 },
  })
})

test('a scenario can be run by other strategies, and it is said why not by another manager', () => {
  const variants = variantsOf({ path: 'pair.yaml', files: { 'pair.yaml': pair } })
  expect(variants.map(({ label }) => label)).toEqual(['binpack', 'random', 'swarm mode'])
  expect(variants[0].whyNot).toBe('')
  expect(variants[2].whyNot).toMatch(/^line \d+: .*docker service create/)
})

test('a saved test has the claims that were chosen and none that was taken out', () => {
  const source = 'nodes: [{ name: a }]\nexpect:\n  - { that: "moves() == 1" }\n'
  const entry = '{ that: "unplaced() == 0", at: end }'
  const proposals = {
    proposals: [{ claim: 'unplaced() == 0', entry, isUsual: true }],
    old: [{ text: 'moves() == 1', index: 0, met: false }],
  }
  const text = testText(source, proposals, usualChoice(proposals))
  expect(text).toContain('unplaced() == 0')
  expect(text).not.toContain('moves')
})
