/** The comparison of pictures itself: what it lets pass, what it does not, and what it says then. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { encodePalettePng } from './palette-png.ts'
import { compare, pictureProblem } from './stored-picture.ts'

const width = 400
const height = 250

/** Bands of colour, and a dark square of so many pixels. */
function picture(squarePixels: number, shift = 0): PNG {
  const drawn = new PNG({ width, height })
  const side = Math.sqrt(squarePixels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInSquare = x >= 50 && x < 50 + side && y >= 100 && y < 100 + side
      const colour = isInSquare ? [20, 32, 42] : [227 - (x >> 2), 236 - (y >> 3), 240]
      drawn.data.set([...colour.map((part) => part + shift), 255], (y * width + x) * 4)
    }
  }
  return drawn
}

test('a stored file has the colours that were seen, each to within half of its step', () => {
  const drawn = picture(400)
  const read = PNG.sync.read(encodePalettePng(drawn))
  expect([read.width, read.height]).toEqual([width, height])
  const far = drawn.data.reduce(
    (most, byte, at) => Math.max(most, Math.abs(byte - read.data[at])),
    0,
  )
  expect(far).toBeLessThanOrEqual(8)
})

test('a picture that is not stored is a failure that says where to find what was seen', () => {
  const problem = pictureProblem('no-such-view', PNG.sync.write(picture(0)))
  expect(problem).toContain('no-such-view: no picture is stored')
  const [, path = ''] = /seen is in (\S+);/.exec(problem ?? '') ?? []
  expect(existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)))).toBe(true)
})

test('what storing changes is no difference, and neither is a shade', () => {
  const drawn = picture(400)
  const { count } = compare(PNG.sync.read(encodePalettePng(drawn)), drawn)
  expect(count).toBe(0)
  expect(compare(picture(400, 8), drawn).isAlike).toBe(true)
})

test('a mark of five pixels that is gone is a difference', () => {
  const { count, isAlike } = compare(picture(25), picture(0))
  expect(count).toBe(25)
  expect(isAlike).toBe(false)
})
