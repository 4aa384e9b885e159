/** A window on its way from one view to another, so that the eye sees where it goes. Arithmetic only. */
import type { HarbourLayout } from './harbour-layout.ts'
import type { HarbourPlan } from './harbour-plan.ts'
import { enlarged, type HarbourView, stepMin, type ZoomWindow } from './harbour-zoom.ts'

export interface GlideInput {
  readonly plan: HarbourPlan
  readonly whole: HarbourLayout
  readonly window: ZoomWindow
}

/** No view is the whole harbour. */
type View = HarbourView | undefined

const wholeView: HarbourView = { scale: 1, x: 0, y: 0 }

/** Whether a change is one step in or out; what a hand does by and by needs no help. */
export function isStep(from: View, to: View): boolean {
  const ratio = (to?.scale ?? 1) / (from?.scale ?? 1)
  return Math.max(ratio, 1 / ratio) > stepMin * 1.01
}

/**
 * The view at this share of the way, 0 to 1. The scale grows evenly, by the same factor in the same time, and the
 * middle of the window runs straight to where it will be.
 */
export function glided(
  { plan, whole, window }: GlideInput,
  from: View,
  to: View,
  share: number,
): View {
  if (share >= 1) return to
  const [start, end] = [from ?? wholeView, to ?? wholeView]
  const scale = start.scale * (end.scale / start.scale) ** share
  // While one point of the picture stands still, places move as the reciprocal of the scale does.
  const way =
    start.scale === end.scale
      ? share
      : (1 / start.scale - 1 / scale) / (1 / start.scale - 1 / end.scale)
  const sizeAt = (at: number) => enlarged(plan, whole, at, window)
  const [first, last, now] = [start.scale, end.scale, scale].map(sizeAt)
  /** Where the middle of the window is, as a share of the harbour. */
  const between = (one: number, other: number) => one + (other - one) * way
  const x = between(
    (start.x + window.width / 2) / first.width,
    (end.x + window.width / 2) / last.width,
  )
  const y = between(
    (start.y + window.height / 2) / first.height,
    (end.y + window.height / 2) / last.height,
  )
  return {
    scale,
    x: x * now.width - window.width / 2,
    y: y * now.height - window.height / 2,
  }
}
