/** Two runs beside each other: their first difference, what differs at a moment, and their figures. */
import { expect, test } from 'vitest'
import { comparisonOf, nextDifference } from '../../src/projection/compare.ts'
import { figureSeries, figuresAt, pairedFigures } from '../../src/projection/compare-figures.ts'
import { differenceAt, pairingOf } from '../../src/projection/compare-moment.ts'
import { factInWords } from '../../src/projection/fact-words.ts'
import { summary } from '../../src/projection/summary.ts'
import { pair, runOf } from './compare-runs.ts'
import { harbourAt } from './harbour-moment.ts'

const s = (seconds: number) => seconds * 1_000_000
const branched = `${pair}  - { at: 30s, docker: "run -d --name late redis:3.0", service: late }\n`

test('a run is equal to itself', () => {
  const comparison = comparisonOf(runOf(), runOf())
  expect(comparison.first).toEqual({ type: 'same' })
  expect([...comparison.oneRows, ...comparison.otherRows, ...comparison.momentsUs]).toEqual([])
  expect(nextDifference(comparison, 0)).toBeUndefined()
})

test('a branch is equal until the line that was added, and the first difference says so', () => {
  const [one, other] = [runOf(), runOf({ text: branched })]
  const { first, oneRows, otherRows, momentsUs } = comparisonOf(one, other)
  expect(first).toMatchObject({ type: 'fact', timeUs: s(30) })
  if (first.type !== 'fact') return
  expect(first.other?.text).toContain('run -d --name late redis:3.0')
  expect(momentsUs[0]).toBe(s(30))
  expect(one.timeUs[oneRows[0] ?? one.length - 1]).toBeGreaterThanOrEqual(s(30))
  expect(factInWords(other, otherRows[0])).toContain('late')
})

test('numbers that a container more has shifted are no difference', () => {
  const [one, other] = [runOf(), runOf({ text: branched })]
  const { oneRows } = comparisonOf(one, other)
  // The crash and what it takes with it are the same in both, only later in the tables.
  const words = [...oneRows].map((row) => factInWords(one, row))
  expect(words.filter((text) => text.includes('crashed'))).toEqual([])
})

test('the next difference is the first moment after the time, and there is one after the last', () => {
  const comparison = comparisonOf(runOf(), runOf({ text: branched }))
  expect(nextDifference(comparison, 0)).toBe(s(30))
  const last = comparison.momentsUs[comparison.momentsUs.length - 1]
  expect(nextDifference(comparison, s(30))).toBeGreaterThan(s(30))
  expect(nextDifference(comparison, last)).toBeUndefined()
})

test('a node that holds another box differs, and the box that is only there is named', () => {
  const [one, other] = [runOf(), runOf({ set: ['swarm.strategy=binpack'] })]
  const pairing = pairingOf(one, other)
  const at = differenceAt(pairing, harbourAt(one, 20), harbourAt(other, 20))
  expect(at.nodes.map(({ name }) => name)).toEqual(['node-1', 'node-2', 'node-3'])
  const different = at.nodes.filter(({ isSame }) => !isSame)
  expect(different.length).toBeGreaterThan(0)
  expect(different.map(({ one, other }) => one + other).join()).toMatch(
    /only here (web-\d|db) runs/,
  )
  // Spread and binpack start as many.
  expect(at.services.every(({ isSame }) => isSame)).toBe(true)
})

test('boxes of the same slot on the same node are marked in both runs, others in none', () => {
  const [one, other] = [runOf(), runOf({ text: branched })]
  const at = differenceAt(pairingOf(one, other), harbourAt(one, 50), harbourAt(other, 50))
  const marked = ({ tables }: typeof one, marks: Uint8Array) =>
    tables.containers
      .flatMap(({ name }, container) => (marks[container] === 0 ? [name] : []))
      .sort()
  const both = ['db', 'web-1', 'web-2', 'web-3', 'web-4']
  expect(marked(one, at.one.containers)).toEqual(both)
  expect(marked(other, at.other.containers)).toEqual(both)
})

test('a node that only one run has differs and has no words in the other', () => {
  const text = `${pair}  - { at: 30s, join: { name: node-4, cpus: 4, memory: 4g } }\n`
  const [one, other] = [runOf(), runOf({ text })]
  const { nodes } = differenceAt(pairingOf(one, other), harbourAt(one, 50), harbourAt(other, 50))
  const last = nodes[nodes.length - 1]
  expect(last).toMatchObject({ name: 'node-4', one: '', isSame: false })
  expect(last.other).toContain('up')
})

test('the figures of the end are those of the summary', () => {
  const trace = runOf()
  const series = figureSeries(trace)
  const figures = figuresAt(trace, series, trace.endUs)
  const { total, facts, services, incidents } = summary(trace)
  expect(figures).toMatchObject({
    asked: total.asked,
    moves: total.moves,
    unplaced: total.unplaced,
    duplicates: total.duplicates,
    facts,
  })
  expect(figures.missedUs).toBeGreaterThanOrEqual(
    services.reduce((sum, { downtimeUs }) => sum + downtimeUs, 0),
  )
  expect(figures.detectionUs).toBe(incidents[0].detection?.maxUs)
})

test('a figure at a moment knows nothing of what comes later', () => {
  const trace = runOf()
  const series = figureSeries(trace)
  const before = figuresAt(trace, series, s(59))
  expect(before).toMatchObject({ asked: 5, running: 5, moves: 0, detectionUs: -1, recoveryUs: -1 })
  const during = figuresAt(trace, series, s(70))
  expect(during.running).toBeLessThan(5)
  expect(during.recoveryUs).toBe(s(10))
  expect(during.detectionUs).toBe(-1)
  expect(during.availability).toBeLessThan(before.availability)
})

test('pairs of figures say the difference with its sign, and nothing where one has no value', () => {
  const trace = runOf()
  const series = figureSeries(trace)
  const pairs = pairedFigures(figuresAt(trace, series, s(59)), figuresAt(trace, series, s(70)))
  const of = (name: string) => pairs.find((row) => row.name === name)
  expect(of('asked for')).toMatchObject({ one: '5', other: '5', difference: '0', isSame: true })
  expect(of('of these running')?.difference).toMatch(/^−\d$/)
  expect(of('longest without a copy')).toMatchObject({ one: '–', other: '10.0 s', difference: '' })
})
