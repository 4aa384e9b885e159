/**
 * Writes a picture as a PNG with a palette, which is a third of one with full colours: 16 steps per channel, and
 * of those colours the 256 that most pixels have. pngjs reads such files, but does not write them.
 */
import { crc32, deflateSync } from 'node:zlib'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly data: Uint8Array
}

const coloursMax = 256

/** 0, 17, 34 ... 255: no byte is further than 8 from its step, 3 % of the way from black to white. */
const step = 17

export function encodePalettePng(picture: Pixels): Buffer {
  const { width, height } = picture
  const { palette, indices } = indexed(picture)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits for each pixel, and they are places in the palette.
  header.set([8, 3], 8)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    // Each row begins with the filter it has: none, which is best for places in a palette.
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => bytesOf(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(data.length, 0)
  frame.set(body, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}

function indexed({ data }: Pixels): { palette: number[]; indices: Uint8Array } {
  const colours = new Uint32Array(data.length / 4)
  const counts = new Map<number, number>()
  for (let pixel = 0; pixel < colours.length; pixel++) {
    const at = pixel * 4
    const colour = (stepOf(data[at]) << 16) | (stepOf(data[at + 1]) << 8) | stepOf(data[at + 2])
    colours[pixel] = colour
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts]
    .sort(([one, many], [other, more]) => more - many || one - other)
    .slice(0, coloursMax)
    .map(([colour]) => colour)
  const places = new Map(palette.map((colour, place) => [colour, place]))
  for (const colour of counts.keys()) {
    if (!places.has(colour)) places.set(colour, nearest(palette, colour))
  }
  return { palette, indices: Uint8Array.from(colours, (colour) => places.get(colour) ?? 0) }
}

function stepOf(byte: number): number {
  return Math.round(byte / step) * step
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0
  for (let place = 1; place < palette.length; place++) {
    if (distance(palette[place], colour) < distance(palette[best], colour)) best = place
  }
  return best
}

function distance(one: number, other: number): number {
  const parts = bytesOf(other)
  return bytesOf(one).reduce((sum, part, at) => sum + (part - parts[at]) ** 2, 0)
}

function bytesOf(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]
}
