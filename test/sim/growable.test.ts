import { expect, test } from 'vitest'
import { growFloat64, growInt32, growUint8, growUint32 } from '../../src/sim/growable.ts'

test('an array that is long enough stays the same object', () => {
  const array = new Float64Array(10)
  expect(growFloat64(array, 10)).toBe(array)
})

test('a grown array keeps its rows, is long enough, and holds the fill behind them', () => {
  const times = growFloat64(Float64Array.of(1.5, 2), 3, Number.POSITIVE_INFINITY)
  expect([...times.subarray(0, 3)]).toEqual([1.5, 2, Number.POSITIVE_INFINITY])
  expect(times.at(-1)).toBe(Number.POSITIVE_INFINITY)
  expect([...growInt32(Int32Array.of(-4), 2, -1).subarray(0, 2)]).toEqual([-4, -1])
  expect([...growUint32(Uint32Array.of(4), 2, 0xffffffff).subarray(0, 2)]).toEqual([4, 0xffffffff])
  expect([...growUint8(Uint8Array.of(4), 2).subarray(0, 2)]).toEqual([4, 0])
  expect(growUint8(new Uint8Array(0), 1000).length).toBeGreaterThanOrEqual(1000)
})

test('an array that grows row by row is copied a few times only', () => {
  let array = new Int32Array(0) as Int32Array
  let copies = 0
  for (let length = 1; length <= 100_000; length++) {
    const grown = growInt32(array, length)
    if (grown !== array) copies++
    array = grown
  }
  expect(copies).toBeLessThan(20)
})
