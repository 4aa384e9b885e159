/**
 * Services without colours: where the system forces its own few, each hue is a pattern of ink on the
 * page's ground. The SVG patterns `tone-1` and so on and the pixels are the same.
 */
import type { Colour, Raster } from './raster.ts'

/** Width and height of every pattern, in pixels. */
export const toneSize = 12

/** Whether there is ink at a pixel of each hue's pattern. */
const isInk: readonly ((x: number, y: number) => boolean)[] = [
  (_, y) => y % 6 === 0,
  (x, y) => (x + y) % 4 < 2,
  (x, y) => (x - y + toneSize) % 6 === 0,
  (_, y) => y % 4 < 2,
  (x) => x % 4 === 0,
  (x, y) => x % 6 < 3 === y % 6 < 3,
  (x, y) => x % 4 < 2 && y % 4 < 2,
  (x, y) => (x + y) % 6 === 0 || (x - y + toneSize) % 6 === 0,
  (x, y) => !(x % 4 < 2 && y % 4 < 2),
]

/** The cells of ink of a hue's pattern, as a path of unit squares. */
export function tonePath(hue: number): string {
  let path = ''
  for (let y = 0; y < toneSize; y++) {
    for (let x = 0; x < toneSize; x++) if (isInk[hue](x, y)) path += `M${x} ${y}h1v1h-1z`
  }
  return path
}

/** Stands for a hue among pixels until `toneAll`: no real colour is transparent. */
export function toneColour(hue: number, isPale: boolean): Colour {
  return ((hue + (isPale ? hues : 0) + 1) << 24) >>> 0
}

const hues = isInk.length

/** Puts the patterns in place of their hues; pale ones keep every third column. */
export function toneAll(raster: Raster, ink: Colour, ground: Colour, scale: number): void {
  const { pixels, width } = raster
  const cell = Math.max(1, Math.round(scale))
  const tones = Array.from({ length: hues * 2 }, (_, tone) => bitsOf(tone))
  for (let at = 0; at < pixels.length; at++) {
    const alpha = pixels[at] >>> 24
    if (alpha === 255 || alpha === 0) continue
    const x = Math.floor((at % width) / cell) % toneSize
    const y = Math.floor(Math.floor(at / width) / cell) % toneSize
    pixels[at] = tones[alpha - 1][y * toneSize + x] === 1 ? ink : ground
  }
}

function bitsOf(tone: number): Uint8Array {
  const bits = new Uint8Array(toneSize * toneSize)
  for (let at = 0; at < bits.length; at++) {
    const x = at % toneSize
    const y = Math.floor(at / toneSize)
    const isThere = isInk[tone % hues](x, y) && (tone < hues || x % 3 === 0)
    bits[at] = isThere ? 1 : 0
  }
  return bits
}
