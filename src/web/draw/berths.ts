/** Quays, berths and the signs on the land: the harbour without its boxes. */
import { formatCpus, formatMemory } from '../../model/format.ts'
import type { BerthView } from '../../projection/harbour.ts'
import type { HarbourLayout, QuayPiece } from '../../projection/harbour-layout.ts'
import { isTight, quayHeight } from '../../projection/harbour-places.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import type { Sign } from '../../projection/harbour-signs.ts'
import { berthHeight } from '../../projection/harbour-stack.ts'
import type { Root } from './patterns.ts'
import { isChanged } from './unchanged.ts'

/** Land and its two names; it never changes during a run. */
export function drawQuays(root: Root, plan: HarbourPlan, layout: HarbourLayout, movedX = 0): void {
  const bottomOf = ({ row }: QuayPiece) => layout.rows[row].bottomY - 8
  const isSeen = ({ nodes }: QuayPiece) => nodes.some((node) => layout.shown?.includes(node))
  const pieces = layout.shown === undefined ? layout.pieces : layout.pieces.filter(isSeen)
  root
    .selectAll<SVGGElement, QuayPiece>('g.quay')
    .data(pieces, ({ nodes }) => nodes[0])
    .join((enter) => {
      const group = enter.append('g').attr('class', 'quay')
      group.append('rect').attr('class', 'land')
      group.append('rect').attr('class', 'strip')
      group.append('line').attr('class', 'edge')
      group.append('text').attr('class', 'rack')
      group.append('text').attr('class', 'zone')
      return group
    })
    .each(function (piece) {
      const [land, strip, edge, rack, zone] = this.children
      const { x, width, footY, quay } = piece
      const names = plan.quays[quay]
      // Through a window the names stay in sight as long as their quay does.
      const left = layout.zoom > 1 ? Math.min(Math.max(x, -movedX), x + width - 70) : x
      const place = [x, width, footY, bottomOf(piece), left, isTight(layout)]
      if (!isChanged(this, [...place, names.rack, names.zone])) return
      set(land, { x, y: footY + quayHeight, width, height: bottomOf(piece) - footY - quayHeight })
      set(strip, { x, y: footY, width, height: quayHeight })
      set(edge, { x1: x, x2: x + width, y1: footY, y2: footY })
      // Tight rows have no line for them on the land: there they stand above the berths.
      const y = isTight(layout) ? layout.rows[piece.row].topY + 15 : bottomOf(piece) - 9
      set(rack, { x: left + 10, y })
      set(zone, { x: x + width - 10, y })
      rack.textContent = names.rack === '' ? '' : `rack ${names.rack}`
      zone.textContent = names.zone === '' ? '' : `zone ${names.zone}`
    })
}

export interface BerthOptions {
  readonly selected: number
  /** Nodes that are pointed at from elsewhere on the page. */
  readonly pointed: readonly number[]
  /** Node that Tab reaches. */
  readonly focus: number
  /** Not among what was searched for. */
  readonly isPale: (node: number) => boolean
  /** What a node is beside a machine for containers: `manager`, `leader`, or `''`. */
  readonly roleOf: (node: number) => string
}

