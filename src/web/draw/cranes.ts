/** Draws the moves of one cause: number, words and way; a refusal is red and ends in the roads. */
import type { Cause, Move } from '../../projection/harbour-moves.ts'
import { type Point, type Route, roundedPath } from './crane-routes.ts'
import type { Root } from './patterns.ts'

/** `redis 4 to node-4, pulling its image`, without its number. */
export type MoveWords = (move: Move) => string

export interface CraneOptions {
  /** Slot whose path stays dark, -1 for all. */
  readonly selected: number
  readonly title: string
  readonly titleAt: Point | undefined
  /** Which moves have words: where rows share the height, only the last has room for them. */
  readonly wordy: 'all' | 'last' | 'none'
}

/** Above this many moves words would cover each other: numbers stay. */
const wordyMax = 6

export function drawCranes(
  root: Root,
  routes: readonly Route[],
  words: MoveWords,
  options: CraneOptions,
): void {
  const isWordy = (route: Route) =>
    (options.wordy === 'all' && routes.length <= wordyMax) ||
    (options.wordy !== 'none' && route === routes.at(-1))
  root
    .selectAll<SVGGElement, Route>('g.crane')
    .data(routes, ({ move }) => move.row)
    .join((enter) => {
      const group = enter.append('g')
      group.append('path').attr('class', 'way')
      group.append('circle').attr('r', 2.6)
      const text = group.append('text')
      text.append('tspan').attr('class', 'order')
      text.append('tspan')
      return group
    })
    .attr('class', ({ move }) => {
      const isPale = options.selected >= 0 && move.slot !== options.selected
      return `crane${move.to < 0 ? ' refused' : ''}${isPale ? ' pale' : ''}`
    })
    .each(function (route) {
      const { move, points, text: at } = route
      const [way, dot, text] = this.children
      way.setAttribute('d', roundedPath(points))
      way.setAttribute('marker-end', move.to < 0 ? 'url(#arrow-fail)' : 'url(#arrow)')
      dot.setAttribute('cx', String(points[0].x))
      dot.setAttribute('cy', String(points[0].y))
      text.setAttribute('x', String(at.x))
      text.setAttribute('y', String(at.y))
      const [order, rest] = text.children
      order.textContent = String(move.order)
      rest.textContent = isWordy(route) ? ` ${words(move)}` : ''
    })
  root
    .selectAll<SVGTextElement, string>('text.cause')
    .data(options.titleAt === undefined || options.title === '' ? [] : [options.title])
    .join('text')
    .attr('class', 'cause')
    .attr('x', options.titleAt?.x ?? 0)
    .attr('y', options.titleAt?.y ?? 0)
    .text((title) => title)
}

/** `all because node-2 was declared unhealthy at 1:42.3`. */
export function causeInWords({ type, words, moves }: Cause, name: string, clock: string): string {
  if (type === 'rebalance') return `rebalanced from ${clock}: an extension, not the real Swarm`
  return `${moves.length > 1 ? 'all ' : ''}because ${name} ${words} at ${clock}`
}
