/**
 * The harbour: measures its room, lays out the berths, and hands every moment to the drawing of
 * its level of detail. Pointer and keys find what is under them by arithmetic.
 */
import { type MouseEvent, useMemo, useRef, useState } from 'react'
import { type HarbourLayout, layoutHarbour, levelOf } from '../../projection/harbour-layout.ts'
import { type Hit, hitHarbour } from '../../projection/harbour-stack.ts'
import { type Size, useIsPhone, useSize } from '../input/screen.ts'
import { harbourOf, type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
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
  readonly onVerbs: (node: number, at: { readonly x: number; readonly y: number }) => void
}

export function Harbour() {
  const run = useRun()
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  return (
    <section className="harbour" aria-label="Harbour">
      <div className="water" ref={frame}>
        {run !== undefined && size.width > 0 && <RunHarbour run={run} size={size} />}
      </div>
      <ManagersStrip />
      <HarbourTools />
    </section>
  )
}

function RunHarbour({ run, size }: { readonly run: LoadedRun; readonly size: Size }) {
  const send = useSend()
  const isPhone = useIsPhone()
  const measure = useWorkbench((context) => context.measure)
  const plan = planOf(run, measure)
  const layout = useMemo(() => {
    const level = levelOf(plan)
    return layoutHarbour(plan, {
      width: size.width,
      height: size.height,
      level,
      roadsHeight: isPhone ? 72 : size.height < 560 ? 92 : 116,
      moves: Math.max(0, ...run.causes.map(({ moves }) => moves.length)),
      // The tools stand on the last strip of water.
      footHeight: isPhone ? 8 : 28,
      scrolls: isPhone && level === 1,
    })
  }, [plan, size, isPhone, run])
  const [focus, setFocus] = useState(plan.order[0] ?? 0)
  const sight = useWorkbench((context) => context)
  const hitAt = (event: MouseEvent) => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const point = { x: event.clientX - bounds.left, y: event.clientY - bounds.top }
    const { boxes } = harbourOf(run, sight)
    return hitHarbour(plan, layout, boxes, point)
  }
  const props: HarbourProps = {
    run,
    layout,
    size,
    focus,
    onFocus: setFocus,
    hitAt,
    onVerbs: (node, { x, y }) => send({ type: 'dialog', dialog: { type: 'verbs', node, x, y } }),
  }
  return layout.level === 1 ? <HarbourClose {...props} /> : <HarbourFar {...props} />
}