/** One group per node: frame, fog, cpu column, quay where it is broken, and the signs. */
export function drawBerths(
  root: Root,
  berths: readonly BerthView[],
  plan: HarbourPlan,
  layout: HarbourLayout,
  options: BerthOptions,
): void {
  const shown = berths.filter(({ mark }) => mark.quay !== 'absent')
  const standing = [layout.unit, layout.berthWidth, layout.boxWidth, layout.metrics.padding]
  standing.push(plan.overcommit, isTight(layout) ? 1 : 0)
  const bottomOf = (node: number) => layout.rows[layout.pieces[layout.pieceOf[node]].row].bottomY
  root
    .selectAll<SVGGElement, BerthView>('g.berth')
    .data(shown, ({ node }) => node)
    .join((enter) => {
      const group = enter.append('g')
      group.append('rect').attr('class', 'hit')
      group.append('rect').attr('class', 'frame')
      group.append('rect').attr('class', 'hatch')
      group.append('line').attr('class', 'overcommit')
      group.append('line').attr('class', 'divider')
      group.append('rect').attr('class', 'broken')
      group.append('rect').attr('class', 'boom')
      group.append('text').attr('class', 'name')
      group.append('text').attr('class', 'used')
      group.append('text').attr('class', 'sign first')
      group.append('text').attr('class', 'sign second')
      group.append('path').attr('class', 'dots')
      group.append('path').attr('class', 'dots open')
      group.append('rect').attr('class', 'ring')
      group.append('path').attr('class', 'flag')
      return group
    })
    .filter(function (berth) {
      const { node, name, label, mark, usedMemoryBytes, usedCpus, boxes } = berth
      const place = [layout.x[node], layout.footY[node], bottomOf(node), ...standing]
      const told = [name, label, options.roleOf(node), usedMemoryBytes, usedCpus, boxes.length]
      const looks = [options.isPale(node), node === options.selected, node === options.focus]
      const marks = [options.pointed.includes(node), JSON.stringify(mark), plan.measure]
      return isChanged(this, [...place, ...told, ...looks, ...marks])
    })
    .attr(
      'class',
      ({ mark, node }) =>
        `berth ${mark.quay} frame-${mark.frame}${node === options.selected ? ' selected' : ''}${options.pointed.includes(node) ? ' pointed' : ''}${options.isPale(node) ? ' pale' : ''}`,
    )
    .attr('data-node', ({ node }) => node)
    .attr('role', 'button')
    .attr('aria-haspopup', 'menu')
    .attr('tabindex', ({ node }) => (node === options.focus ? 0 : -1))
    .attr('aria-label', ({ label, node }) => labelWith(label, options.roleOf(node)))
    .each(function (berth) {
      drawBerth(this, berth, plan, layout, options.roleOf(berth.node))
    })
}

/** `node-2, leader, 4 containers`. */
function labelWith(label: string, role: string): string {
  return role === '' || label.includes(role) ? label : label.replace(/,|$/, `, ${role},`)
}

