import { expect, test } from 'vitest'
import { AssertionError, assert, unreachable } from '../../src/sim/assert.ts'

test('a failed assertion is a bug in Reberth, and says so', () => {
  assert(1 + 1 === 2, 'never')
  expect(() => assert(false, 'a node ran twice')).toThrow(AssertionError)
  expect(() => assert(0, 'a node ran twice')).toThrow('a bug in Reberth: a node ran twice')
})

test('a case that cannot be says what it was', () => {
  expect(() => unreachable({ type: 'moon' } as never)).toThrow('{"type":"moon"}')
})
