/** The roads: what is asked for and has no berth, as dashed boxes or, when many, as small squares. */
import { formatCount, formatCpus, formatMemory } from '../../model/format.ts'
import type { WaitingView } from '../../projection/harbour.ts'
import type { Point } from './crane-routes.ts'
import type { Root } from './patterns.ts'

export const waitingWidth = 112
/** Room for words behind the last box, before the squares begin. */
export const squaresAfter = 340
const waitingHeight = 44
const squareSize = 10

export interface PlacedWaiting extends WaitingView {
  readonly x: number
  readonly y: number
  /** How many wait beside those that have names. */
  readonly others: number
}

/** At most so many lie in the roads as boxes with names. */
export function namedWaitingMax(width: number): number {
  return Math.max(1, Math.floor((width - 420) / (waitingWidth + 10)))
}

export interface RoadsOptions {
  readonly width: number
  readonly height: number
  readonly selected: number
  /** Berths may lie behind the roads: they must not shine through. */
  readonly isCovering: boolean
  readonly isPale: (slot: number) => boolean
  /** Where the first box would like to lie: above the wake it left. */
  readonly near: number | undefined
}

/** Places the waiting in the roads: the refused have names as long as there is room. */
export function placedWaiting(
  waiting: readonly WaitingView[],
  { width, near }: RoadsOptions,
): PlacedWaiting[] {
  const refused = waiting.filter(({ error }) => error !== '')
  const named = refused.slice(0, namedWaitingMax(width))
  const room = width - 16 - named.length * (waitingWidth + 10) - 460
  const start = near === undefined ? 16 : Math.max(16, Math.min(near - waitingWidth / 2, room))
  return named.map((view, index) => ({
    ...view,
    x: Math.round(start) + index * (waitingWidth + 10),
    y: 38,
    others: waiting.length - named.length,
  }))
}

/** Middle of the lower edge of a box: where its path ends. */
export function mooringOf(waiting: PlacedWaiting): Point {
  return { x: waiting.x + waitingWidth * 0.62, y: waiting.y + waitingHeight + 3 }
}

export function drawRoads(
  root: Root,
  waiting: readonly WaitingView[],
  placed: readonly PlacedWaiting[],
  options: RoadsOptions,
): void {
  const names = new Set(placed.map(({ slot }) => slot))
  const rest = waiting.filter(({ slot }) => !names.has(slot))
  drawCover(root, options)
  drawHead(root, waiting, options)
  root
    .selectAll<SVGGElement, PlacedWaiting>('g.waiting')
    .data(placed, ({ slot }) => slot)
    .join((enter) => {
      const group = enter.append('g')
      group.append('rect').attr('width', waitingWidth).attr('height', waitingHeight)
      group.append('text').attr('class', 'label').attr('x', 8).attr('y', 17)
      group.append('text').attr('class', 'size').attr('x', 8).attr('y', 33)
      return group
    })
    .attr(
      'class',
      ({ hue, slot }) =>
        `waiting hue-${hue}${slot === options.selected ? ' selected' : ''}${options.isPale(slot) ? ' pale' : ''}`,
    )
    .attr('role', 'button')
    .attr('tabindex', 0)
    .attr('data-slot', ({ slot }) => slot)
    .attr('aria-label', ({ label, error }) => `${label} waits: ${error}`)
    .attr('transform', ({ x, y }) => `translate(${x},${y})`)
    .each(function (view) {
      this.children[1].textContent = view.label
      this.children[2].textContent = sizeInWords(view)
    })
  drawSquares(root, rest, placed, options)
}

function drawCover(root: Root, { isCovering, width, height }: RoadsOptions): void {
  root
    .selectAll<SVGRectElement, number>('rect.cover')
    .data(isCovering ? [0] : [])
    .join((enter) => enter.insert('rect', ':first-child').attr('class', 'cover'))
    .attr('width', width)
    .attr('height', height)
}

function drawHead(
  root: Root,
  waiting: readonly WaitingView[],
  { width, height }: RoadsOptions,
): void {
  const refused = waiting.filter(({ error }) => error !== '').length
  const queued = waiting.length - refused
  const said = [
    ...(refused > 0 ? [`${formatCount(refused)} without a berth`] : []),
    ...(queued > 0 ? [`${formatCount(queued)} not tried yet`] : []),
  ].join(' · ')
  const words = [
    { text: 'The roads', name: 'title', x: 16 },
    { text: said === '' ? 'containers asked for that have no berth' : said, name: 'about', x: 84 },
  ]
  root
    .selectAll<SVGTextElement, (typeof words)[number]>('text.head')
    .data(words)
    .join('text')
    .attr('class', ({ name }) => `head ${name}`)
    .attr('x', ({ x }) => x)
    .attr('y', 24)
    .text(({ text }) => text)
  root
    .selectAll('line.shore')
    .data([0])
    .join('line')
    .attr('class', 'shore')
    .attr('x2', width)
    .attr('y1', height - 0.5)
    .attr('y2', height - 0.5)
}

interface Square {
  readonly hue: number
  readonly x: number
  readonly y: number
}

/** One small square per container, in columns, service after service. */
function drawSquares(
  root: Root,
  rest: readonly WaitingView[],
  placed: readonly PlacedWaiting[],
  { width, height }: RoadsOptions,
): void {
  const rows = Math.max(1, Math.floor((height - 44) / squareSize))
  const left =
    placed.length === 0 ? 16 : placed[placed.length - 1].x + waitingWidth + squaresAfter + 20
  const columns = Math.max(0, Math.floor((width - left - 16) / squareSize))
  const byService = [...rest].sort((one, other) => one.service - other.service)
  const squares: Square[] = byService.slice(0, rows * columns).map(({ hue }, index) => ({
    hue,
    x: left + Math.floor(index / rows) * squareSize,
    y: 38 + (index % rows) * squareSize,
  }))
  root
    .selectAll<SVGRectElement, Square>('rect.square')
    .data(squares)
    .join('rect')
    .attr('class', ({ hue }) => `square hue-${hue}`)
    .attr('x', ({ x }) => x + 1)
    .attr('y', ({ y }) => y + 1)
    .attr('width', squareSize - 3)
    .attr('height', squareSize - 3)
}

function sizeInWords({ memoryBytes, cpus }: WaitingView): string {
  const words: string[] = []
  if (memoryBytes > 0) words.push(formatMemory(memoryBytes))
  if (cpus > 0) words.push(`${formatCpus(cpus)} cpu`)
  return words.length === 0 ? 'no promise' : words.join(' · ')
}
