/** The lanes of what happened and of what was decided. */
import { formatCount, formatDuration } from '../../model/format.ts'
import type { DecisionMark, Happening } from '../../projection/timeline.ts'
import type { Root } from './patterns.ts'
import { round, type TimelineDrawing, type TimeScale } from './timeline-drawing.ts'

interface PlacedHappening {
  readonly isFault: boolean
  readonly text: string
  readonly x: number
  /** Longer than one square where many happened one after the other. */
  readonly width: number
  readonly words: string
  readonly isLeft: boolean
}

/** A square per entry of the timeline, with its words where there is room for them. */
export function drawHappenings(root: Root, x: TimeScale, drawing: TimelineDrawing): void {
  const end = drawing.geometry.width - drawing.geometry.right
  const groups = groupsOf(drawing.timeline.happenings, x)
  let free = 0
  const placed = groups.map(({ first, count, fromX, toX }, index): PlacedHappening => {
    const next = groups[index + 1]?.fromX ?? end
    const isLeft = fromX > end - 90
    const room = isLeft ? fromX - free - 12 : Math.min(next, end) - toX - 18
    const text = count === 1 ? first.text : `${first.text} and ${formatCount(count - 1)} more`
    const words = fitted(text, room)
    free = isLeft ? fromX : toX + 12 + words.length * 5.6
    return { isFault: first.isFault, text, x: fromX, width: toX - fromX, words, isLeft }
  })
  root
    .selectAll<SVGGElement, PlacedHappening>('g.happening')
    .data(placed)
    .join((enter) => {
      const group = enter.append('g')
      group.append('rect').attr('x', -4).attr('y', -4).attr('height', 8)
      group.append('text')
      group.append('title')
      return group
    })
    .attr(
      'class',
      ({ isFault, isLeft }) => `happening${isFault ? ' fault' : ''}${isLeft ? ' left' : ''}`,
    )
    .attr(
      'transform',
      (happening) => `translate(${round(happening.x)},${drawing.geometry.happensY})`,
    )
    .each(function ({ text, words, width, isLeft }) {
      const [square, label, title] = this.children
      square.setAttribute('width', String(round(width + 8)))
      label.setAttribute('x', String(isLeft ? -9 : round(width + 9)))
      label.setAttribute('y', '4')
      label.textContent = words
      title.textContent = text
    })
}

interface HappeningGroup {
  readonly first: Happening
  readonly fromX: number
  count: number
  toX: number
}

/** What follows each other so closely that the squares would touch is one mark. */
function groupsOf(happenings: readonly Happening[], x: TimeScale): HappeningGroup[] {
  const groups: HappeningGroup[] = []
  for (const happening of happenings) {
    const at = x(happening.timeUs)
    const group = groups.at(-1)
    if (group?.first.isFault === happening.isFault && at - group.toX < 10) {
      group.count++
      group.toX = at
    } else groups.push({ first: happening, fromX: at, toX: at, count: 1 })
  }
  return groups
}

interface Burst {
  readonly start: number
  /** Where its last square stands. */
  readonly end: number
  readonly decisions: readonly DecisionMark[]
}

const markSize = 9

/** One square per decision where they have room, else a histogram of decisions. */
export function drawDecisions(
  shapes: Root,
  words: Root,
  x: TimeScale,
  drawing: TimelineDrawing,
): void {
  const moves = drawing.timeline.decisions.filter(({ isMove, isRefused }) => isMove || isRefused)
  const isMany = moves.length > 60
  drawSquares(shapes, words, x, drawing, isMany ? [] : moves)
  drawHistogram(shapes, words, x, drawing, isMany ? moves : [])
}

