/**
 * Claims about the sample trace: `web` loses one of three at 30.0 s and has it back at 1:42.7,
 * `db` is lost at 30.0 s for good.
 */
import { expect, test } from 'vitest'
import type { Comparison, Expectation, Quantity, When } from '../../src/model/expectation.ts'
import { expectations } from '../../src/projection/expectations.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

const s = (seconds: number) => Math.round(seconds * 1_000_000)
const trace = sampleTrace()

function judge(
  quantity: Quantity,
  comparison: Comparison,
  value: number | string,
  when: When,
): ReturnType<typeof expectations>[number] {
  const claim: Expectation = { text: '', quantity, comparison, value, when, line: 0 }
  return expectations(trace, [claim])[0]
}

const runningWeb: Quantity = { type: 'running', service: 'web' }
const all = { fromUs: 0, untilUs: s(1200) }

test('"at" looks at one moment, after all facts of that moment', () => {
  const at = (seconds: number): When => ({ type: 'at', atUs: s(seconds) })
  expect(judge(runningWeb, '==', 3, at(29.9))).toMatchObject({ met: true, measured: 3 })
  expect(judge(runningWeb, '==', 3, at(30))).toMatchObject({
    met: false,
    measured: 2,
    firstViolationUs: s(30),
  })
  expect(judge(runningWeb, '==', 3, at(1200))).toMatchObject({ met: true })
})

test('"by" is met as soon as it is true once', () => {
  const by = (seconds: number): When => ({ type: 'by', byUs: s(seconds) })
  const node: Quantity = { type: 'node', container: 'app_web_2' }
  expect(judge(node, '==', 'node-3', by(103))).toMatchObject({ met: true, measured: 'node-3' })
  expect(judge(node, '==', 'node-3', by(102))).toMatchObject({
    met: false,
    measured: 'node-2',
    firstViolationUs: s(102),
  })
})

test('"by" counts from the last thing that was done: what was true before a crash is not repaired', () => {
  const by = (seconds: number): When => ({ type: 'by', byUs: s(seconds) })
  // All three ran at 29 s; node-2 crashed at 30 s, and the third ran again at 102.7 s.
  expect(judge(runningWeb, '==', 3, by(29)).met).toBe(true)
  expect(judge(runningWeb, '==', 3, by(102)).met).toBe(false)
  expect(judge(runningWeb, '==', 3, by(103)).met).toBe(true)
})

test('"always" allows exactly the time it excepts', () => {
  const always = (seconds: number): When => ({ type: 'always', ...all, exceptUs: s(seconds) })
  // Missing from 0 to 3.4 s, while web starts, and from 30.0 s to 102.7 s.
  const missingSeconds = 3.4 + 72.7
  expect(judge(runningWeb, '>=', 3, always(missingSeconds))).toMatchObject({
    met: true,
    violatedUs: s(missingSeconds),
  })
  expect(judge(runningWeb, '>=', 3, always(missingSeconds - 0.1))).toMatchObject({ met: false })
  expect(
    judge(runningWeb, '>=', 2, { type: 'always', fromUs: s(3), untilUs: s(1200), exceptUs: 0 }),
  ).toMatchObject({ met: true })
})

test('"never" is broken by a moment', () => {
  expect(judge(runningWeb, '<', 3, { type: 'never', fromUs: s(10), untilUs: s(29) })).toMatchObject(
    {
      met: true,
    },
  )
  expect(judge(runningWeb, '<', 3, { type: 'never', fromUs: s(10), untilUs: s(30) })).toMatchObject(
    {
      met: false,
      firstViolationUs: s(30),
      measured: 2,
    },
  )
})

test('states, places, copies and moves can be claimed', () => {
  const end: When = { type: 'at', atUs: s(1200) }
  const during: When = { type: 'at', atUs: s(300) }
  expect(judge({ type: 'state', of: 'node-2' }, '==', 'unhealthy', during).met).toBe(true)
  expect(judge({ type: 'state', of: 'db' }, '==', 'exited', end).met).toBe(true)
  expect(judge({ type: 'node', container: 'db' }, '==', 'node-2', end).met).toBe(true)
  expect(judge({ type: 'unplaced', service: '' }, '==', 1, during).met).toBe(true)
  expect(judge({ type: 'believed', service: 'db' }, '==', 0, during).met).toBe(true)
  expect(judge({ type: 'duplicates', service: '' }, '==', 0, end).met).toBe(true)
  expect(judge({ type: 'moves', service: 'web' }, '==', 1, end).met).toBe(true)
})

test('a time to recover grows while something is lost', () => {
  const recovery = (service: string): Quantity => ({ type: 'recovery', service })
  const end: When = { type: 'at', atUs: s(1200) }
  expect(judge(recovery('web'), '<=', s(72.7), end).met).toBe(true)
  expect(judge(recovery('web'), '<', s(72.7), end).met).toBe(false)
  expect(judge(recovery('db'), '<=', s(600), end)).toMatchObject({ met: false, measured: s(1170) })
  const always: When = { type: 'always', ...all, exceptUs: 0 }
  expect(judge(recovery('db'), '<=', s(1170), always).met).toBe(true)
  expect(judge(recovery('db'), '<', s(1170), always).met).toBe(false)
})

test('a claim about a time after the end of the run is not judged', () => {
  expect(judge(runningWeb, '==', 3, { type: 'at', atUs: s(1201) })).toMatchObject({
    met: false,
    unreached: true,
  })
})

test('a broken claim names the facts that led there', () => {
  const { rows } = judge(runningWeb, '==', 3, { type: 'at', atUs: s(60) })
  expect(rows.length).toBeGreaterThan(0)
  const times = rows.map((row) => trace.timeUs[row])
  expect(Math.max(...times)).toBeLessThanOrEqual(s(60))
  expect(times).toContain(s(30))
})