function drawBerth(
  group: SVGGElement,
  berth: BerthView,
  plan: HarbourPlan,
  layout: HarbourLayout,
  role: string,
): void {
  const children = group.children
  const [hit, frame, hatch, overcommit, divider, broken, boom, name, used, first, second] = children
  const [dots, openDots, ring, flag] = [...children].slice(11)
  const { node, mark } = berth
  const x = layout.x[node]
  const foot = layout.footY[node]
  const height = berthHeight(plan, layout, node)
  const top = foot - height
  const width = layout.berthWidth
  const reach = foot - height * plan.overcommit
  const bottom = layout.rows[layout.pieces[layout.pieceOf[node]].row].bottomY - 8

  set(hit, { x: x - 4, y: top, width: width + 8, height: bottom - top })
  set(frame, { x, y: top, width, height })
  const hasHatch = mark.quay === 'broken' || mark.frame === 'down'
  set(hatch, { x, y: top, width, height: hasHatch ? height : 0 })
  const hasDots = plan.overcommit > 1 && mark.quay !== 'left'
  set(overcommit, { x1: x, x2: hasDots ? x + layout.boxWidth : x, y1: reach, y2: reach })
  const columnX = x + layout.boxWidth
  set(divider, { x1: columnX, x2: columnX, y1: top, y2: layout.boxWidth < width ? foot : top })
  set(broken, {
    x: x - layout.metrics.padding / 2,
    y: foot - 1.5,
    width: width + layout.metrics.padding,
    height: mark.quay === 'broken' ? quayHeight + 2 : 0,
  })
  const hasBoom = mark.quay === 'boom'
  set(boom, {
    x: x - 6,
    y: reach - 8,
    width: hasBoom ? width + 12 : 0,
    height: hasBoom ? foot - reach + 6 : 0,
  })
  const lineHeight = isTight(layout) ? 13 : 17
  const textY = foot + quayHeight + lineHeight - (isTight(layout) ? 1 : 0)
  const nameX = role === '' ? 0 : flagRoom
  drawFlag(flag, x, textY, role)
  set(name, { x: x + nameX, y: textY })
  name.textContent = fitted(berth.name, Math.max(width * 0.62, 60) - nameX, 6.6)
  name.setAttribute('class', `name tone-${mark.tone}`)
  set(used, { x: x + width, y: textY })
  used.textContent = usedInWords(berth, plan, width - nameX - name.textContent.length * 6.9 - 6)
  dots.setAttribute('d', '')
  openDots.setAttribute('d', '')
  // Where rows share the height, the land has room for one sign.
  const shown = mark.signs.slice(0, bottom - foot > 80 ? 2 : 1)
  for (const [index, element] of [first, second].entries()) {
    const sign = shown[index]
    const y = textY + lineHeight + index * 16
    const dotCount = sign?.dots?.of ?? 0
    if (sign?.dots !== undefined) {
      dots.setAttribute('d', dotsPath(x, y - 4, 0, sign.dots.failed))
      openDots.setAttribute('d', dotsPath(x, y - 4, sign.dots.failed, sign.dots.of))
    }
    const left = dotCount === 0 ? 0 : dotCount * dotStep + 4
    set(element, { x: x + left, y })
    element.textContent = sign === undefined ? '' : signText(sign, width + 14 - left)
    element.setAttribute('class', `sign tone-${sign?.tone ?? 'plain'}`)
  }
  set(ring, { x: x - 4, y: top - 4, width: width + 8, height: bottom - top + 2 })
}

/** Room before a name for the pennant of a manager. */
const flagRoom = 13

/** A manager's pennant stands before its name; the leader's is filled. */
function drawFlag(flag: Element, x: number, y: number, role: string): void {
  flag.setAttribute('class', `flag ${role}`)
  const d = `M${x + 1.5} ${y + 1} V${y - 11} L${x + 10} ${y - 8} L${x + 1.5} ${y - 5}`
  flag.setAttribute('d', role === '' ? '' : d)
}

/** Signs are set in condensed type of this width. */
const signCharacter = 5.45

function signText({ text, short }: Sign, width: number): string {
  const isLong = text.length * signCharacter > width
  return fitted(isLong ? (short ?? text) : text, width, signCharacter)
}

const dotStep = 9

/** Circles for failures, from one number to another. */
function dotsPath(x: number, y: number, from: number, to: number): string {
  let path = ''
  for (let dot = from; dot < to; dot++) {
    path += `M${x + 0.5 + dot * dotStep} ${y}a3 3 0 1 1 6 0a3 3 0 1 1 -6 0`
  }
  return path
}

/** `4.5 of 8g · 7 cpu`, or as much of it as there is room for. */
function usedInWords(berth: BerthView, plan: HarbourPlan, width: number): string {
  const { memoryBytes } = plan.trace.model.nodes[berth.node]
  const total = formatMemory(memoryBytes)
  const used = formatMemory(berth.usedMemoryBytes)
  // `4.5 of 8g` where both have the same unit.
  const isSame = used.at(-1) === total.at(-1)
  const memory = `${isSame ? used.slice(0, -1) : used} of ${total}`
  const cpus = formatCpus(berth.usedCpus)
  const boxes = String(berth.boxes.length)
  const tries =
    plan.measure === 'count'
      ? [`${boxes} containers`, boxes]
      : [`${memory} · ${cpus} cpu`, memory, total]
  return tries.find((text) => text.length * 5.2 <= width) ?? ''
}

function fitted(text: string, width: number, characterWidth: number): string {
  const most = Math.floor(width / characterWidth)
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`
}

function set(element: Element, attributes: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, String(Math.round(value * 100) / 100))
  }
}
