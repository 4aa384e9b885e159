/** The times of a scenario's timeline in its text, and how others are written in their place. */
import { expect, test } from 'vitest'
import {
  datedEntries,
  entryAt,
  snapped,
  snapStepUs,
  timeWritten,
} from '../../../src/web/editor/dated-entries.ts'

const second = 1_000_000

const text = `nodes:
  - { name: "node-{1..2}" }
timeline: # what happens
  - { at: 65s, fault: crash, node: node-2 } # power
  - at: "1m30s" # soon
    fault: recover
    node: [node-1, node-2]
  - { docker: docker   ps, at: &t 2m }
  - { at: *t, fault: crash, rack: r1 }
  - { fault: heal }
  - { at: soon, leave: node-1 }
`

test('each entry is found with the characters of its time and a few words', () => {
  const entries = datedEntries(text)
  const times = entries.map(({ time, atUs }) => [
    time === undefined ? '' : text.slice(time.from, time.to),
    atUs === undefined ? undefined : atUs / second,
  ])
  expect(times).toEqual([
    ['65s', 65],
    ['1m30s', 90],
    ['2m', 120],
    ['', 120],
    ['', undefined],
    ['', undefined],
  ])
  expect(entries.map(({ words }) => words)).toEqual([
    'crash node-2',
    'recover node-1,node-2',
    'docker ps',
    'crash rack r1',
    'heal',
    'leave node-1',
  ])
})

test('an entry whose time is not its own, is missing or is none says why it stays', () => {
  const reasons = datedEntries(text).map(({ fixed }) => fixed)
  expect(reasons.slice(0, 3)).toEqual(['', '', ''])
  expect(reasons[3]).toBe('Its time is *t, which is written elsewhere: change it there.')
  expect(reasons[4]).toContain('no time of its own')
  expect(reasons[5]).toContain('cannot be read')
})

test('a text that is half written, or no scenario, has the entries that can be read', () => {
  expect(datedEntries('timeline: [')).toEqual([])
  expect(datedEntries('timeline:\n  - { at: 5s, fault: crash, no')).toHaveLength(1)
  expect(datedEntries('- a\n- b\n')).toEqual([])
  expect(datedEntries('')).toEqual([])
})

test('the cursor is in an entry on each of its lines, up to their ends', () => {
  const entries = datedEntries(text)
  const at = (part: string, offset = 0) => entryAt(text, entries, text.indexOf(part) + offset)
  expect(at('  - { at: 65s')).toBe(0)
  expect(at('# power', 7)).toBe(0)
  expect(at('# soon')).toBe(1)
  expect(at('recover')).toBe(1)
  expect(at('[node-1, node-2]', 16)).toBe(1)
  expect(at('{ at: soon')).toBe(5)
  expect(at('timeline')).toBe(-1)
  expect(at('nodes:')).toBe(-1)
})

test('another time is written in the units of the one before', () => {
  const written = (seconds: number, was: string) => timeWritten(seconds * second, was)
  expect(written(101, '100s')).toBe('101s')
  expect(written(119, '5s')).toBe('119s')
  expect(written(720, '5s')).toBe('12m')
  expect(written(30.5, '30s')).toBe('30.5s')
  expect(written(0, '1s')).toBe('0s')
  expect(written(121, '2m')).toBe('2m1s')
  expect(written(90.5, '1m30s')).toBe('1m30s500ms')
  expect(written(1, '0')).toBe('1s')
})

test('a step is what a hand can tell apart, never finer than needed', () => {
  expect(snapStepUs(0.4 * second)).toBe(second)
  expect(snapStepUs(2 * second)).toBe(5 * second)
  expect(snapStepUs(0.02 * second)).toBe(0.1 * second)
  expect(snapStepUs(9999 * second)).toBe(3600 * second)
  const bounds = { fromUs: 0, untilUs: 62.5 * second }
  expect(snapped(31.4 * second, second, bounds)).toBe(31 * second)
  expect(snapped(-3 * second, second, bounds)).toBe(0)
  expect(snapped(70 * second, second, bounds)).toBe(62.5 * second)
})
