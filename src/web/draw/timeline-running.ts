/**
 * The lane of what runs: asked is the line, the missing hang below it in red, belief is a step in
 * magenta where it differs. Steps that share a pixel are told by the worst of them.
 */
import { formatCount } from '../../model/format.ts'
import type { RunningSeries } from '../../projection/timeline.ts'
import type { Root } from './patterns.ts'
import { round, type TimelineDrawing, type TimeScale } from './timeline-drawing.ts'

/** A stretch of the lane, at least a pixel wide. */
export interface RunningPart {
  readonly from: number
  readonly to: number
  readonly asked: number
  readonly runs: number
  readonly missing: number
  /** Asked for and not believed to run. */
  readonly unbelieved: number
}

export function runningParts(
  { timeUs, asked, runs, believed }: RunningSeries,
  endUs: number,
  x: (timeUs: number) => number,
): RunningPart[] {
  const parts: RunningPart[] = []
  const missing = (step: number) => asked[step] - runs[step]
  const tell = (step: number, fromX: number, toX: number) =>
    parts.push({
      from: fromX,
      to: toX,
      asked: asked[step],
      runs: runs[step],
      missing: missing(step),
      unbelieved: asked[step] - believed[step],
    })
  let worst = 0
  let from = timeUs.length === 0 ? 0 : x(timeUs[0])
  for (let step = 0; step < timeUs.length; step++) {
    if (missing(step) > missing(worst)) worst = step
    const isLast = step + 1 === timeUs.length
    const to = x(isLast ? endUs : timeUs[step + 1])
    if (to - from < 1 && !isLast) continue
    if (worst !== step && to - from > 1) {
      // The pixel that was shared is over; the step goes on after it as it is.
      tell(worst, from, from + 1)
      from += 1
      worst = step
      if (to - from < 1 && !isLast) continue
    }
    tell(worst, from, to)
    from = to
    worst = step + 1
  }
  return parts
}

export function drawRunning(
  shapes: Root,
  words: Root,
  x: TimeScale,
  drawing: TimelineDrawing,
): void {
  const { timeline, geometry } = drawing
  const parts = runningParts(timeline.running, timeline.endUs, x)
  const most = parts.reduce((largest, { asked }) => Math.max(largest, asked), 1)
  const worst = parts.reduce((largest, { missing }) => Math.max(largest, missing), 1)
  // The line of what is asked is the top; the deepest hole fills the lane.
  const depth = Math.max(worst, most * 0.12)
  const y = (missing: number) =>
    round(geometry.runningY + (missing / depth) * (geometry.runningHeight - 4))
  let line = ''
  let area = ''
  let belief = ''
  for (const { from, to, asked, missing, unbelieved } of parts) {
    if (asked === 0) continue
    line += `M${round(from)} ${geometry.runningY}H${round(to)}`
    if (missing > 0) {
      area += `M${round(from)} ${geometry.runningY}H${round(to)}V${y(missing)}H${round(from)}Z`
    }
    if (unbelieved !== missing) belief += `M${round(from)} ${y(unbelieved)}H${round(to)}`
  }
  const paths = [
    { name: 'missing', d: area },
    { name: 'asked', d: line },
    { name: 'believed', d: belief },
  ]
  shapes
    .selectAll<SVGPathElement, (typeof paths)[number]>('path.series')
    .data(paths, ({ name }) => name)
    .join('path')
    .attr('class', ({ name }) => `series ${name}`)
    .attr('d', ({ d }) => d)
  drawCounts(words, parts, drawing, y)
}

/** How many run, where it stays long enough to be read. */
function drawCounts(
  root: Root,
  parts: readonly RunningPart[],
  { geometry }: TimelineDrawing,
  y: (missing: number) => number,
): void {
  const labels = parts.flatMap(({ from, to, runs, missing }) => {
    const text = formatCount(runs)
    if (missing === 0 || to - from < text.length * 8 + 8) return []
    return [
      {
        x: Math.max(from, geometry.left) + 5,
        y: Math.max(y(missing) - 4, geometry.runningY + 13),
        text,
      },
    ]
  })
  root
    .selectAll<SVGTextElement, (typeof labels)[number]>('text.missing-count')
    .data(labels.slice(0, 40))
    .join('text')
    .attr('class', 'missing-count')
    .attr('x', (label) => label.x)
    .attr('y', (label) => label.y)
    .text(({ text }) => text)
}