function drawSquares(
  shapes: Root,
  words: Root,
  x: TimeScale,
  { plan, geometry }: TimelineDrawing,
  moves: readonly DecisionMark[],
): void {
  // Decisions of one moment stand side by side, in their order.
  let last = Number.NEGATIVE_INFINITY
  const placed = moves.map((decision) => {
    const at = Math.max(x(decision.timeUs), last + markSize + 1)
    last = at
    return { decision, at }
  })
  shapes
    .selectAll<SVGRectElement, (typeof placed)[number]>('rect.decision')
    .data(placed)
    .join('rect')
    .attr('class', ({ decision }) => {
      const hue = plan.services[plan.serviceOfSlot[decision.slot]].hue
      return `decision hue-${hue}${decision.isRefused ? ' refused' : ''}`
    })
    .attr('x', ({ at }) => round(at))
    .attr('y', geometry.decisionsY - markSize / 2)
    .attr('width', markSize - 1)
    .attr('height', markSize - 1)
  const groups = bursts(
    placed.map(({ decision, at }) => ({ start: at, end: at, decisions: [decision] })),
  )
  // At the right edge the words stand before the squares.
  const isBehind = (end: number) => end + burstRoom < geometry.width - geometry.right
  words
    .selectAll<SVGTextElement, Burst>('text.burst')
    .data(groups.filter(({ decisions }) => decisions.length > 1))
    .join('text')
    .attr('class', ({ end }) => `burst${isBehind(end) ? '' : ' before'}`)
    .attr('x', ({ start, end }) => round(isBehind(end) ? end + markSize + 7 : start - 7))
    .attr('y', geometry.decisionsY + 4)
    .text(({ decisions }) => {
      const lengthUs = decisions[decisions.length - 1].timeUs - decisions[0].timeUs
      const when = lengthUs === 0 ? 'at once' : `in ${formatDuration(lengthUs)}`
      return `${decisions.length} decisions ${when}`
    })
}

/** Room that the words of a burst need after its last square. */
const burstRoom = 150

/** Decisions between which no words would fit are told together. */
function bursts(single: readonly Burst[]): Burst[] {
  const groups: { start: number; end: number; decisions: DecisionMark[] }[] = []
  for (const { start, end, decisions } of single) {
    const group = groups.at(-1)
    if (group !== undefined && end - group.end < burstRoom) {
      group.decisions.push(...decisions)
      group.end = end
    } else groups.push({ start, end, decisions: [...decisions] })
  }
  return groups
}

const binWidth = 8

function drawHistogram(
  shapes: Root,
  words: Root,
  x: TimeScale,
  { geometry }: TimelineDrawing,
  moves: readonly DecisionMark[],
): void {
  const bins = new Map<number, number>()
  for (const { timeUs } of moves) {
    const bin = Math.floor((x(timeUs) - geometry.left) / binWidth)
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  const most = Math.max(1, ...bins.values())
  const height = (count: number) => Math.max(1, (count / most) * 22)
  shapes
    .selectAll<SVGRectElement, [number, number]>('rect.bin')
    .data([...bins])
    .join('rect')
    .attr('class', 'bin')
    .attr('x', ([bin]) => geometry.left + bin * binWidth)
    .attr('y', ([, count]) => geometry.decisionsY + 6 - height(count))
    .attr('width', binWidth - 1)
    .attr('height', ([, count]) => height(count))
  const first = moves[0]
  const last = moves.at(-1)
  const said =
    first === undefined || last === undefined
      ? []
      : [`${formatCount(moves.length)} decisions in ${formatDuration(last.timeUs - first.timeUs)}`]
  words
    .selectAll<SVGTextElement, string>('text.bin-words')
    .data(said)
    .join('text')
    .attr('class', 'bin-words')
    .attr('x', last === undefined ? 0 : round(x(last.timeUs) + 14))
    .attr('y', geometry.decisionsY + 4)
    .text((text) => text)
}

function fitted(text: string, width: number): string {
  const most = Math.floor(width / 5.6)
  if (text.length <= most) return text
  return most < 6 ? '' : `${text.slice(0, most - 1)}…`
}
