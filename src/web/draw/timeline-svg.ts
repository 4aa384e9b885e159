/**
 * The timeline's lanes as SVG. They are drawn once per run, size and zoom; only the cursor and the
 * veil over the future move with time.
 */
import { type ScaleLinear, scaleLinear, select } from 'd3'
import { formatCount } from '../../model/format.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import { tickOf } from '../../projection/harbour-words.ts'
import type { Timeline } from '../../projection/timeline.ts'
import { axisTicks, type TimeSpan } from '../../projection/timeline-axis.ts'
import type { Root } from './patterns.ts'
import { drawDecisions, drawHappenings } from './timeline-marks.ts'
import { drawNodeLanes, type LaneRow } from './timeline-nodes.ts'

export interface TimelineGeometry {
  readonly width: number
  readonly height: number
  /** Where the axis begins; names of the lanes stand left of it. */
  readonly left: number
  readonly right: number
  readonly axisY: number
  readonly runningY: number
  readonly runningHeight: number
  readonly happensY: number
  readonly lanesY: number
  readonly laneHeight: number
  readonly decisionsY: number
}

export interface TimelineDrawing {
  readonly timeline: Timeline
  readonly plan: HarbourPlan
  readonly span: TimeSpan
  readonly geometry: TimelineGeometry
  readonly rows: readonly LaneRow[]
  readonly isNarrow: boolean
}

export type TimeScale = ScaleLinear<number, number>

export function timeScale({ fromUs, untilUs }: TimeSpan, geometry: TimelineGeometry): TimeScale {
  return scaleLinear(
    [fromUs, Math.max(untilUs, fromUs + 1)],
    [geometry.left, geometry.width - geometry.right],
  )
}

/** Everything that does not move while playing. */
export function drawTimeline(svg: SVGSVGElement, drawing: TimelineDrawing): void {
  const root = select<SVGSVGElement, unknown>(svg)
  if (root.select('g').empty()) {
    const defs = root.append('defs')
    defs.append('clipPath').attr('id', 'lanes-clip').append('rect')
    for (const name of ['grid', 'names', 'lanes']) root.append('g').attr('class', name)
    root.select('g.lanes').attr('clip-path', 'url(#lanes-clip)')
  }
  const { geometry } = drawing
  root
    .select('#lanes-clip rect')
    .attr('x', geometry.left - 8)
    .attr('width', Math.max(0, geometry.width - geometry.left - geometry.right + 16))
    .attr('height', geometry.height)
  const x = timeScale(drawing.span, geometry)
  const layer = (name: string): Root => root.select<SVGGElement>(`g.${name}`)
  drawGrid(layer('grid'), x, drawing)
  drawNames(layer('names'), drawing)
  const lanes = layer('lanes')
  drawRunning(lanes, x, drawing)
  drawHappenings(lanes, x, drawing)
  drawNodeLanes(lanes, x, drawing)
  drawDecisions(lanes, x, drawing)
}

function drawGrid(root: Root, x: TimeScale, { span, geometry }: TimelineDrawing): void {
  const room = geometry.width - geometry.left - geometry.right
  const ticks = axisTicks(span, Math.max(2, Math.floor(room / 110)))
  root
    .selectAll<SVGGElement, number>('g.tick')
    .data(ticks, (timeUs) => timeUs)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'tick')
      group.append('line')
      group.append('text').attr('y', geometry.axisY)
      return group
    })
    .attr('transform', (timeUs) => `translate(${x(timeUs)},0)`)
    .each(function (timeUs) {
      const [line, text] = this.children
      line.setAttribute('y1', String(geometry.axisY + 8))
      line.setAttribute('y2', String(geometry.height))
      text.setAttribute('y', String(geometry.axisY))
      text.textContent = tickOf(timeUs)
    })
}

interface LaneName {
  readonly text: string
  readonly y: number
  readonly tone: string
}

