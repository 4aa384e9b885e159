/** The theme's tokens as pixel colours, read from the page whenever the theme changes. */
import type { Colour } from './raster.ts'

export interface Palette {
  readonly water: Colour
  readonly berth: Colour
  readonly quay: Colour
  readonly quayEdge: Colour
  readonly land: Colour
  readonly ink: Colour
  readonly frame: Colour
  readonly fail: Colour
  readonly failWash: Colour
  readonly belief: Colour
  readonly beliefWash: Colour
  readonly fog: Colour
  readonly wake: Colour
  /** Index is the hue: 0 for the rest, 1 to 8. */
  readonly services: readonly Colour[]
  /** The same hues, half as strong: what is about to run. */
  readonly pale: readonly Colour[]
  /** The same hues with their edge, for outlines of boxes. */
  readonly edges: readonly Colour[]
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const token = (name: string) => parse(style.getPropertyValue(`--${name}`))
  const berth = token('berth')
  const ink = parse('#14202A')
  const services = Array.from({ length: 9 }, (_, hue) => token(`service-${hue}`))
  const pack = ([red, green, blue]: Rgb): Colour =>
    ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
  return {
    water: pack(token('water')),
    berth: pack(berth),
    quay: pack(token('quay')),
    quayEdge: pack(token('quay-edge')),
    land: pack(token('land')),
    ink: pack(token('ink')),
    frame: pack(mix(token('frame'), berth, 0.5)),
    fail: pack(token('fail')),
    failWash: pack(token('fail-wash')),
    belief: pack(token('belief')),
    beliefWash: pack(token('belief-wash')),
    fog: pack(token('fog')),
    wake: pack(token('wake')),
    services: services.map(pack),
    pale: services.map((colour) => pack(mix(colour, berth, 0.55))),
    edges: services.map((colour) => pack(mix(ink, colour, 0.34))),
  }
}

type Rgb = readonly [red: number, green: number, blue: number]

function parse(text: string): Rgb {
  const digits = text.trim().replace('#', '')
  const value = Number.parseInt(digits, 16)
  if (digits.length !== 6 || Number.isNaN(value)) return [0, 0, 0]
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** `share` of the one over the other. */
function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(one[index] * share + other[index] * (1 - share))
  return [at(0), at(1), at(2)]
}
