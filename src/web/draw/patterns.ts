/** Hatches, fog and arrowheads, defined once per page and coloured by the theme's tokens. */
import { type Selection, select } from 'd3'
import { tonePath, toneSize } from './tones.ts'

/** Any group to draw into. */
export type Root = Selection<SVGGElement, unknown, null, undefined>

interface Hatch {
  readonly id: string
  readonly token: string
  readonly size: number
  readonly opacity: number
  /** Degrees; 0 is horizontal. */
  readonly angle: number
  readonly width: number
  /** Token of the ground, where there is one. */
  readonly ground?: string
}

const hatches: readonly Hatch[] = [
  { id: 'hatch-fail', token: '--fail', size: 9, opacity: 0.3, angle: -45, width: 1 },
  {
    id: 'hatch-quay',
    token: '--fail',
    size: 7,
    opacity: 0.85,
    angle: -45,
    width: 1.4,
    ground: '--fail-wash',
  },
  { id: 'hatch-belief', token: '--belief', size: 6, opacity: 0.8, angle: -45, width: 1.4 },
  { id: 'hatch-quiet', token: '--frame', size: 9, opacity: 0.5, angle: 45, width: 1 },
  { id: 'fog', token: '--fog', size: 5, opacity: 0.75, angle: 0, width: 1 },
  { id: 'fog-box', token: '--berth', size: 5, opacity: 0.7, angle: 0, width: 1.4 },
]

/** Makes the definitions that `url(#...)` refers to everywhere on the page. */
export function definePatterns(svg: SVGSVGElement): void {
  const root = select<SVGSVGElement, unknown>(svg)
  if (!root.select('defs').empty()) return
  const defs = root.append('defs')
  for (const { id, token, size, opacity, angle, width, ground } of hatches) {
    const pattern = defs
      .append('pattern')
      .attr('id', id)
      .attr('width', size)
      .attr('height', size)
      .attr('patternUnits', 'userSpaceOnUse')
      .attr('patternTransform', `rotate(${angle})`)
    if (ground !== undefined) {
      pattern
        .append('rect')
        .attr('width', size)
        .attr('height', size)
        .style('fill', `var(${ground})`)
    }
    pattern
      .append('line')
      .attr('x2', size)
      .attr('y1', size / 2)
      .attr('y2', size / 2)
      .style('stroke', `var(${token})`)
      .attr('stroke-width', width)
      .attr('stroke-opacity', opacity)
  }
  for (let hue = 0; hue <= 8; hue++) {
    const tone = defs
      .append('pattern')
      .attr('id', `tone-${hue}`)
      .attr('width', toneSize)
      .attr('height', toneSize)
      .attr('patternUnits', 'userSpaceOnUse')
    tone
      .append('rect')
      .attr('width', toneSize)
      .attr('height', toneSize)
      .style('fill', 'var(--berth)')
    tone.append('path').attr('d', tonePath(hue)).style('fill', 'var(--ink)')
  }
  for (const [id, token] of [
    ['arrow', '--ink'],
    ['arrow-fail', '--fail'],
    ['arrow-quiet', '--rule2'],
  ]) {
    defs
      .append('marker')
      .attr('id', id)
      .attr('viewBox', '0 0 10 10')
      .attr('refX', 8)
      .attr('refY', 5)
      .attr('markerWidth', 9)
      .attr('markerHeight', 9)
      .attr('markerUnits', 'userSpaceOnUse')
      .attr('orient', 'auto')
      .append('path')
      .attr('d', 'M0 0.5 L9.5 5 L0 9.5 Z')
      .style('fill', `var(${token})`)
  }
}
