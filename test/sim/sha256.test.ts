import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDigest } from '../../src/sim/sha256.ts'

test('the digest of "abc" is that of the standard', () => {
  const digest = createDigest()
  digest.update(new TextEncoder().encode('abc'))
  expect(digest.hex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('pieces give the digest of the whole, and asking for it in between changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (pieces) => {
      const digest = createDigest()
      const whole = createHash('sha256')
      for (const piece of pieces) {
        digest.update(piece)
        whole.update(piece)
        expect(digest.hex()).toBe(whole.copy().digest('hex'))
      }
    }),
  )
})
