/** Without colours services are told apart by patterns, the same in SVG and in pixels. */
import { expect, test } from 'vitest'
import type { Raster } from '../../../src/web/draw/raster.ts'
import { toneAll, toneColour, tonePath, toneSize } from '../../../src/web/draw/tones.ts'

const ink = 0xff000000
const ground = 0xffffffff
const hues = [0, 1, 2, 3, 4, 5, 6, 7, 8]

function painted(hue: number, isPale: boolean, scale = 1): Uint32Array {
  const side = toneSize * scale
  const raster: Raster = { width: side, height: side, pixels: new Uint32Array(side * side) }
  raster.pixels.fill(toneColour(hue, isPale))
  toneAll(raster, ink, ground, scale)
  return raster.pixels
}

const share = (pixels: Uint32Array) =>
  pixels.filter((pixel) => pixel === ink).length / pixels.length

test('every service has a pattern of its own, and pixels hold nothing but ink and ground', () => {
  const patterns = hues.map((hue) => painted(hue, false))
  expect(new Set(patterns.map((pixels) => pixels.join())).size).toBe(hues.length)
  for (const pixels of patterns) {
    expect(new Set(pixels)).toEqual(new Set([ink, ground]))
    expect(share(pixels)).toBeGreaterThan(0.1)
    expect(share(pixels)).toBeLessThan(0.8)
  }
})

test('a pale pattern has less ink than the full one, and still some', () => {
  for (const hue of hues) {
    expect(share(painted(hue, true))).toBeLessThan(share(painted(hue, false)))
    expect(share(painted(hue, true))).toBeGreaterThan(0)
  }
})

test('the SVG pattern and the pixels are the same', () => {
  for (const hue of hues) {
    const cells = [...tonePath(hue).matchAll(/M(\d+) (\d+)h1/g)].map(
      ([, x, y]) => Number(y) * toneSize + Number(x),
    )
    const inked = [...painted(hue, false)].flatMap((pixel, at) => (pixel === ink ? [at] : []))
    expect(cells).toEqual(inked)
  }
})

test('on a screen with more pixels the pattern is as large, and real colours stay', () => {
  expect(share(painted(3, false, 2))).toBe(share(painted(3, false)))
  const raster: Raster = { width: 1, height: 1, pixels: new Uint32Array([0xff0000ff]) }
  toneAll(raster, ink, ground, 1)
  expect(raster.pixels[0]).toBe(0xff0000ff)
})
