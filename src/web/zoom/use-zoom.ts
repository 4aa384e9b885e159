/**
 * The window over the harbour: wheel and pinch enlarge around the pointer, dragging moves, Alt with
 * plus, minus and zero does the same from the keyboard. What a window shows is arithmetic of the
 * projection; here are only the gestures.
 */
import { type RefObject, useEffect, useMemo } from 'react'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import {
  type HarbourView,
  pannedBy,
  type ZoomWindow,
  zoomedAround,
  zoomedLayout,
} from '../../projection/harbour-zoom.ts'
import { pointWithin } from '../input/own-pixels.ts'
import { Workbench } from '../state/workbench-react.ts'
import { useGlide } from './use-glide.ts'

interface ZoomOptions {
  readonly frame: RefObject<HTMLElement | null>
  readonly plan: HarbourPlan
  readonly whole: HarbourLayout
  readonly window: ZoomWindow
  /** False where the harbour scrolls as a page does. */
  readonly isOn: boolean
}

/** One notch of a wheel, or one press of a key. */
const notch = 1.25
/** A pointer that moves less has clicked. */
const dragMin = 5

/** @returns the layout of what is to be seen. */
export function useZoom({ frame, plan, whole, window, isOn }: ZoomOptions): HarbourLayout {
  const view = Workbench.useSelector(({ context }) => context.view)
  const actor = Workbench.useActorRef()
  useEffect(() => {
    const element = frame.current
    if (element === null || !isOn) return
    const current = () => actor.getSnapshot().context.view
    const show = (next: HarbourView | undefined) => actor.send({ type: 'view', view: next })
    const around = (factor: number, at: { readonly x: number; readonly y: number }) =>
      show(zoomedAround(plan, whole, current(), window, { factor, at }))
    const pan = (x: number, y: number) => {
      const from = current()
      if (from !== undefined) show(pannedBy(plan, whole, from, window, { x, y }))
    }
    const placeOf = (at: { clientX: number; clientY: number }) =>
      pointWithin(element, at, window.width)
    const middle = { x: window.width / 2, y: (window.roadsHeight + window.height) / 2 }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      if (event.shiftKey) pan(event.deltaY, 0)
      // A pinch on a touchpad comes as a wheel with Ctrl and small steps.
      else around(event.ctrlKey ? 2 ** (-event.deltaY / 50) : stepOf(event), placeOf(event))
    }
    const keys = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      if (event.key === '+' || event.key === '=') around(notch ** 2, middle)
      else if (event.key === '-' || event.key === '−') around(1 / notch ** 2, middle)
      else if (event.key === '0') show(undefined)
      else return
      event.preventDefault()
    }
    element.addEventListener('wheel', wheel, { passive: false })
    document.addEventListener('keydown', keys)
    const forget = followPointers(element, { pan, around, placeOf })
    return () => {
      element.removeEventListener('wheel', wheel)
      document.removeEventListener('keydown', keys)
      forget()
    }
  }, [frame, plan, whole, window, isOn, actor])
  const shown = useGlide(view, { plan, whole, window })
  return useMemo(
    () => (shown === undefined || !isOn ? whole : zoomedLayout(plan, whole, shown, window)),
    [plan, whole, shown, window, isOn],
  )
}

/** A wheel has notches of a hundred pixels or more; a touchpad moves by few. */
function stepOf({ deltaY }: WheelEvent): number {
  return notch ** (-Math.sign(deltaY) * Math.min(1, Math.abs(deltaY) / 60))
}

interface Gestures {
  pan(x: number, y: number): void
  around(factor: number, at: { readonly x: number; readonly y: number }): void
  placeOf(event: PointerEvent): { readonly x: number; readonly y: number }
}

/** One pointer moves the window, two enlarge it. Shift draws a cut, which is not ours. */
function followPointers(element: HTMLElement, { pan, around, placeOf }: Gestures): () => void {
  const pointers = new Map<number, { x: number; y: number }>()
  let moved = 0
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || event.shiftKey) return
    if (
      event.target instanceof Element &&
      event.target.closest('.refusal, .found, .waiting, .fault-tray')
    )
      return
    if (pointers.size === 0) moved = 0
    pointers.set(event.pointerId, placeOf(event))
  }
  const move = (event: PointerEvent) => {
    const last = pointers.get(event.pointerId)
    if (last === undefined) return
    const at = placeOf(event)
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    moved += Math.abs(at.x - last.x) + Math.abs(at.y - last.y)
    if (other !== undefined) {
      const before = Math.hypot(last.x - other.x, last.y - other.y)
      const after = Math.hypot(at.x - other.x, at.y - other.y)
      if (before > 0) around(after / before, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 })
    } else if (moved > dragMin) pan(last.x - at.x, last.y - at.y)
    pointers.set(event.pointerId, at)
  }
  const up = (event: PointerEvent) => pointers.delete(event.pointerId)
  // What was dragged was not clicked.
  const click = (event: MouseEvent) => {
    if (moved <= dragMin) return
    moved = 0
    event.stopPropagation()
    event.preventDefault()
  }
  element.addEventListener('pointerdown', down)
  document.addEventListener('pointermove', move)
  document.addEventListener('pointerup', up)
  document.addEventListener('pointercancel', up)
  element.addEventListener('click', click, { capture: true })
  return () => {
    element.removeEventListener('pointerdown', down)
    document.removeEventListener('pointermove', move)
    document.removeEventListener('pointerup', up)
    document.removeEventListener('pointercancel', up)
    element.removeEventListener('click', click, { capture: true })
  }
}
