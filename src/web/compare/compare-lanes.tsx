/** Both runs over one axis: how much ran, where their facts differ, and the first difference. */
import { scaleLinear } from 'd3'
import { type PointerEvent, useMemo, useRef } from 'react'
import { formatCount } from '../../model/format.ts'
import { clockOf, tickOf } from '../../projection/harbour-words.ts'
import { axisTicks } from '../../projection/timeline-axis.ts'
import { useSize } from '../input/screen.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import type { Compared, Pair } from './compare-machine.ts'
import { Happens } from './happens.tsx'
import { areaPath, linePath, stepsOf, tickPaths } from './lane-paths.ts'

interface LanesProps {
  readonly pair: Pair
  readonly compared: Compared | undefined
  readonly isPhone: boolean
}

export function CompareLanes(props: LanesProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(frame)
  return (
    <div className="compare-lanes" ref={frame}>
      {width > 0 && height > 0 && <Lanes {...props} width={width} height={height} />}
    </div>
  )
}

interface SizedProps extends LanesProps {
  readonly width: number
  readonly height: number
}

const axisY = 18
const tickHeight = 10

function geometryOf({ width, height, isPhone }: Omit<SizedProps, 'pair' | 'compared'>) {
  const left = isPhone ? 64 : 116
  const right = isPhone ? 26 : 44
  // Below the line of what runs: two rows of facts, then what was done.
  const factsY = Math.max(axisY + 40, height - 62)
  return { left, right: width - right, factsY, happensY: factsY + 42 }
}

function Lanes(props: SizedProps) {
  const { pair, compared, width, height, isPhone } = props
  const svg = useRef<SVGSVGElement>(null)
  const send = useSend()
  const endUs = Math.max(1, pair.one.trace.endUs, pair.other.trace.endUs)
  const { left, right, factsY, happensY } = geometryOf({ width, height, isPhone })
  const x = useMemo(() => scaleLinear([0, endUs], [left, right]), [endUs, left, right])
  const scrub = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    const edge = svg.current?.getBoundingClientRect().left ?? 0
    send({ type: 'seek', timeUs: x.invert(event.clientX - edge) })
  }
  return (
    <>
      <svg
        ref={svg}
        className="compare-lanes-svg"
        width={width}
        height={height}
        aria-hidden="true"
        onPointerDown={scrub}
        onPointerMove={scrub}
      >
        {axisTicks({ fromUs: 0, untilUs: endUs }, Math.max(2, (right - left) / 110)).map((at) => (
          <g key={at}>
            <line className="tick" x1={x(at)} x2={x(at)} y1={axisY + 6} y2={height} />
            <text className="tick" x={x(at)} y={axisY}>
              {tickOf(at)}
            </text>
          </g>
        ))}
        <Running pair={pair} x={x} left={left} right={right} bottom={factsY - 14} />
        <Facts pair={pair} compared={compared} x={x} left={left} y={factsY} />
        <Happens pair={pair} x={x} left={left} right={right} y={happensY} />
      </svg>
      <Cursor x={x} left={left} right={right} />
    </>
  )
}

interface RunningProps {
  readonly pair: Pair
  readonly x: (timeUs: number) => number
  readonly left: number
  readonly right: number
  readonly bottom: number
}

function Running({ pair: { one, other }, x, left, right, bottom }: RunningProps) {
  const most = Math.max(1, mostOf(one), mostOf(other))
  const paths = useMemo(() => {
    const y = scaleLinear([0, most], [bottom, axisY + 16])
    const mine = stepsOf(one.timeline.running, x, y)
    const theirs = stepsOf(other.timeline.running, x, y)
    const end = Math.min(x(one.trace.endUs), x(other.trace.endUs))
    return {
      area: areaPath(mine, theirs, end),
      one: linePath(mine, x(one.trace.endUs)),
      other: linePath(theirs, x(other.trace.endUs)),
    }
  }, [one, other, x, most, bottom])
  return (
    <>
      <text className="lane-name" x={left - 10} y={axisY + 20}>
        running
      </text>
      <text className="lane-end" x={right + 8} y={axisY + 20}>
        {formatCount(most)}
      </text>
      <text className="lane-end" x={right + 8} y={bottom + 4}>
        0
      </text>
      <path className="between" d={paths.area} />
      <path className="runs one" d={paths.one} />
      <path className="runs other" d={paths.other} />
    </>
  )
}

function mostOf({ timeline }: LoadedRun): number {
  return timeline.running.runs.reduce((most, count) => Math.max(most, count), 0)
}

interface FactsProps {
  readonly pair: Pair
  readonly compared: Compared | undefined
  readonly x: (timeUs: number) => number
  readonly left: number
  readonly y: number
}

const none = new Int32Array(0)

function Facts({ pair: { one, other }, compared, x, left, y }: FactsProps) {
  const sides = useMemo(() => {
    const height = tickHeight
    const { oneRows = none, otherRows = none } = compared?.comparison ?? {}
    return [
      { run: one, at: y, ticks: tickPaths(one.trace.timeUs, oneRows, { x, y, height }) },
      {
        run: other,
        at: y + 18,
        ticks: tickPaths(other.trace.timeUs, otherRows, { x, y: y + 18, height }),
      },
    ]
  }, [one, other, compared, x, y])
  const first = compared?.comparison.first
  return (
    <>
      {sides.map(({ run, at, ticks }) => (
        <g key={run.id}>
          <text className="lane-name" x={left - 10} y={at + 9}>
            {fitted(run.label, left - 14)}
          </text>
          <path className="facts equal" d={ticks.equal} />
          <path className="facts different" d={ticks.different} />
        </g>
      ))}
      {first?.type === 'fact' && (
        <g className="first-pin">
          <line x1={x(first.timeUs)} x2={x(first.timeUs)} y1={axisY + 8} y2={y + 32} />
          <circle cx={x(first.timeUs)} cy={y + 34} r="4" />
        </g>
      )}
    </>
  )
}

/** Condensed type is about this wide at its size. */
const characterWidth = 5.3

function fitted(text: string, width: number): string {
  const most = Math.floor(width / characterWidth)
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`
}

interface CursorProps {
  readonly x: (timeUs: number) => number
  readonly left: number
  readonly right: number
}

function Cursor({ x, left, right }: CursorProps) {
  const timeUs = useWorkbench((context) => context.timeUs)
  const at = Math.max(left, Math.min(right, x(timeUs)))
  return (
    <div className="cursor" style={{ transform: `translateX(${at}px)` }}>
      <span>{clockOf(timeUs)}</span>
    </div>
  )
}
