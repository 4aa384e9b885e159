/** Whatever happens in a run of swarm mode, it can be told, counted and drawn. */
import { expect, test } from 'vitest'
import { clusterAt } from '../../src/machine/fold.ts'
import { containerState, slotState } from '../../src/model/states.ts'
import { expectations } from '../../src/projection/expectations.ts'
import { factInWords } from '../../src/projection/fact-words.ts'
import { berthsOf, waitingOf } from '../../src/projection/harbour.ts'
import { story } from '../../src/projection/story.ts'
import { summary } from '../../src/projection/summary.ts'
import { timelineOf } from '../../src/projection/timeline.ts'
import { simulate } from '../../src/run/simulate.ts'
import { forAnyModel } from '../run/for-any-model.ts'
import { anySwarmModel } from '../run/swarmkit/any-model.ts'
import { harbourAt } from './harbour-moment.ts'

const runs = Number(process.env.REBERTH_RUNS ?? 12)
const garbage = /undefined|NaN|Infinity|\[object| {2}/

test('the story of any run is in order, in words, and made of its facts', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      const entries = story(trace)
      const times = entries.map(({ timeUs }) => timeUs)
      expect(times).toEqual([...times].sort((one, other) => one - other))
      for (const { text, details, timeUs, untilUs, rows } of entries) {
        expect([text, ...details].join('\n')).not.toMatch(garbage)
        expect(rows[0]).toBeLessThanOrEqual(rows[1])
        expect(trace.timeUs[rows[0]]).toBe(timeUs)
        expect(trace.timeUs[rows[1]]).toBe(untilUs)
      }
      const words = Array.from({ length: trace.length }, (_, row) => factInWords(trace, row))
      expect(words.find((one) => garbage.test(one))).toBeUndefined()
    },
    runs,
  )
})

test('tables, claims and timeline of any run agree with the cluster and with each other', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      const { total, services, nodes, unplaced, incidents } = summary(trace)
      const { containers, slots } = clusterAt(trace, trace.length)
      const isRunning = (container: number) =>
        containers.actual[container] === containerState.running
      const running = trace.tables.containers.filter((_, container) => isRunning(container))
      const asked = trace.tables.slots.filter((_, slot) => slots.asked[slot] === slotState.running)
      expect(total.running).toBe(running.length)
      expect(total.asked).toBe(asked.length)
      expect(total.unplaced).toBe(unplaced.length)
      const names = ['running', 'believed', 'unplaced', 'duplicates', 'moves'] as const
      for (const name of names) {
        expect(services.reduce((sum, service) => sum + service[name], 0)).toBe(total[name])
      }
      expect(nodes.reduce((sum, node) => sum + node.running, 0)).toBe(running.length)
      for (const { lost, back, open, moved } of incidents) {
        expect(back + open).toBeLessThanOrEqual(lost)
        expect(moved).toBeLessThanOrEqual(back)
      }
      const claims = names.map((type) => ({
        text: type,
        quantity: { type, service: '' },
        comparison: '==' as const,
        value: total[type],
        when: { type: 'at' as const, atUs: trace.endUs },
        line: 0,
      }))
      expect(expectations(trace, claims).map(({ met }) => met)).toEqual(names.map(() => true))
      const series = timelineOf(trace).running
      expect(series.asked[series.asked.length - 1]).toBe(total.asked)
    },
    runs,
  )
})

test('the harbour of any run can be drawn at any time', () => {
  forAnyModel(
    anySwarmModel(),
    (model) => {
      const { trace } = simulate(model)
      for (let at = 0; at < 700; at += 50) {
        const input = harbourAt(trace, at)
        for (const { label, mark, boxes } of berthsOf(input)) {
          expect([label, ...mark.signs.map(({ text }) => text)].join('\n')).not.toMatch(garbage)
          for (const box of boxes) expect(`${box.label} ${box.note}`).not.toMatch(/undefined|NaN/)
        }
        for (const { error } of waitingOf(input)) expect(error).not.toMatch(garbage)
      }
    },
    runs,
  )
})
