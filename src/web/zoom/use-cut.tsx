/**
 * A cut drawn by hand: Shift and a drag lay a boom through the harbour, and what stands on its smaller
 * side is cut off from the rest. Its line of the scenario is shown before anything is done.
 */
import { type RefObject, useEffect, useRef, useState } from 'react'
import { plural } from '../../model/format.ts'
import { nodeState } from '../../model/states.ts'
import { type Point, type Sides, sidesOf } from '../../projection/harbour-cut.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun, type Moment } from '../run/loaded-run.ts'
import { partition } from '../state/interventions.ts'
import { Workbench } from '../state/workbench-react.ts'

interface Drawn {
  readonly from: Point
  readonly to: Point
}

interface CutProps {
  readonly frame: RefObject<HTMLElement | null>
  readonly run: LoadedRun
  readonly layout: HarbourLayout
}

/** Shorter lines were a slip. */
const lengthMin = 24

/** The boom while it is drawn. */
export function Cut({ frame, run, layout }: CutProps) {
  const actor = Workbench.useActorRef()
  const [drawn, setDrawn] = useState<Drawn>()
  const latest = useRef(layout)
  latest.current = layout
  useEffect(() => {
    const element = frame.current
    if (element === null || run.scenario === undefined) return
    let from: Point | undefined
    let hasDrawn = false
    const placeOf = ({ clientX, clientY }: PointerEvent) => {
      const { left, top } = element.getBoundingClientRect()
      return { x: clientX - left, y: clientY - top }
    }
    const down = (event: PointerEvent) => {
      hasDrawn = false
      if (event.button !== 0 || !event.shiftKey) return
      event.preventDefault()
      from = placeOf(event)
    }
    const move = (event: PointerEvent) => {
      if (from !== undefined) setDrawn({ from, to: placeOf(event) })
    }
    const up = (event: PointerEvent) => {
      if (from === undefined) return
      const line = { from, to: placeOf(event) }
      from = undefined
      setDrawn(undefined)
      if (lengthOf(line) < lengthMin) return
      hasDrawn = true
      const { context } = actor.getSnapshot()
      const { timeUs } = context
      const cut = cutOf(run, sidesOf(latest.current, line.from, line.to), context)
      if (cut.refused !== '') return
      const intervention = partition(cut.names, timeUs)
      const title = `Cut off ${plural(cut.names.length, 'machine')}`
      actor.send({ type: 'dialog', dialog: { type: 'confirm', title, intervention } })
    }
    const click = (event: MouseEvent) => {
      if (!hasDrawn) return
      hasDrawn = false
      event.stopPropagation()
      event.preventDefault()
    }
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || from === undefined) return
      event.stopPropagation()
      from = undefined
      setDrawn(undefined)
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('click', click, { capture: true })
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', up)
    document.addEventListener('keydown', cancel, { capture: true })
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('click', click, { capture: true })
      document.removeEventListener('pointermove', move)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('keydown', cancel, { capture: true })
    }
  }, [frame, run, actor])
  if (drawn === undefined) return null
  const { names, refused } = cutOf(
    run,
    sidesOf(layout, drawn.from, drawn.to),
    actor.getSnapshot().context,
  )
  const words = refused === '' ? `cuts off ${namesInWords(names)}` : refused
  return (
    <svg className="boom-drawn" width={layout.width} height={layout.height} aria-hidden="true">
      <line x1={drawn.from.x} y1={drawn.from.y} x2={drawn.to.x} y2={drawn.to.y} />
      <text
        x={Math.min(drawn.from.x + 12, layout.width - words.length * 7)}
        y={Math.max(18, Math.min(drawn.from.y, drawn.to.y) - 6)}
      >
        {words}
      </text>
    </svg>
  )
}

interface CutOff {
  readonly names: readonly string[]
  /** Why it cannot be done, `''` if it can. */
  readonly refused: string
}

function cutOf(run: LoadedRun, [one, other]: Sides, moment: Moment): CutOff {
  const { trace } = run
  const { actual } = clusterOf(run, moment).nodes
  // Who joins later is on no side yet.
  const isThere = (node: number) => actual[node] !== nodeState.absent
  const sides: Sides = [one.filter(isThere), other.filter(isThere)]
  const { side, refused } = viewOf(trace.model).cut(trace.model, sides)
  return { names: side.map((node) => trace.model.nodes[node].name), refused }
}

function namesInWords(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.length} machines`
}

function lengthOf({ from, to }: Drawn): number {
  return Math.hypot(to.x - from.x, to.y - from.y)
}
