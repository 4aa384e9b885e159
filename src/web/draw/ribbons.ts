/** Ribbons from rack to rack, as wide as the number of containers that moved. */
import { select } from 'd3'
import { formatCount } from '../../model/format.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import type { Flow } from '../../projection/rack-flows.ts'

/** Width of the widest, and of the narrowest that is still seen, in pixels. */
const widest = 10
const narrowest = 1.5
/** More than these would cover each other; the words sum up the rest. */
const drawnMax = 24

export function drawRibbons(
  svg: SVGSVGElement,
  layout: HarbourLayout,
  flows: readonly Flow[],
): void {
  const root = select<SVGSVGElement, unknown>(svg)
  if (root.select('g.ribbons').empty()) root.insert('g', 'g.rings').attr('class', 'ribbons')
  const most = flows[0]?.count ?? 1
  const seen = flows.filter(({ from, to }) => from !== to).slice(0, drawnMax)
  const groups = root
    .select('g.ribbons')
    .selectAll<SVGGElement, Flow>('g.ribbon')
    // The widest lie below the others.
    .data(seen)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'ribbon')
      group.append('path')
      group.append('text').attr('text-anchor', 'middle')
      return group
    })
  groups
    .select('path')
    .attr('d', (flow) => pathOf(layout, flow))
    .attr('stroke-width', ({ count }) => Math.max(narrowest, (count / most) * widest))
  groups
    .select('text')
    .attr('x', ({ to }) => middleOf(layout, to).x)
    .attr('y', ({ to }) => middleOf(layout, to).y - 4)
    .text(({ count }) => `+${formatCount(count)}`)
}

function middleOf(layout: HarbourLayout, piece: number) {
  const { x, width, row } = layout.pieces[piece]
  const { topY, footY } = layout.rows[row]
  return { x: x + width / 2, y: (topY + footY) / 2 }
}

/** It leaves upwards and comes down from above, as a crane does. */
function pathOf(layout: HarbourLayout, { from, to }: Flow): string {
  const start = middleOf(layout, from)
  const end = middleOf(layout, to)
  const lift = 24 + Math.min(60, Math.abs(end.x - start.x) / 6)
  return `M${start.x} ${start.y}C${start.x} ${start.y - lift} ${end.x} ${end.y - lift} ${end.x} ${end.y}`
}
