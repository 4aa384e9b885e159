/** The lanes of what happened and of what was decided. */
import { formatCount, formatDuration } from '../../model/format.ts'
import type { DecisionMark, Happening } from '../../projection/timeline.ts'
import type { Root } from './patterns.ts'
import { round, type TimelineDrawing, type TimeScale } from './timeline-svg.ts'

interface PlacedHappening extends Happening {
  readonly x: number
  readonly words: string
  readonly isLeft: boolean
}

/** A square per entry of the timeline, with its words where there is room for them. */
export function drawHappenings(root: Root, x: TimeScale, drawing: TimelineDrawing): void {
  const { happenings } = drawing.timeline
  const end = drawing.geometry.width - drawing.geometry.right
  let free = 0
  const placed = happenings.slice(0, 400).map((happening, index): PlacedHappening => {
    const at = x(happening.timeUs)
    const next = index + 1 < happenings.length ? x(happenings[index + 1].timeUs) : end
    const isLeft = at > end - 90
    const room = isLeft ? at - free - 12 : Math.min(next, end) - at - 18
    const words = fitted(happening.text, room)
    free = isLeft ? at : at + 12 + words.length * 5.6
    return { ...happening, x: at, words, isLeft }
  })
  root
    .selectAll<SVGGElement, PlacedHappening>('g.happening')
    .data(placed)
    .join((enter) => {
      const group = enter.append('g')
      group.append('rect').attr('x', -4).attr('y', -4).attr('width', 8).attr('height', 8)
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
    .each(function ({ text, words, isLeft }) {
      const [, label, title] = this.children
      label.setAttribute('x', isLeft ? '-9' : '9')
      label.setAttribute('y', '4')
      label.textContent = words
      title.textContent = text
    })
}

interface Cluster {
  readonly x: number
  readonly decisions: readonly DecisionMark[]
}

const markSize = 9

/** One square per decision where they have room, else a histogram of decisions. */
export function drawDecisions(root: Root, x: TimeScale, drawing: TimelineDrawing): void {
  const moves = drawing.timeline.decisions.filter(({ isMove, isRefused }) => isMove || isRefused)
  const isMany = moves.length > 60
  drawSquares(root, x, drawing, isMany ? [] : moves)
  drawHistogram(root, x, drawing, isMany ? moves : [])
}

function drawSquares(
  root: Root,
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
  root
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
  const groups = bursts(placed.map(({ decision, at }) => ({ x: at, decisions: [decision] })))
  root
    .selectAll<SVGTextElement, Cluster>('text.burst')
    .data(groups.filter(({ decisions }) => decisions.length > 1))
    .join('text')
    .attr('class', 'burst')
    .attr('x', (group) => round(group.x - 6))
    .attr('y', geometry.decisionsY + 4)
    .text(({ decisions }) => {
      const lengthUs = decisions[decisions.length - 1].timeUs - decisions[0].timeUs
      return `${decisions.length} decisions in ${formatDuration(lengthUs)}`
    })
}

/** Decisions that stand next to each other are told together. */
function bursts(single: readonly Cluster[]): Cluster[] {
  const groups: { x: number; end: number; decisions: DecisionMark[] }[] = []
  for (const { x, decisions } of single) {
    const group = groups.at(-1)
    if (group !== undefined && x - group.end < markSize * 3) {
      group.decisions.push(...decisions)
      group.end = x
    } else groups.push({ x, end: x, decisions: [...decisions] })
  }
  return groups
}

const binWidth = 8

function drawHistogram(
  root: Root,
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
  root
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
  const words =
    first === undefined || last === undefined
      ? []
      : [`${formatCount(moves.length)} decisions in ${formatDuration(last.timeUs - first.timeUs)}`]
  root
    .selectAll<SVGTextElement, string>('text.bin-words')
    .data(words)
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