function drawNames(root: Root, { geometry, rows, timeline, isNarrow }: TimelineDrawing): void {
  const asked = Math.max(0, ...timeline.running.asked)
  const names: LaneName[] = [
    {
      text: isNarrow ? 'running' : `running of ${formatCount(asked)}`,
      y: geometry.runningY + 10,
      tone: 'plain',
    },
    { text: 'happens', y: geometry.happensY + 4, tone: 'plain' },
    ...rows.map(({ name, isTrouble }, index) => ({
      text: name,
      y: geometry.lanesY + index * geometry.laneHeight + 5,
      tone: isTrouble ? 'fail' : 'plain',
    })),
    { text: 'moves', y: geometry.decisionsY + 4, tone: 'plain' },
  ]
  root
    .selectAll<SVGTextElement, LaneName>('text')
    .data(names)
    .join('text')
    .attr('class', ({ tone }) => `lane-name tone-${tone}`)
    .attr('x', geometry.left - 12)
    .attr('y', ({ y }) => y)
    .text(({ text }) => text)
}

/** Asked is the line; the missing hang below it in red; belief is a step in magenta. */
function drawRunning(root: Root, x: TimeScale, drawing: TimelineDrawing): void {
  const { timeline, geometry } = drawing
  const { timeUs, asked, runs, believed } = timeline.running
  const most = Math.max(1, ...asked)
  let worst = 1
  for (let step = 0; step < timeUs.length; step++) worst = Math.max(worst, missingAt(drawing, step))
  // The line of what is asked is the top; the deepest hole fills the lane.
  const depth = Math.max(worst, most * 0.12)
  const y = (missing: number) =>
    geometry.runningY + (missing / depth) * (geometry.runningHeight - 4)
  let line = ''
  let area = ''
  let belief = ''
  for (let step = 0; step < timeUs.length; step++) {
    const from = round(x(timeUs[step]))
    const to = round(x(step + 1 < timeUs.length ? timeUs[step + 1] : timeline.endUs))
    if (asked[step] === 0) continue
    line += `M${from} ${geometry.runningY}H${to}`
    const missing = asked[step] - runs[step]
    if (missing > 0) {
      area += `M${from} ${geometry.runningY}H${to}V${round(y(missing))}H${from}Z`
    }
    const unbelieved = asked[step] - believed[step]
    if (unbelieved !== missing) belief += `M${from} ${round(y(unbelieved))}H${to}`
  }
  const paths = [
    { name: 'missing', d: area },
    { name: 'asked', d: line },
    { name: 'believed', d: belief },
  ]
  root
    .selectAll<SVGPathElement, (typeof paths)[number]>('path.series')
    .data(paths, ({ name }) => name)
    .join('path')
    .attr('class', ({ name }) => `series ${name}`)
    .attr('d', ({ d }) => d)
  drawCounts(root, x, drawing, y)
}

interface CountLabel {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** How many run, where it stays long enough to be read. */
function drawCounts(
  root: Root,
  x: TimeScale,
  drawing: TimelineDrawing,
  y: (missing: number) => number,
): void {
  const { timeUs, runs } = drawing.timeline.running
  const labels: CountLabel[] = []
  for (let step = 0; step < timeUs.length; step++) {
    if (missingAt(drawing, step) === 0) continue
    const from = x(timeUs[step])
    const to = x(step + 1 < timeUs.length ? timeUs[step + 1] : drawing.timeline.endUs)
    const text = formatCount(runs[step])
    if (to - from < text.length * 8 + 8) continue
    labels.push({
      x: Math.max(from, drawing.geometry.left) + 5,
      y: Math.max(y(missingAt(drawing, step)) - 4, drawing.geometry.runningY + 13),
      text,
    })
  }
  root
    .selectAll<SVGTextElement, CountLabel>('text.missing-count')
    .data(labels.slice(0, 40))
    .join('text')
    .attr('class', 'missing-count')
    .attr('x', (label) => label.x)
    .attr('y', (label) => label.y)
    .text(({ text }) => text)
}

function missingAt({ timeline }: TimelineDrawing, step: number): number {
  return timeline.running.asked[step] - timeline.running.runs[step]
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}
