/**
 * The harbour: measures its room, lays out the berths, and hands every moment to the drawing of
 * its level of detail. Pointer and keys find what is under them by arithmetic.
 */
import { type MouseEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { enteredView, viewOn } from '../../projection/harbour-enter.ts'
import {
  flatHeight,
  type HarbourLayout,
  layoutHarbour,
  levelOf,
} from '../../projection/harbour-layout.ts'
import { type PlaceHit, placeAt } from '../../projection/harbour-places.ts'
import { type Hit, hitHarbour } from '../../projection/harbour-stack.ts'
import type { ZoomWindow } from '../../projection/harbour-zoom.ts'
import type { SearchMatches } from '../../projection/search-match.ts'
import { pointWithin } from '../input/own-pixels.ts'
import { type Size, useIsPhone, useSize } from '../input/screen.ts'
import type { Target } from '../managers/target.ts'
import { harbourOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useFound } from '../search/found.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { FaultTray } from '../tray/fault-tray.tsx'
import { WaitingDrag } from '../tray/waiting-drag.tsx'
import { Lens } from '../zoom/lens.tsx'
import { Networks } from '../zoom/networks.tsx'
import { Cut } from '../zoom/use-cut.tsx'
import { useZoom } from '../zoom/use-zoom.ts'
import { HarbourClose } from './harbour-close.tsx'
import { HarbourFar } from './harbour-far.tsx'
import { HarbourTools } from './harbour-tools.tsx'
import { ManagersStrip } from './managers-strip.tsx'

export interface HarbourProps {
  readonly run: LoadedRun
  readonly layout: HarbourLayout
  readonly size: Size
  /** Berth that Tab reaches. */
  readonly focus: number
  readonly onFocus: (node: number) => void
  readonly hitAt: (event: MouseEvent) => Hit | undefined
  /** The rack or zone whose quay or name is there. */
  readonly placeAt: (event: MouseEvent) => PlaceHit | undefined
  readonly onVerbs: (target: Target, at: { readonly x: number; readonly y: number }) => void
  /** One step in: to the zone, the rack, or the node. */
  readonly onEnter: (node: number) => boolean
  /** What the search field finds; undefined while it is empty. */
  readonly found: SearchMatches | undefined
}

export function Harbour() {
  const run = useRun()
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  return (
    <section className="harbour" aria-label="Harbour">
      <div className="water" ref={frame}>
        {run !== undefined && size.width > 0 && <RunHarbour run={run} size={size} frame={frame} />}
      </div>
      <ManagersStrip />
      <HarbourTools />
    </section>
  )
}

interface RunHarbourProps {
  readonly run: LoadedRun
  readonly size: Size
  readonly frame: RefObject<HTMLDivElement | null>
}

function RunHarbour({ run, size, frame }: RunHarbourProps) {
  const send = useSend()
  const isPhone = useIsPhone()
  const measure = useWorkbench((context) => context.measure)
  const view = useWorkbench((context) => context.view)
  const plan = planOf(run, measure)
  const window = useMemo<ZoomWindow>(
    () => ({
      width: size.width,
      height: size.height,
      roadsHeight: isPhone || size.height < flatHeight ? 72 : size.height < 560 ? 92 : 116,
      // The tools stand on the last strip of water.
      footHeight: isPhone ? 8 : 28,
    }),
    [size, isPhone],
  )
  const whole = useMemo(() => {
    const level = levelOf(plan)
    return layoutHarbour(plan, {
      ...window,
      level,
      moves: Math.max(0, ...run.causes.map(({ moves }) => moves.length)),
      scrolls: isPhone && level === 1,
    })
  }, [plan, window, isPhone, run])
  const isWindow = !(isPhone && whole.level === 1)
  const layout = useZoom({ frame, plan, whole, window, isOn: isWindow })
  const [asked, setFocus] = useState(plan.order[0] ?? 0)
  // Whatever Tab reaches must be in the picture.
  const isThere = layout.shown === undefined || layout.shown.includes(asked)
  const focus = isThere ? asked : (layout.shown?.[layout.shown.length >> 1] ?? asked)
  useKeptFocus(frame, layout, focus)
  const sight = useWorkbench((context) => context)
  const pointOf = (event: MouseEvent) => {
    const point = pointWithin(event.currentTarget, event, layout.width)
    return layout.zoom > 1 && point.y < layout.roadsHeight ? undefined : point
  }
  const hitAt = (event: MouseEvent) => {
    const point = pointOf(event)
    return point && hitHarbour(plan, layout, harbourOf(run, sight).boxes, point)
  }
  const onEnter = (node: number) => {
    const next = isWindow ? enteredView(plan, whole, view, window, node) : view
    if (next !== view) send({ type: 'view', view: next })
    return next !== view
  }
  const props: HarbourProps = {
    run,
    layout,
    size,
    focus,
    onFocus(node) {
      setFocus(node)
      const isSeen = layout.shown === undefined || isWhollySeen(layout, node)
      if (view !== undefined && !isSeen) {
        send({ type: 'view', view: viewOn(plan, whole, view, window, node) })
      }
    },
    hitAt,
    placeAt(event) {
      const point = pointOf(event)
      return point && placeAt(plan, layout, point)
    },
    onVerbs: (target, { x, y }) =>
      send({ type: 'dialog', dialog: { type: 'verbs', target, x, y } }),
    onEnter,
    found: useFound(run),
  }
  return (
    <>
      {layout.level === 1 ? <HarbourClose {...props} /> : <HarbourFar {...props} />}
      <FaultTray frame={frame} run={run} layout={layout} />
      <WaitingDrag frame={frame} run={run} layout={layout} />
      <Networks run={run} layout={layout} />
      <Cut frame={frame} run={run} layout={layout} />
      <Lens frame={frame} run={run} layout={layout} whole={whole} focus={focus} />
    </>
  )
}

function isWhollySeen({ x, footY, berthWidth, roadsHeight, ...size }: HarbourLayout, node: number) {
  const isInRow = footY[node] > roadsHeight && footY[node] < size.height
  return isInRow && x[node] >= 0 && x[node] + berthWidth <= size.width
}

/** Another level is another element: the focus goes along with the berth. */
function useKeptFocus(
  frame: RefObject<HTMLDivElement | null>,
  layout: HarbourLayout,
  focus: number,
): void {
  const hadFocus = useRef(false)
  useEffect(() => {
    const look = () => {
      const { activeElement: active } = document
      if (active !== document.body) hadFocus.current = frame.current?.contains(active) === true
    }
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [frame])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layout is what may have replaced the element
  useEffect(() => {
    if (!hadFocus.current || document.activeElement !== document.body) return
    const own = `.picture g.berth[data-node="${focus}"], .picture .proxy`
    frame.current?.querySelector<HTMLElement>(own)?.focus()
  }, [frame, layout, focus])
}
