/** Beats of periodic work that can find nothing new are no events, and nobody can tell. */
import { expect, test } from 'vitest'
import type { Model } from '../../src/model/model.ts'
import { classicSettings } from '../../src/model/settings.ts'
import { digestOf } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { anyModel } from './any-model.ts'
import { forAnyModel } from './for-any-model.ts'
import { model } from './models.ts'

/**
 * Loops without jitter beat at the very same microsecond on every node, and which of them comes
 * first depends on which events there are: only loops with jitter are compared.
 */
function withJitter(any: Model): Model {
  const manager = classicSettings(any)
  const refreshMaxUs = Math.max(manager.refreshMaxUs, manager.refreshMinUs * 1.5)
  return { ...any, manager: { ...manager, refreshMaxUs } }
}

test('a run with every beat of every loop has the same digest as one without the quiet ones', () => {
  forAnyModel(anyModel(), (any) => {
    const quiet = simulate(withJitter(any))
    const loud = simulate(withJitter(any), { everyBeat: true })
    expect(digestOf(loud.trace)).toBe(digestOf(quiet.trace))
  })
})

test('a year of a thousand healthy nodes is a few thousand events, whatever the refresh interval', () => {
  const yearS = 365 * 24 * 3600
  const { events, end, trace } = simulate(model({ nodes: 1000, untilS: yearS }))
  expect(end).toEqual({ type: 'reached' })
  expect(trace.endUs).toBe(yearS * 1e6)
  // Joining takes about ten events a node; the 701 million beats of the year are none.
  expect(events).toBeLessThan(20_000)
})
