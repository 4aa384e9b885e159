/** The legend names what is to be seen, and nothing else. */
import { expect, test } from 'vitest'
import { marksOf } from '../../src/projection/harbour-marks.ts'
import { sampleTrace } from '../fixtures/sample-trace.ts'
import { harbourAt } from './harbour-moment.ts'

const trace = sampleTrace()
const marks = (at: number) => marksOf(harbourAt(trace, at))

test('a healthy cluster needs few words', () => {
  expect(marks(20)).toEqual(expect.arrayContaining(['known', 'quay-up']))
  expect(marks(20).some((mark) => ['ghost', 'wake', 'refused', 'quay-down'].includes(mark))).toBe(
    false,
  )
})

test('a failure that nobody has noticed adds its marks, and the notice takes them away again', () => {
  expect(marks(60)).toEqual(expect.arrayContaining(['ghost', 'quay-down']))
  expect(marks(200)).not.toContain('ghost')
  expect(marks(200)).toEqual(expect.arrayContaining(['wake', 'refused']))
})
