/** Whatever happens in a run, it can be told, counted and compared. */
import { expect, test } from 'vitest'
import { clusterAt } from '../../src/machine/fold.ts'
import { containerState, slotState } from '../../src/model/states.ts'
import type { Trace } from '../../src/model/trace.ts'
import { parseTrace, traceLines } from '../../src/model/trace-json.ts'
import { expectations } from '../../src/projection/expectations.ts'
import { factInWords } from '../../src/projection/fact-words.ts'
import { firstDifference } from '../../src/projection/first-difference.ts'
import { story } from '../../src/projection/story.ts'
import { summary } from '../../src/projection/summary.ts'
import { simulate } from '../../src/run/simulate.ts'
import { anyModel } from '../run/any-model.ts'
import { forAnyModel } from '../run/for-any-model.ts'

test('the story of any run is in order, in words, and made of its facts', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    const { trace } = simulate(model)
    const entries = story(trace)
    const times = entries.map(({ timeUs }) => timeUs)
    expect(times).toEqual([...times].sort((one, other) => one - other))
    for (const { text, details, timeUs, untilUs, rows } of entries) {
      expect([text, ...details].join('\n')).not.toMatch(/undefined|NaN|Infinity|\[object| {2}/)
      expect(rows[0]).toBeLessThanOrEqual(rows[1])
      expect(rows[1]).toBeLessThan(trace.length)
      expect(timeUs).toBeLessThanOrEqual(untilUs)
    }
    for (let row = 0; row < trace.length; row++) {
      expect(factInWords(trace, row)).not.toMatch(/undefined|NaN|\[object/)
    }
  })
})

test('the tables of any run count what is there', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    const { trace } = simulate(model)
    const { total, services, nodes, unplaced, incidents } = summary(trace)
    const { containers, slots } = clusterAt(trace, trace.length)
    const running = trace.tables.containers.filter(
      ({ slot }, container) => slot >= 0 && containers.actual[container] === containerState.running,
    ).length
    const asked = trace.tables.slots.filter((_, slot) => slots.asked[slot] === slotState.running)
    expect(total.running).toBe(running)
    expect(total.asked).toBe(asked.length)
    expect(total.unplaced).toBe(unplaced.length)
    for (const name of [
      'asked',
      'running',
      'believed',
      'moves',
      'unplaced',
      'duplicates',
    ] as const) {
      expect(services.reduce((sum, service) => sum + service[name], 0)).toBe(total[name])
    }
    for (const { downtimeUs, longestUs } of services) {
      expect(longestUs).toBeLessThanOrEqual(Math.min(downtimeUs, trace.endUs))
    }
    expect(nodes.reduce((sum, node) => sum + node.running, 0)).toBeGreaterThanOrEqual(running)
    for (const { lost, back, open, moved } of incidents) {
      expect(back + open).toBeLessThanOrEqual(lost)
      expect(moved).toBeLessThanOrEqual(back)
    }
  })
})

test('what an expectation measures at the end is what the tables say', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    const { trace } = simulate(model)
    const { total } = summary(trace)
    const names = ['running', 'believed', 'unplaced', 'duplicates', 'moves'] as const
    const claims = names.map((type) => ({
      text: type,
      quantity: { type, service: '' },
      comparison: '==' as const,
      value: total[type],
      when: { type: 'at' as const, atUs: trace.endUs },
      line: 0,
    }))
    expect(expectations(trace, claims).map(({ met }) => met)).toEqual(names.map(() => true))
  })
})

test('a trace that was written and read again has no difference', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    const { trace } = simulate(model)
    const again: Trace = parseTrace(traceLines(trace))
    expect(firstDifference(trace, again)).toEqual({ type: 'same' })
  })
})
