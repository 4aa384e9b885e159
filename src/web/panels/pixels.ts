/** A harbour that is painted: its buffer in the page's own pixels, and the theme's colours. */
import { useMemo } from 'react'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { type Palette, readPalette } from '../draw/colours.ts'
import { useLook } from '../input/theme.ts'

/** More device pixels than this cost time and are not seen. */
const scaleMax = 2

export interface Pixels {
  /** Device pixels per pixel of the page. */
  readonly scale: number
  readonly width: number
  readonly height: number
  /** What the canvas gets, and the same bytes as one number per pixel. */
  readonly image: ImageData
  readonly pixels: Uint32Array
  readonly palette: Palette
}

export function usePixels(layout: HarbourLayout): Pixels {
  const look = useLook()
  const scale = Math.min(scaleMax, window.devicePixelRatio || 1)
  const width = Math.round(layout.width * scale)
  const height = Math.round(layout.height * scale)
  const image = useMemo(() => new ImageData(width, height), [width, height])
  const pixels = useMemo(() => new Uint32Array(image.data.buffer), [image])
  // The tokens change with the theme, which React cannot see.
  // biome-ignore lint/correctness/useExhaustiveDependencies: look stands for the tokens
  const palette = useMemo(() => readPalette(document.documentElement), [look])
  return { scale, width, height, image, pixels, palette }
}
