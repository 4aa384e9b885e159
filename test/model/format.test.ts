/** Times, durations and sizes as people read them. */
import { expect, test } from 'vitest'
import {
  formatCount,
  formatCpus,
  formatDuration,
  formatMemory,
  formatPercent,
  formatTime,
  listed,
  plural,
} from '../../src/model/format.ts'

const s = (seconds: number) => Math.round(seconds * 1_000_000)

test('a moment reads as seconds in the first minute and as a clock after it', () => {
  expect(
    [0, 30, 59.94, 59.97, 102.3, 600, 7500, 266_700.04].map((time) => formatTime(s(time))),
  ).toEqual([
    '0.0 s',
    '30.0 s',
    '59.9 s',
    '1:00.0',
    '1:42.3',
    '10:00.0',
    '2:05:00.0',
    '3d 02:05:00.0',
  ])
})

test('a duration takes the unit in which it has few digits', () => {
  expect(
    [0, 0.00085, 0.0125, 0.4, 0.99996, 1, 72.3, 119.9, 119.96, 570, 3600, 7500, 266_700].map(
      (time) => formatDuration(s(time)),
    ),
  ).toEqual([
    '0 s',
    '850 us',
    '12.5 ms',
    '400 ms',
    '1.0 s',
    '1.0 s',
    '72.3 s',
    '119.9 s',
    '2 min',
    '9 min 30 s',
    '1 h',
    '2 h 5 min',
    '3 d 2 h',
  ])
  expect(formatDuration(-s(72.3))).toBe('-72.3 s')
})

test('memory is written as docker run -m takes it', () => {
  const m = 1024 * 1024
  expect([0, 100, 512 * m, 1023.99 * m, 1024 * m, 1945 * m, 8192 * m].map(formatMemory)).toEqual([
    '0',
    '100b',
    '512m',
    '1g',
    '1g',
    '1.9g',
    '8g',
  ])
})

test('numbers, shares and lists read as in a sentence', () => {
  expect([formatCount(30_000), formatCount(999), formatCount(-1234567)]).toEqual([
    '30,000',
    '999',
    '-1,234,567',
  ])
  expect([formatCpus(4), formatCpus(0.5)]).toEqual(['4', '0.5'])
  expect(formatPercent(2 / 3)).toBe('66.7 %')
  expect([plural(1, 'node'), plural(0, 'node'), plural(2, 'copy', 'copies')]).toEqual([
    '1 node',
    '0 nodes',
    '2 copies',
  ])
  expect(listed(['a'])).toBe('a')
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
  expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and c')
})
