/** A step in or out of the harbour is a short glide, not a jump; with reduced motion it is a jump. */
import { easeCubicOut } from 'd3'
import { useEffect, useReducer, useRef } from 'react'
import { type GlideInput, glided, isStep } from '../../projection/harbour-glide.ts'
import type { HarbourView } from '../../projection/harbour-zoom.ts'
import { useMedia } from '../input/screen.ts'
import { useIsPlaying, useWorkbench } from '../state/workbench-react.ts'

const glideMs = 280
/** Above this speed what happens moves fast enough. */
const speedMax = 4

type View = HarbourView | undefined

interface Glide {
  readonly from: View
  readonly to: View
  readonly startMs: number
}

/** @returns the view to draw now, on the way to the one that is asked for. */
export function useGlide(view: View, input: GlideInput): View {
  const isCalm = useMedia('(prefers-reduced-motion: reduce)')
  const isFast = useWorkbench(({ speed }) => speed > speedMax)
  const isPlaying = useIsPlaying()
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const glide = useRef<Glide>(undefined)
  /** What was asked for, and what was drawn, the last time. */
  const asked = useRef(view)
  const shown = useRef(view)
  if (asked.current !== view) {
    const glides = !isCalm && !(isPlaying && isFast) && isStep(shown.current, view)
    glide.current = glides
      ? { from: shown.current, to: view, startMs: performance.now() }
      : undefined
    asked.current = view
  }
  const { current } = glide
  if (current === undefined) shown.current = view
  else {
    const share = easeCubicOut(Math.min(1, (performance.now() - current.startMs) / glideMs))
    shown.current = glided(input, current.from, current.to, share)
    if (share >= 1) glide.current = undefined
  }
  useEffect(() => {
    if (glide.current === undefined) return
    const frame = requestAnimationFrame(draw)
    return () => cancelAnimationFrame(frame)
  })
  return shown.current
}
