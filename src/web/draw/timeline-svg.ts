/**
 * The timeline's lanes as SVG. They are drawn once per run, size and zoom; only the cursor and the
 * veil over the future move with time.
 */
import { select } from 'd3'
import { formatCount } from '../../model/format.ts'
import { tickOf } from '../../projection/harbour-words.ts'
import { axisTicks } from '../../projection/timeline-axis.ts'
import type { Root } from './patterns.ts'
import {
  round,
  type TimelineDrawing,
  type TimelineGeometry,
  type TimeScale,
  timeScale,
} from './timeline-drawing.ts'
import { drawDecisions, drawHappenings } from './timeline-marks.ts'
import { drawNodeLanes } from './timeline-nodes.ts'
import { drawRunning } from './timeline-running.ts'

/** The two halves of the picture: a veil lies between them, and words are never veiled. */
export interface TimelinePictures {
  readonly shapes: SVGSVGElement
  readonly words: SVGSVGElement
}

/** Everything that does not move while playing. */
export function drawTimeline(pictures: TimelinePictures, drawing: TimelineDrawing): void {
  const x = timeScale(drawing.span, drawing.geometry)
  const shapes = clipped(pictures.shapes, 'shapes', drawing.geometry)
  const words = clipped(pictures.words, 'words', drawing.geometry)
  drawGrid(shapes.below, words.below, x, drawing)
  drawNames(words.below, drawing)
  drawRunning(shapes.lanes, words.lanes, x, drawing)
  drawHappenings(words.lanes, x, drawing)
  drawNodeLanes(shapes.lanes, words.lanes, x, drawing)
  drawDecisions(shapes.lanes, words.lanes, x, drawing)
}

/** What lies in the lanes is cut off at their ends; ticks and names are not. */
function clipped(svg: SVGSVGElement, name: string, geometry: TimelineGeometry) {
  const root = select<SVGSVGElement, unknown>(svg)
  if (root.select('g').empty()) {
    root.append('defs').append('clipPath').attr('id', `clip-${name}`).append('rect')
    root.append('g').attr('class', 'below')
    root.append('g').attr('class', 'lanes').attr('clip-path', `url(#clip-${name})`)
  }
  root
    .select('clipPath rect')
    .attr('x', geometry.left - 8)
    .attr('width', Math.max(0, geometry.width - geometry.left - geometry.right + 16))
    .attr('height', geometry.height)
  return {
    below: root.select<SVGGElement>('g.below') as Root,
    lanes: root.select<SVGGElement>('g.lanes') as Root,
  }
}

function drawGrid(shapes: Root, words: Root, x: TimeScale, drawing: TimelineDrawing): void {
  const { span, geometry } = drawing
  const room = geometry.width - geometry.left - geometry.right
  const ticks = axisTicks(span, Math.max(2, Math.floor(room / 110)))
  shapes
    .selectAll<SVGLineElement, number>('line.tick')
    .data(ticks)
    .join('line')
    .attr('class', 'tick')
    .attr('x1', (timeUs) => round(x(timeUs)))
    .attr('x2', (timeUs) => round(x(timeUs)))
    .attr('y1', geometry.axisY + 8)
    .attr('y2', geometry.height)
  words
    .selectAll<SVGTextElement, number>('text.tick')
    .data(ticks)
    .join('text')
    .attr('class', 'tick')
    .attr('x', (timeUs) => round(x(timeUs)))
    .attr('y', geometry.axisY)
    .text(tickOf)
}

interface LaneName {
  readonly text: string
  readonly y: number
  readonly tone: string
}

function drawNames(root: Root, { geometry, rows, timeline, isNarrow }: TimelineDrawing): void {
  const asked = timeline.running.asked.reduce((most, count) => Math.max(most, count), 0)
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
    .selectAll<SVGTextElement, LaneName>('text.lane-name')
    .data(names)
    .join('text')
    .attr('class', ({ tone }) => `lane-name tone-${tone}`)
    .attr('x', geometry.left - 12)
    .attr('y', ({ y }) => y)
    .text(({ text }) => text)
}
