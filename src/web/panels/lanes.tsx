/** The lanes of the timeline: drawn once, with a cursor and a veil that move. */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import { type TimeSpan, zoomSpan } from '../../projection/timeline-axis.ts'
import { type TimelineGeometry, timeScale } from '../draw/timeline-drawing.ts'
import { laneRows } from '../draw/timeline-nodes.ts'
import { drawTimeline } from '../draw/timeline-svg.ts'
import { EditorLanesSlot } from '../editor/editor-slot.tsx'
import { pointWithin } from '../input/own-pixels.ts'
import { useSize } from '../input/screen.ts'
import { LessonLanesSlot } from '../lessons/lesson-slot.tsx'
import { toldTimeline } from '../lessons/lesson-stage.ts'
import { type LoadedRun, planOf } from '../run/loaded-run.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'
import { MarksLane } from '../time/marks-lane.tsx'
import { PickedSpan } from '../time/picked-span.tsx'
import { usePick } from '../time/use-pick.ts'

export function Lanes({ isPhone }: { readonly isPhone: boolean }) {
  const run = useRun()
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  return (
    <div className="lanes" ref={frame}>
      {run !== undefined && size.width > 0 && (
        <RunLanes run={run} width={size.width} height={size.height} isPhone={isPhone} />
      )}
    </div>
  )
}

interface RunLanesProps {
  readonly run: LoadedRun
  readonly width: number
  readonly height: number
  readonly isPhone: boolean
}

const laneHeight = 17
/** Only where the scenario expects something. */
const claimsHeight = 14

function RunLanes({ run, width, height, isPhone }: RunLanesProps) {
  const svg = useRef<SVGSVGElement>(null)
  const words = useRef<SVGSVGElement>(null)
  const span = useWorkbench((context) => context.span)
  const lesson = useWorkbench((context) => context.lesson)
  const send = useSend()
  const timeline = useMemo(() => toldTimeline(run.timeline, { lesson }), [run, lesson])
  const whole = useMemo<TimeSpan>(
    () => ({ fromUs: 0, untilUs: Math.max(1, timeline.endUs) }),
    [timeline],
  )
  const shown = span ?? whole
  const plan = planOf(run, 'default')
  const claims = !isPhone && (run.expectations?.length ?? 0) > 0 ? claimsHeight : 0
  const fixed = (isPhone ? 76 : 126) + claims
  const rowsMax = Math.max(1, Math.floor((height - fixed) / laneHeight))
  const rows = useMemo(
    () => laneRows(plan, timeline.lanes, rowsMax).slice(0, rowsMax),
    [plan, timeline, rowsMax],
  )
  const geometry = useMemo<TimelineGeometry>(() => {
    const lanesY = (isPhone ? 78 : 90) + claims
    return {
      width,
      height,
      left: isPhone ? 74 : 132,
      right: isPhone ? 30 : 38,
      axisY: 20,
      runningY: 36,
      runningHeight: 32,
      ...(claims > 0 && { claimsY: 70 }),
      happensY: isPhone ? -40 : 78 + claims,
      lanesY: isPhone ? lanesY : lanesY + 8,
      laneHeight,
      decisionsY: isPhone
        ? -40
        : Math.min(height - 9, lanesY + 8 + Math.max(1, rows.length) * laneHeight + 22),
    }
  }, [width, height, isPhone, rows, claims])
  useLayoutEffect(() => {
    if (svg.current === null || words.current === null) return
    drawTimeline(
      { shapes: svg.current, words: words.current },
      { timeline, plan, span: shown, geometry, rows, isNarrow: isPhone },
    )
  }, [timeline, plan, shown, geometry, rows, isPhone])

  const x = timeScale(shown, geometry)
  const timeAt = (event: { clientX: number; clientY: number }) =>
    x.invert(svg.current === null ? 0 : pointWithin(svg.current, event, width).x)
  const pick = usePick(timeAt, geometry.axisY + 10)
  useEffect(() => {
    // React's wheel listeners are passive: they could not keep the page from scrolling.
    const element = svg.current
    if (element === null) return
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const at = pointWithin(element, event, geometry.width)
      const aroundUs = timeScale(shown, geometry).invert(at.x)
      const factor = event.deltaY > 0 ? 1.25 : 0.8
      send({ type: 'span', span: zoomSpan(shown, { factor, aroundUs, endUs: whole.untilUs }) })
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [shown, geometry, send, whole])

  return (
    <>
      <svg
        ref={svg}
        className="lanes-svg"
        width={width}
        height={height}
        aria-hidden="true"
        {...pick}
        onDoubleClick={() => send({ type: 'span', span: undefined })}
      />
      <MarksLane run={run} geometry={geometry} span={shown} />
      <Veil geometry={geometry} span={shown} />
      <PickedSpan run={run} geometry={geometry} span={shown} />
      <svg
        ref={words}
        className="lanes-svg words"
        width={width}
        height={height}
        aria-hidden="true"
      />
      <EditorLanesSlot geometry={geometry} span={shown} />
      <LessonLanesSlot geometry={geometry} span={shown} />
      <Cursor run={run} geometry={geometry} span={shown} />
    </>
  )
}

interface VeilProps {
  readonly geometry: TimelineGeometry
  readonly span: TimeSpan
}

/** What has not happened yet is pale. It moves as a layer of its own: nothing below is repainted. */
function Veil({ geometry, span }: VeilProps) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const at = placeOf(timeUs, span, geometry)
  const right = geometry.width - geometry.right
  return (
    <div className="veil-frame" style={{ top: geometry.axisY + 8, width: right }}>
      <div className="veil" style={{ transform: `translateX(${at}px)` }} />
    </div>
  )
}

function placeOf(timeUs: number, span: TimeSpan, geometry: TimelineGeometry): number {
  return timeScale(span, geometry)(Math.max(span.fromUs, Math.min(span.untilUs, timeUs)))
}

interface CursorProps extends VeilProps {
  readonly run: LoadedRun
}

/** The moment, as a line through all lanes. */
function Cursor({ run, geometry, span }: CursorProps) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const isShown = timeUs >= span.fromUs && timeUs <= span.untilUs
  const text = clockOf(timeUs)
  return (
    <>
      {isShown && (
        <div
          className="cursor"
          style={{ transform: `translateX(${placeOf(timeUs, span, geometry)}px)` }}
        >
          <span>{text}</span>
        </div>
      )}
      <input
        className="for-ears scrubber"
        type="range"
        min={0}
        max={run.trace.endUs}
        value={timeUs}
        readOnly
        tabIndex={-1}
        aria-label="Moment of the run"
        aria-valuetext={text}
      />
    </>
  )
}
