/** Lanes of nodes: a thick bar for the machine, a thin one below for the belief where it differs. */
import { formatCount, formatDuration } from '../../model/format.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import type { NodeLane } from '../../projection/timeline-nodes.ts'
import type { ManagerView } from '../managers/manager-view.ts'
import { viewOf } from '../managers/registry.ts'
import type { Root } from './patterns.ts'
import {
  type LaneRow,
  round,
  type TimelineDrawing,
  type TimelineGeometry,
  type TimeScale,
} from './timeline-drawing.ts'

/** One row per node that changed; many nodes are told by rack. */
export function laneRows(
  plan: HarbourPlan,
  lanes: readonly NodeLane[],
  rowsMax: number,
): LaneRow[] {
  const { nodes } = plan.trace.model
  const order = new Map(plan.order.map((node, index) => [node, index]))
  const sorted = [...lanes].sort(
    (one, other) => (order.get(one.node) ?? 0) - (order.get(other.node) ?? 0),
  )
  if (sorted.length <= rowsMax) {
    return sorted.map((lane) => ({
      name: nodes[lane.node].name,
      isTrouble: isTrouble(lane),
      lanes: [lane],
    }))
  }
  const byRack = new Map<string, NodeLane[]>()
  for (const lane of sorted) {
    const { rack, zone, name } = nodes[lane.node]
    const key = rack === '' ? (zone === '' ? name : `zone ${zone}`) : `rack ${rack}`
    const group = byRack.get(key)
    if (group === undefined) byRack.set(key, [lane])
    else group.push(lane)
  }
  return [...byRack]
    .map(([name, group]) => ({
      name:
        group.length === 1
          ? nodes[group[0].node].name
          : `${name}, ${formatCount(group.length)} nodes`,
      isTrouble: group.some(isTrouble),
      lanes: group,
    }))
    .sort((one, other) => Number(other.isTrouble) - Number(one.isTrouble))
}

function isTrouble({ actual }: NodeLane): boolean {
  return actual.some(({ state }) => state !== 'up' && state !== 'absent')
}

interface Bar {
  readonly kind: string
  readonly x: number
  readonly y: number
  readonly width: number
}

interface GapMark {
  readonly from: number
  readonly to: number
  readonly y: number
  readonly text: string
  /** The same where there is little room. */
  readonly short: string
  readonly marks: readonly number[]
}

const barHeight = 5

export function drawNodeLanes(
  shapes: Root,
  words: Root,
  x: TimeScale,
  drawing: TimelineDrawing,
): void {
  const bars: Bar[] = []
  const gaps: GapMark[] = []
  const beliefs = viewOf(drawing.plan.trace.model).beliefWords
  for (const [index, { lanes }] of drawing.rows.entries()) {
    const y = drawing.geometry.lanesY + index * drawing.geometry.laneHeight
    // In a rack's row the bars lie on each other; the worst is drawn last.
    for (const lane of lanes) bars.push(...barsOf(lane, x, y))
    gaps.push(...gapsOf(lanes, x, y, beliefs))
  }
  bars.sort((one, other) => Number(one.kind !== 'up') - Number(other.kind !== 'up'))
  shapes
    .selectAll<SVGRectElement, Bar>('rect.bar')
    .data(bars.slice(0, 2000))
    .join('rect')
    .attr('class', ({ kind }) => `bar ${kind}`)
    .attr('x', (bar) => round(bar.x))
    .attr('y', (bar) => bar.y)
    .attr('width', (bar) => Math.max(0.5, round(bar.width)))
    .attr('height', barHeight)
  drawGaps(shapes, words, gaps.slice(0, 200), spoken(gaps, drawing.geometry))
}

function barsOf({ actual, believed }: NodeLane, x: TimeScale, y: number): Bar[] {
  const bars: Bar[] = actual.flatMap(({ fromUs, untilUs, state }) => {
    if (state === 'absent') return []
    return [{ kind: state, x: x(fromUs), y, width: x(untilUs) - x(fromUs) }]
  })
  for (const { fromUs, untilUs, state } of believed) {
    if (state !== 'pending' || untilUs - fromUs < 1_000_000) continue
    bars.push({
      kind: 'pending',
      x: x(fromUs),
      y: y + barHeight + 1,
      width: x(untilUs) - x(fromUs),
    })
  }
  return bars
}

