/** The boxes of the berths, one group each, keyed by container: what stays only moves. */

import { formatMemory } from '../../model/format.ts'
import type { BerthView, BoxView } from '../../projection/harbour.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import type { Root } from './patterns.ts'
import { isChanged } from './unchanged.ts'

/** A box with its place in the picture. */
export interface PlacedBox extends BoxView {
  readonly node: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Puts the boxes of all berths in their places. `heights` are those of `stackHeights`. */
export function placedBoxes(
  berths: readonly BerthView[],
  layout: HarbourLayout,
  heights: (node: number) => Float32Array,
): PlacedBox[] {
  return berths.flatMap(({ node, boxes }) => {
    const tall = heights(node)
    let y = layout.footY[node]
    return boxes.map((box, index) => {
      y -= tall[index]
      return {
        ...box,
        node,
        x: layout.x[node] + 1.5,
        y,
        width: layout.boxWidth - 2.5,
        height: tall[index],
      }
    })
  })
}

export interface BoxOptions {
  readonly selected: number
  /** Not what is looked at now. */
  readonly isPale: (container: number) => boolean
  /** Containers that can be reached with the arrow keys now. */
  readonly focusable: boolean
}

export function drawBoxes(root: Root, boxes: readonly PlacedBox[], options: BoxOptions): void {
  root
    .selectAll<SVGGElement, PlacedBox>('g.box')
    .data(boxes, ({ container }) => container)
    .join((enter) => {
      const group = enter.append('g')
      group.append('rect').attr('class', 'fill')
      group.append('rect').attr('class', 'level')
      group.append('rect').attr('class', 'overlay')
      group.append('path').attr('class', 'stroke')
      group.append('text').attr('class', 'label')
      group.append('text').attr('class', 'note')
      group.append('path').attr('class', 'corner')
      group.append('text').attr('class', 'copies')
      return group
    })
    .filter(function (box) {
      const { x, y, width, height, label, note, pulled, copies } = box
      const state = [classOf(box, options), labelOf(box), label, note, pulled, copies]
      return isChanged(this, [x, y, width, height, ...state])
    })
    .attr('class', (box) => classOf(box, options))
    .attr('data-container', ({ container }) => container)
    .attr('role', 'button')
    .attr('tabindex', -1)
    .attr('aria-label', labelOf)
    .style('transform', ({ x, y }) => `translate(${x}px, ${y}px)`)
    .each(function (box) {
      drawBox(this, box, box.container === options.selected)
    })
}

function drawBox(group: SVGGElement, box: PlacedBox, isSelected: boolean): void {
  const { width, kind } = box
  // One pixel of water between two boxes, where there is room for it.
  const height = Math.max(1, box.height > 4 ? box.height - 1.2 : box.height)
  const [fill, level, overlay, stroke, label, note, corner, copies] = group.children
  setAll(fill, { width, height })
  const levelHeight = kind === 'placing' && box.pulled > 0 ? height * box.pulled : 0
  setAll(level, { width, height: levelHeight, y: height - levelHeight })
  // A line of free water between the ring and the box keeps the ring visible on any hue.
  const inset = isSelected && height > 8 ? 2.5 : 0
  setAll(overlay, {
    x: inset,
    y: inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
  })
  stroke.setAttribute('d', strokeOf(box, height))
  const hasText = height >= 10.5
  const baseline = Math.min(height / 2 + 3.8, 14)
  setAll(label, { x: 6, y: baseline })
  label.textContent = hasText ? fitted(box.label, width - 10) : ''
  setAll(note, { x: width - 6, y: baseline })
  const room = width - 16 - widthOf(box.label)
  note.textContent = hasText && widthOf(box.note) <= room ? box.note : ''
  const isDuplicate = box.copies > 1 && (kind === 'known' || kind === 'unseen')
  corner.setAttribute(
    'd',
    isDuplicate ? `M${width - 15} 0 H${width} V${Math.min(height, 15)} Z` : '',
  )
  setAll(copies, { x: width - 2, y: Math.min(height, 9) })
  copies.textContent = isDuplicate && height >= 10 ? String(box.copies) : ''
}

function classOf({ kind, hue, container }: PlacedBox, options: BoxOptions): string {
  const isPale = options.isPale(container)
  const isSelected = container === options.selected
  return `box ${kind} hue-${hue}${isPale ? ' pale' : ''}${isSelected ? ' selected' : ''}`
}

/** Cross of a failure, stroke of a loss. */
function strokeOf({ kind, width }: PlacedBox, height: number): string {
  if (kind === 'lost') return `M0 ${height} L${width} 0`
  if (kind === 'failed' && height >= 8) {
    const x = width - 11
    const y = height / 2 - 3.5
    return `M${x} ${y} l7 7 m0 -7 l-7 7`
  }
  return ''
}

/** What a mark says, after the name of a container. */
export const stateWords: Readonly<Record<BoxView['kind'], string>> = {
  none: '',
  known: 'runs',
  ghost: 'is believed to run and does not',
  unseen: 'runs where the manager does not see it',
  placing: 'is being created',
  starting: 'is starting',
  paused: 'is paused',
  exited: 'has exited',
  failed: 'failed to start',
  lost: 'is lost',
  wake: 'was here and moved on',
  asked: 'is asked for',
}

function labelOf({ label, kind, note, size }: PlacedBox): string {
  const words = [label, stateWords[kind]]
  if (note !== '' && note !== kind) words.push(note)
  if (size > 1024 ** 2) words.push(`reserves ${formatMemory(size)}`)
  return words.join(', ')
}

/** Condensed type is about this wide at its size; good enough to decide what fits. */
const characterWidth = 5.3

function widthOf(text: string): number {
  return text.length * characterWidth
}

function fitted(text: string, width: number): string {
  const most = Math.floor(width / characterWidth)
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`
}

function setAll(element: Element, attributes: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, String(Math.round(value * 100) / 100))
  }
}
