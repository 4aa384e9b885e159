/** The theme's tokens as pixel colours, read from the page whenever the theme changes. */
import type { Colour } from './raster.ts'
import { toneColour } from './tones.ts'

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
  /** Services are patterns: their colours stand for them until `toneAll`. */
  readonly isToned: boolean
}

export function readPalette(element: Element): Palette {
  const isToned = matchMedia('(forced-colors: active)').matches
  const token = createTokenReader(element)
  const berth = token('berth')
  const ink = token('box-ink')
  const services = Array.from({ length: 9 }, (_, hue) => (isToned ? ink : token(`service-${hue}`)))
  const toned = (isPale: boolean) => services.map((_, hue) => toneColour(hue, isPale))
  return {
    isToned,
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
    services: isToned ? toned(false) : services.map(pack),
    pale: isToned ? toned(true) : services.map((colour) => pack(mix(colour, berth, 0.55))),
    edges: services.map((colour) => pack(mix(isToned ? ink : edgeInk, colour, 0.34))),
  }
}

type Rgb = readonly [red: number, green: number, blue: number]

/** The ink of the light theme: edges lie on the services' colours, which are light in every theme. */
const edgeInk: Rgb = [20, 32, 42]

function pack([red, green, blue]: Rgb): Colour {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}

/** Tokens may be names of the system's colours, which only the browser can tell. */
function createTokenReader(element: Element): (name: string) => Rgb {
  const probe = element.ownerDocument.createElement('i')
  probe.style.display = 'none'
  probe.style.setProperty('forced-color-adjust', 'none')
  element.append(probe)
  const style = getComputedStyle(probe)
  const read = (name: string): Rgb => {
    probe.style.color = `var(--${name})`
    const [red = 0, green = 0, blue = 0] = (style.color.match(/[\d.]+/g) ?? []).map(Number)
    return [red, green, blue]
  }
  queueMicrotask(() => probe.remove())
  return read
}

/** `share` of the one over the other. */
function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(one[index] * share + other[index] * (1 - share))
  return [at(0), at(1), at(2)]
}
