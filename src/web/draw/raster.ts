/**
 * A few marks written straight into pixels: where a container is only some pixels large, this is
 * many times faster than any drawing call. Coordinates are whole device pixels; what lies outside
 * is cut off.
 */

/** A colour as the four bytes of a pixel (little-endian RGBA). */
export type Colour = number

export interface Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array
}

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function fillAll({ pixels }: Raster, colour: Colour): void {
  pixels.fill(colour)
}

/** Arguments one by one: this is called a hundred thousand times a frame. */
export function fillArea(
  raster: Raster,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
): void {
  const left = x < 0 ? 0 : x
  const right = x + width > raster.width ? raster.width : x + width
  if (right <= left) return
  const top = y < 0 ? 0 : y
  const bottom = y + height > raster.height ? raster.height : y + height
  const { pixels, width: pitch } = raster
  if (right - left < 12) {
    // For a narrow column a plain loop beats `fill`, whose call costs more than its work.
    for (let row = top; row < bottom; row++) {
      const end = row * pitch + right
      for (let at = row * pitch + left; at < end; at++) pixels[at] = colour
    }
    return
  }
  for (let row = top; row < bottom; row++) {
    pixels.fill(colour, row * pitch + left, row * pitch + right)
  }
}

/** An outline of `line` pixels inside of the area. */
export function frameArea(raster: Raster, area: Area, line: number, colour: Colour): void {
  const { x, y, width, height } = area
  if (width <= 0 || height <= 0) return
  const thin = Math.min(line, width, height)
  fillArea(raster, x, y, width, thin, colour)
  fillArea(raster, x, y + height - thin, width, thin, colour)
  fillArea(raster, x, y, thin, height, colour)
  fillArea(raster, x + width - thin, y, thin, height, colour)
}

/** An outline of dots: what was here. */
export function dotArea(raster: Raster, area: Area, dot: number, colour: Colour): void {
  const { x, y, width, height } = area
  if (width <= 0 || height <= 0) return
  const step = dot * 2
  for (let at = 0; at < width; at += step) {
    fillArea(raster, x + at, y, dot, dot, colour)
    fillArea(raster, x + at, y + height - dot, dot, dot, colour)
  }
  for (let at = 0; at < height; at += step) {
    fillArea(raster, x, y + at, dot, dot, colour)
    fillArea(raster, x + width - dot, y + at, dot, dot, colour)
  }
}

/** Slanted lines `step` pixels apart. Lines of neighbouring areas meet. */
export function hatchArea(
  raster: Raster,
  { x, y, width, height }: Area,
  step: number,
  line: number,
  colour: Colour,
): void {
  const bottom = Math.min(raster.height, y + height)
  for (let row = Math.max(0, y); row < bottom; row++) {
    const offset = (((x + row) % step) + step) % step
    for (let at = offset === 0 ? 0 : step - offset; at < width; at += step) {
      fillArea(raster, x + at, row, Math.min(line, width - at), 1, colour)
    }
  }
}

/** Level lines over what nobody can see. */
export function fogArea(
  raster: Raster,
  { x, y, width, height }: Area,
  step: number,
  colour: Colour,
): void {
  for (let row = Math.ceil(y / step) * step; row < y + height; row += step) {
    fillArea(raster, x, row, width, 1, colour)
  }
}
