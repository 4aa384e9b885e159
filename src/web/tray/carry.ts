/**
 * Carrying something over the harbour by hand: a fault from the tray, a box that waits. What is under the
 * pointer is found by arithmetic; the words beside it say what letting go would do.
 */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { placeAt } from '../../projection/harbour-places.ts'
import { hitHarbour } from '../../projection/harbour-stack.ts'
import { swallowClick } from '../input/swallow-click.ts'
import { nodesOfPlace, type Target } from '../managers/target.ts'
import { harbourOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { Workbench } from '../state/workbench-react.ts'

export interface Cargo {
  /** Racks and zones can be hit as well as nodes. */
  readonly hitsPlaces: boolean
  /** What would happen there. */
  words(target: Target | undefined): string
  drop(target: Target): void
}

export interface Carried {
  readonly words: string
  readonly x: number
  readonly y: number
}

interface Over {
  readonly frame: RefObject<HTMLElement | null>
  readonly run: LoadedRun
  readonly layout: HarbourLayout
}

/** A pointer that moves less has clicked. */
const dragMin = 6

export function useCarry({ frame, run, layout }: Over) {
  const actor = Workbench.useActorRef()
  const [carried, setCarried] = useState<Carried>()
  const latest = useRef(layout)
  latest.current = layout
  const forget = useRef<() => void>(undefined)
  useEffect(() => () => forget.current?.(), [])

  const begin = useCallback(
    (start: { readonly clientX: number; readonly clientY: number }, cargo: Cargo) => {
      forget.current?.()
      let isCarried = false
      const targetOf = (event: PointerEvent) =>
        targetAt(run, latest.current, frame.current, event, cargo.hitsPlaces, actor)
      const move = (event: PointerEvent) => {
        const { clientX: x, clientY: y } = event
        isCarried ||= Math.hypot(x - start.clientX, y - start.clientY) > dragMin
        if (!isCarried) return
        const target = targetOf(event)
        setCarried({ words: cargo.words(target), x, y })
        actor.send({ type: 'point', nodes: nodesOf(run, target) })
      }
      const end = () => {
        setCarried(undefined)
        if (isCarried) actor.send({ type: 'point', nodes: [] })
        forget.current?.()
      }
      const up = (event: PointerEvent) => {
        const target = isCarried ? targetOf(event) : undefined
        if (isCarried) swallowClick()
        end()
        if (target !== undefined) cargo.drop(target)
      }
      const press = (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || !isCarried) return
        event.stopPropagation()
        swallowClick()
        end()
      }
      document.addEventListener('pointermove', move)
      document.addEventListener('pointerup', up)
      document.addEventListener('pointercancel', end)
      document.addEventListener('keydown', press, { capture: true })
      forget.current = () => {
        document.removeEventListener('pointermove', move)
        document.removeEventListener('pointerup', up)
        document.removeEventListener('pointercancel', end)
        document.removeEventListener('keydown', press, { capture: true })
        forget.current = undefined
      }
    },
    [actor, frame, run],
  )
  return { carried, begin }
}

function targetAt(
  run: LoadedRun,
  layout: HarbourLayout,
  frame: HTMLElement | null,
  { clientX, clientY }: PointerEvent,
  hitsPlaces: boolean,
  actor: ReturnType<typeof Workbench.useActorRef>,
): Target | undefined {
  if (frame === null) return undefined
  const { left, top, right, bottom } = frame.getBoundingClientRect()
  if (clientX < left || clientX > right || clientY < top || clientY > bottom) return undefined
  const scrolled = frame.querySelector('.scroller')?.scrollLeft ?? 0
  const point = { x: clientX - left + scrolled, y: clientY - top }
  if (layout.zoom > 1 && point.y < layout.roadsHeight) return undefined
  const { context } = actor.getSnapshot()
  const plan = planOf(run, context.measure)
  const place = hitsPlaces ? placeAt(plan, layout, point) : undefined
  if (place !== undefined) return { type: 'place', ...place }
  const hit = hitHarbour(plan, layout, harbourOf(run, context).boxes, point)
  return hit && { type: 'node', node: hit.node }
}

function nodesOf({ trace }: LoadedRun, target: Target | undefined): readonly number[] {
  if (target?.type === 'node') return [target.node]
  return target?.type === 'place' ? nodesOfPlace(trace, target) : []
}
