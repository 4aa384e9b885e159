/**
 * Goal: a pattern answers as RE2 does, however it is matched.
 * Method: values and texts from a small alphabet, so that they often match; the reference turns
 * every value into a regular expression as the original does and asks RE2.
 */
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { compilePattern } from '../../../src/scheduler/classic/pattern.ts'

function reference(value: string, text: string): boolean {
  const isRegexp = value.startsWith('/') && value.endsWith('/')
  const source = isRegexp ? value.slice(1, -1) : `^${value.replaceAll('*', '.*')}$`
  try {
    return RE2JS.compile(source).matcher(text).find()
  } catch {
    return false
  }
}

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '.', '\n', '😀', 'é'),
  maxLength: 8,
})
const globs = fc.string({
  unit: fc.constantFrom('a', 'b', '-', '.', '*'),
  minLength: 1,
  maxLength: 7,
})
const anything = fc
  .string({ unit: fc.constantFrom(...'ab*.?+[]()^$|\\/-:'), minLength: 1, maxLength: 7 })
  .filter((value) => value !== '/')

test.each([
  ['globs', globs],
  ['all values that Swarm lets through', anything],
])('%s match as RE2 says', (_, values) => {
  fc.assert(
    fc.property(values, texts, (value, text) => {
      expect(compilePattern(value).matches(text)).toBe(reference(value, text))
    }),
    { numRuns: 3000, seed: 20160204 },
  )
})

test.each([
  // A repetition right after ^ is fine for RE2 and an error elsewhere.
  ['+', '', true],
  ['+', 'x', false],
  ['*', 'a\nb', false],
  ['a|b', 'ax', true],
  ['a|b', 'xb', true],
  ['a|b', 'xbx', false],
  ['ubuntu.14', 'ubuntu-14', true],
  ['s*d', 'ssd', true],
  ['/(?i)SSD/', 'fast-ssd-1', true],
  ['/(ssd/', '(ssd', false],
  ['(ssd', '(ssd', false],
  ['a**', 'a', true],
  ['a*+', 'a', false],
  ['/^ssd$/', 'ssd\n', false],
  ['//', 'anything', true],
])('%s and %j: %s', (value, text, answer) => {
  expect(compilePattern(value).matches(text)).toBe(answer)
})

test('the value / matches nothing and is known as the one that crashes the real manager', () => {
  expect(compilePattern('/').type).toBe('crash')
  expect(compilePattern('/').matches('/')).toBe(false)
})