function gapsOf(
  lanes: readonly NodeLane[],
  x: TimeScale,
  y: number,
  beliefs: ManagerView['beliefWords'],
): GapMark[] {
  if (lanes.length === 1) {
    const [{ gaps, failuresUs }] = lanes
    return gaps.map(({ fromUs, untilUs, isNoticed, believed }) => {
      const long = formatDuration(untilUs - fromUs)
      return {
        from: x(fromUs),
        to: x(untilUs),
        y: y + barHeight + 3,
        text: isNoticed
          ? `believed ${beliefs[believed]} for ${long}`
          : `believed ${beliefs[believed]}, never noticed`,
        short: isNoticed ? long : 'never noticed',
        marks: failuresUs.filter((at) => at >= fromUs && at <= untilUs).map((at) => x(at)),
      }
    })
  }
  // A rack: when each of its nodes was noticed, as ticks.
  const all = lanes.flatMap(({ gaps }) => gaps.filter(({ believed }) => believed === 'healthy'))
  if (all.length === 0) return []
  const from = Math.min(...all.map(({ fromUs }) => fromUs))
  const first = Math.min(...all.map(({ untilUs }) => untilUs))
  const last = Math.max(...all.map(({ untilUs }) => untilUs))
  return [
    {
      from: x(from),
      to: x(first),
      y: y + barHeight + 3,
      text: `first noticed after ${formatDuration(first - from)}, last after ${formatDuration(last - from)}`,
      short: `${formatDuration(first - from)} to ${formatDuration(last - from)}`,
      marks: all.map(({ untilUs }) => x(untilUs)),
    },
  ]
}

function drawGaps(
  shapes: Root,
  words: Root,
  gaps: readonly GapMark[],
  said: readonly GapWords[],
): void {
  shapes
    .selectAll<SVGGElement, GapMark>('g.gap')
    .data(gaps)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'gap')
      group.append('line')
      group.append('path')
      return group
    })
    .each(function ({ from, to, y, marks }) {
      const [line, circles] = this.children
      line.setAttribute('x1', String(round(from)))
      line.setAttribute('x2', String(round(to)))
      line.setAttribute('y1', String(y))
      line.setAttribute('y2', String(y))
      circles.setAttribute(
        'd',
        marks
          .slice(0, 300)
          .map((x) => circleAt(x, y))
          .join(''),
      )
    })
  words
    .selectAll<SVGTextElement, GapWords>('text.gap')
    .data(said)
    .join('text')
    .attr('class', 'gap')
    .attr('x', ({ x }) => round(x))
    .attr('y', ({ y }) => y + 3.5)
    .text(({ text }) => text)
}

interface GapWords {
  readonly text: string
  /** Left end. */
  readonly x: number
  readonly y: number
}

/** Condensed type of the lanes is about this wide. */
const characterWidth = 5.3

/** Words of the gaps where they fit: on their line, behind it, before it, else not at all. */
function spoken(gaps: readonly GapMark[], { left, width, right }: TimelineGeometry): GapWords[] {
  const taken: { readonly y: number; readonly from: number; readonly to: number }[] = []
  return gaps.flatMap(({ from, to, y, text, short }) => {
    for (const words of [text, short]) {
      const length = words.length * characterWidth
      const places = [
        ...(to - from > length + 24 ? [(from + to - length) / 2] : []),
        to + 7,
        from - 7 - length,
      ]
      const x = places.find(
        (place) =>
          place >= left &&
          place + length <= width - right + 8 &&
          taken.every((other) => other.y !== y || place + length < other.from || place > other.to),
      )
      if (x === undefined) continue
      taken.push({ y, from: x, to: x + length })
      return [{ text: words, x, y }]
    }
    return []
  })
}

function circleAt(x: number, y: number): string {
  return `M${round(x - 2.5)} ${y}a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0`
}
