/** As fast as it reads: what happened stays until it is read, what is quiet passes. */
import { expect, test } from 'vitest'
import { readingStops, readOn } from '../../src/projection/reading-pace.ts'
import type { StoryEntry } from '../../src/projection/story.ts'

function told(second: number, text: string): StoryEntry {
  const timeUs = second * 1_000_000
  const details: string[] = []
  return { timeUs, untilUs: timeUs, who: 'world', text, details, severity: 'plain', rows: [0, 0] }
}

const stops = readingStops([
  told(10, 'node-2 crashed'),
  told(10.1, 'three containers stopped'),
  told(600, 'the manager noticed'),
])
const endUs = 3600 * 1_000_000
const play = (timeUs: number, elapsedMs: number) => readOn(stops, { timeUs, elapsedMs, endUs })

test('what happens together is read together, for as long as its words take', () => {
  expect(stops).toEqual([
    { timeUs: 10_000_000, readMs: 600 + 5 * 250 },
    { timeUs: 600_000_000, readMs: 600 + 3 * 250 },
  ])
})

test('a quiet span passes in under a second, however long it is', () => {
  expect(play(0, 800)).toBe(10_000_000)
  const readMs = 600 + 5 * 250
  expect(play(10_000_000, readMs + 799)).toBeLessThan(600_000_000)
  expect(play(10_000_000, readMs + 801)).toBeGreaterThanOrEqual(600_000_000)
})

test('while something is read, time hardly goes on', () => {
  const passedUs = play(600_000_000, 1_200) - 600_000_000
  expect(passedUs).toBeGreaterThan(0)
  expect(passedUs).toBeLessThan(1_200_000)
})

test('many small frames lead where one long frame leads', () => {
  let timeUs = 0
  for (let frame = 0; frame < 300; frame++) timeUs = play(timeUs, 10)
  expect(Math.abs(timeUs - play(0, 3_000))).toBeLessThan(1_000)
})

test('time never goes back and ends at the end', () => {
  let timeUs = 0
  for (let frame = 0; frame < 2_000 && timeUs < endUs; frame++) {
    const next = play(timeUs, 16)
    expect(next).toBeGreaterThan(timeUs)
    timeUs = next
  }
  expect(timeUs).toBe(endUs)
})
