/** The figures over time agree with the tables at any moment, for every bundled story. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { clusterAt } from '../../src/machine/fold.ts'
import { isTrustedBelief } from '../../src/model/states.ts'
import type { Trace } from '../../src/model/trace.ts'
import { type metricNames, metricsOf } from '../../src/projection/metrics.ts'
import { createSteps, valueAt, within } from '../../src/projection/metrics-steps.ts'
import { nodes } from '../../src/projection/nodes.ts'
import { summary } from '../../src/projection/summary.ts'
import { simulate } from '../../src/run/simulate.ts'
import { modelOf } from '../browser/scenarios.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'

const folder = new URL('../../scenarios/', import.meta.url)
/** All of them but the large one, which says nothing more and takes long. */
const stories = readdirSync(folder).filter(
  (name) => name.endsWith('.yaml') && name !== 'thousand-nodes.yaml',
)

function metric(trace: Trace, name: (typeof metricNames)[number]) {
  const found = metricsOf(trace).metrics.find((one) => one.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('the story of a node that dies', () => {
  const trace = sampleTrace()

  test('availability falls when the machine dies, not when the manager notices', () => {
    const { steps } = metric(trace, 'availability')
    expect(valueAt(steps, 29e6)).toBe(1)
    expect(valueAt(steps, 31e6)).toBe(0.5)
    expect(valueAt(steps, 101e6)).toBe(0.5)
    // web 2 runs again on another node; db waits.
    expect(valueAt(steps, 200e6)).toBe(0.75)
  })

  test('what has no place and what moved are counted from the moment on', () => {
    expect(valueAt(metric(trace, 'unplaced').steps, 101e6)).toBe(0)
    expect(valueAt(metric(trace, 'unplaced').steps, 200e6)).toBe(1)
    expect(valueAt(metric(trace, 'moves').steps, 101e6)).toBe(0)
    expect(metric(trace, 'moves').end).toBe(1)
  })

  test('the times to notice and to be whole again are those of the incident', () => {
    const [incident] = metricsOf(trace).incidents
    expect(incident).toMatchObject({ nodes: ['node-2'], noticed: 1, lost: 2 })
    expect(incident.detection?.medianUs).toBe(72_300_000)
  })
})

describe.each(stories)('%s', (name) => {
  const { trace } = simulate(modelOf(name))
  const figures = metricsOf(trace)
  const endOf = (wanted: string) => figures.metrics.find((one) => one.name === wanted)?.end

  test('ends with the numbers of the summary', () => {
    const { total, incidents, services } = summary(trace)
    expect(endOf('unplaced')).toBe(total.unplaced)
    expect(endOf('duplicates')).toBe(total.duplicates)
    expect(endOf('moves')).toBe(total.moves)
    expect(figures.incidents).toEqual(incidents)
    const downUs = services.reduce((sum, { downtimeUs }) => sum + downtimeUs, 0)
    expect(figures.downtimeUs).toBe(downUs)
  })

  test('ends with the reservations of the table of nodes', () => {
    const cluster = clusterAt(trace, trace.length)
    const isTrusted = (node: string) => {
      const index = trace.model.nodes.findIndex((spec) => spec.name === node)
      return isTrustedBelief(cluster.nodes.believed[index])
    }
    const rows = nodes(trace, cluster).filter((row) => isTrusted(row.name))
    const sum = (value: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + value(row), 0)
    const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
    expect(endOf('memory')).toBeCloseTo(
      share(
        sum((row) => row.memoryBytesReserved),
        sum((row) => row.memoryBytes),
      ),
      5,
    )
    expect(endOf('cpu')).toBeCloseTo(
      share(
        sum((row) => row.cpusReserved),
        sum((row) => row.cpus),
      ),
      5,
    )
  })

  test('no share leaves its bounds, and no series runs backwards', () => {
    for (const { name: own, unit, min, max, mean, steps } of figures.metrics) {
      expect(min, own).toBeGreaterThanOrEqual(0)
      if (unit === 'share' && own === 'availability') expect(max, own).toBe(1)
      expect(mean, own).toBeGreaterThanOrEqual(min)
      expect(mean, own).toBeLessThanOrEqual(max)
      expect(
        [...steps.timeUs].every((at, index) => index === 0 || at > steps.timeUs[index - 1]),
      ).toBe(true)
    }
  })
})

test('a long series is thinned and keeps its extremes', () => {
  const writer = createSteps(5)
  for (let at = 1; at < 50_000; at++) writer.put(at * 10, at === 31_111 ? 99 : at % 7)
  const { steps, max } = writer.finish(500_000)
  expect(steps.timeUs.length).toBeLessThanOrEqual(4_000)
  expect(max).toBe(99)
  expect(Math.max(...steps.value)).toBe(99)
  expect(valueAt(steps, 311_110)).toBe(99)
})

test('a value that comes back within one moment is no step', () => {
  const writer = createSteps(0)
  writer.put(10, 1)
  writer.put(20, 2)
  writer.put(20, 1)
  const { steps, mean } = writer.finish(30)
  expect([...steps.timeUs]).toEqual([0, 10])
  expect(mean).toBeCloseTo(2 / 3)
})

describe('a part of the time', () => {
  const steps = {
    timeUs: Float64Array.of(0, 10, 20),
    value: Float64Array.of(1, 0.5, 1),
  }
  test('has its own mean and least, weighted with how long each value held', () => {
    expect(within(steps, { fromUs: 5, untilUs: 15 })).toEqual({ min: 0.5, mean: 0.75 })
    expect(within(steps, { fromUs: 20, untilUs: 40 })).toEqual({ min: 1, mean: 1 })
    expect(within(steps, { fromUs: 10, untilUs: 30 })).toEqual({ min: 0.5, mean: 0.75 })
  })
  test('without a length has neither', () => {
    expect(within(steps, { fromUs: 5, untilUs: 5 })).toBeUndefined()
  })
})
