/** One figure over time: steps, the playhead with the value there, and the same as a table. */

import { scaleLinear } from 'd3'
import { type PointerEvent, useMemo, useRef, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { Metric } from '../../projection/metrics.ts'
import { type Steps, valueAt } from '../../projection/metrics-steps.ts'
import { axisTicks, type TimeSpan } from '../../projection/timeline-axis.ts'
import { useSize } from '../input/screen.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend, useWorkbench } from '../state/workbench-react.ts'
import { type MetricWords, percent } from './metric-words.ts'

interface MetricChartProps {
  readonly run: LoadedRun
  readonly metric: Metric
  readonly words: MetricWords
}

const height = 46
/** Room for the numbers at the right. */
const right = 58

export function MetricChart({ run, metric, words }: MetricChartProps) {
  const frame = useRef<HTMLDivElement>(null)
  const { width } = useSize(frame)
  const [isTable, setTable] = useState(false)
  const span = useWorkbench((context) => context.span)
  const shown = useMemo<TimeSpan>(
    () => span ?? { fromUs: 0, untilUs: Math.max(1, run.trace.endUs) },
    [span, run],
  )
  return (
    <section className={`figure ${metric.name}`} aria-label={words.title}>
      <header>
        <h3>{words.title}</h3>
        <span className="about">{words.about}</span>
        <Now metric={metric} />
        <button type="button" aria-expanded={isTable} onClick={() => setTable(!isTable)}>
          Table
        </button>
      </header>
      <div ref={frame} className="plot">
        {width > right + 20 && <Plot metric={metric} span={shown} width={width} />}
      </div>
      {isTable && <StepTable metric={metric} title={words.title} />}
    </section>
  )
}

function Now({ metric }: { readonly metric: Metric }) {
  const timeUs = useWorkbench((context) => context.timeUs)
  return <b className="now">{valueInWords(metric, valueAt(metric.steps, timeUs))}</b>
}

function valueInWords({ unit }: Metric, value: number): string {
  if (unit === 'share') return percent(value)
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(1)
}

interface PlotProps {
  readonly metric: Metric
  readonly span: TimeSpan
  readonly width: number
}

function Plot({ metric, span, width }: PlotProps) {
  const send = useSend()
  const plotWidth = width - right
  const x = scaleLinear([span.fromUs, span.untilUs], [0, plotWidth])
  const y = useMemo(() => scaleLinear(boundsOf(metric), [height - 3, 5]), [metric])
  const path = useMemo(
    () => stepPath(metric.steps, span, scaleLinear([span.fromUs, span.untilUs], [0, plotWidth]), y),
    [metric, span, plotWidth, y],
  )
  const [low, high] = y.domain()
  const ticks = axisTicks(span, Math.max(2, Math.floor(plotWidth / 90)))
  const seek = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return
    const { left } = event.currentTarget.getBoundingClientRect()
    send({ type: 'seek', timeUs: Math.max(0, x.invert(event.clientX - left)) })
  }
  return (
    <svg width={width} height={height} aria-hidden="true" onPointerDown={seek} onPointerMove={seek}>
      {ticks.map((tick) => (
        <line key={tick} className="tick" x1={x(tick)} x2={x(tick)} y1={0} y2={height} />
      ))}
      <PickedBand span={span} width={plotWidth} />
      <path className="area" d={`${path}V${y(low)}H0Z`} />
      <path className="steps" d={path} />
      <text x={plotWidth + 6} y={y(high) + 5}>
        {valueInWords(metric, high)}
      </text>
      <text x={plotWidth + 6} y={y(low)}>
        {valueInWords(metric, low)}
      </text>
      <Playhead span={span} width={plotWidth} />
    </svg>
  )
}

/** The span of time that is looked at by itself. */
function PickedBand({ span, width }: { readonly span: TimeSpan; readonly width: number }) {
  const picked = useWorkbench((context) => context.picked)
  if (picked === undefined) return null
  const x = scaleLinear([span.fromUs, span.untilUs], [0, width]).clamp(true)
  const left = x(picked.fromUs)
  return <rect className="picked-band" x={left} width={x(picked.untilUs) - left} height={height} />
}

function Playhead({ span, width }: { readonly span: TimeSpan; readonly width: number }) {
  const timeUs = useWorkbench((context) => context.timeUs)
  if (timeUs < span.fromUs || timeUs > span.untilUs) return null
  const at = ((timeUs - span.fromUs) / (span.untilUs - span.fromUs)) * width
  return <line className="playhead" x1={at} x2={at} y1={0} y2={height} />
}

/** Shares are seen against nothing and all, unless all that happens is close to all. */
function boundsOf({ name, unit, min, max }: Metric): [number, number] {
  if (name === 'availability') return [min > 0.9 && min < 1 ? 0.9 : 0, 1]
  if (unit === 'share') return [0, name === 'balance' ? Math.max(0.01, max) : Math.max(1, max)]
  return [0, Math.max(1, max)]
}

function stepPath(
  { timeUs, value }: Steps,
  { fromUs, untilUs }: TimeSpan,
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  const points: string[] = []
  for (let at = 0; at < timeUs.length; at++) {
    const until = at + 1 < timeUs.length ? timeUs[at + 1] : untilUs
    if (until <= fromUs && at + 1 < timeUs.length) continue
    if (timeUs[at] > untilUs) break
    const left = x(Math.max(fromUs, timeUs[at])).toFixed(1)
    const top = y(value[at]).toFixed(1)
    points.push(points.length === 0 ? `M${left} ${top}` : `H${left}V${top}`)
  }
  return `${points.join('')}H${x(untilUs).toFixed(1)}`
}

/** Rows that are in the page at a time. */
const rowsMax = 200

function StepTable({ metric, title }: { readonly metric: Metric; readonly title: string }) {
  const { timeUs, value } = metric.steps
  const send = useSend()
  const count = Math.min(rowsMax, timeUs.length)
  return (
    <div className="step-table">
      <table>
        <caption>
          {title}: mean {valueInWords(metric, metric.mean)}, from {valueInWords(metric, metric.min)}{' '}
          to {valueInWords(metric, metric.max)}
          {timeUs.length > count && `; the first ${count} of ${formatCount(timeUs.length)} steps`}
        </caption>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, row) => (
            <tr key={timeUs[row]}>
              <td>
                <button type="button" onClick={() => send({ type: 'seek', timeUs: timeUs[row] })}>
                  {clockOf(timeUs[row])}
                </button>
              </td>
              <td>{valueInWords(metric, value[row])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
