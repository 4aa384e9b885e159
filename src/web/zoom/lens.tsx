/** While `z` is held: the berths under the pointer at the closest level, with their names. */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { viewOn } from '../../projection/harbour-enter.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { namedWidth, scaleFor, zoomedLayout } from '../../projection/harbour-zoom.ts'
import { drawHarbour } from '../draw/harbour-svg.ts'
import { harbourOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useWorkbench, Workbench } from '../state/workbench-react.ts'

interface LensProps {
  readonly frame: RefObject<HTMLElement | null>
  readonly run: LoadedRun
  /** What is seen now, and what all of the harbour would be. */
  readonly layout: HarbourLayout
  readonly whole: HarbourLayout
  /** Berth to show where no pointer is. */
  readonly focus: number
}

interface Held {
  readonly x: number
  readonly y: number
  readonly node: number
}

const lensWindow = { width: 372, height: 300, roadsHeight: 0, footHeight: 4 }
/** Three berths side by side. */
const lensBerth = 108

export function Lens(props: LensProps) {
  const held = useHeld(props)
  // What has its names already needs no lens.
  if (held === undefined || props.layout.berthWidth >= namedWidth) return null
  return <LensPicture {...props} held={held} />
}

function useHeld({ frame, layout, focus }: LensProps): Held | undefined {
  const actor = Workbench.useActorRef()
  const [held, setHeld] = useState<Held>()
  const latest = useRef({ layout, focus })
  latest.current = { layout, focus }
  useEffect(() => {
    let pointer: { x: number; y: number } | undefined
    let isHeld = false
    const look = () => {
      const { layout: shown, focus: node } = latest.current
      const at = pointer ?? { x: shown.x[node] + 8, y: shown.footY[node] - 8 }
      setHeld({ ...at, node: pointer === undefined ? node : nearestNode(shown, at) })
    }
    const move = (event: PointerEvent) => {
      const bounds = frame.current?.getBoundingClientRect()
      if (bounds === undefined) return
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
      const isInside = at.x >= 0 && at.y >= 0 && at.x <= bounds.width && at.y <= bounds.height
      pointer = isInside ? at : undefined
      if (isHeld) look()
    }
    const down = (event: KeyboardEvent) => {
      const { hasKeys, dialog } = actor.getSnapshot().context
      if (event.key !== 'z' || event.ctrlKey || event.metaKey || event.altKey) return
      if (!hasKeys || dialog !== undefined || isTyping(event.target) || isHeld) return
      isHeld = true
      look()
    }
    const up = (event: KeyboardEvent | FocusEvent) => {
      if (event instanceof KeyboardEvent && event.key !== 'z') return
      isHeld = false
      setHeld(undefined)
    }
    document.addEventListener('pointermove', move)
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', up)
    return () => {
      document.removeEventListener('pointermove', move)
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', up)
    }
  }, [frame, actor])
  return held
}

function LensPicture({ run, layout, whole, held }: LensProps & { readonly held: Held }) {
  const svg = useRef<SVGSVGElement>(null)
  const context = useWorkbench((all) => all)
  const plan = planOf(run, context.measure)
  const { node } = held
  const lens = useMemo(() => {
    const scale = Math.max(1, scaleFor(whole, lensBerth))
    const view = viewOn(plan, whole, { scale, x: 0, y: 0 }, lensWindow, node)
    return zoomedLayout(plan, whole, view, lensWindow)
  }, [plan, whole, node])
  useLayoutEffect(() => {
    if (svg.current === null) return
    drawHarbour(svg.current, {
      harbour: harbourOf(run, context),
      layout: lens,
      causes: [],
      position: context.position,
      selectedContainer: -1,
      selectedSlot: -1,
      selectedNode: node,
      pointedNodes: [],
      service: context.service,
      focus: -1,
      viewWidth: lens.width,
    })
  })
  const { width, height } = lensWindow
  const left = held.x + width + 24 < layout.width ? held.x + 20 : held.x - width - 20
  const top = Math.max(4, Math.min(layout.height - height - 4, held.y - height / 2))
  return (
    <div className="lens picture" style={{ left: Math.max(4, left), top, width, height }}>
      <svg ref={svg} className="close" width={width} height={height} aria-hidden="true" />
    </div>
  )
}

function nearestNode(layout: HarbourLayout, { x, y }: { x: number; y: number }): number {
  let best = layout.pieces[0]?.nodes[0] ?? 0
  let bestFar = Number.POSITIVE_INFINITY
  for (const { nodes, row } of layout.pieces) {
    const { topY, bottomY } = layout.rows[row]
    const farY = y < topY ? topY - y : y > bottomY ? y - bottomY : 0
    for (const node of nodes) {
      const far = Math.abs(layout.x[node] + layout.berthWidth / 2 - x) + farY * 4
      if (far >= bestFar) continue
      best = node
      bestFar = far
    }
  }
  return best
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}
