/**
 * Words over the painted harbour: names and totals of the racks, letters of the zones, what waits
 * in the roads, and the ring around what is selected or under the pointer.
 */
import { select } from 'd3'
import { formatCount } from '../../model/format.ts'
import { engineState, nodeState } from '../../model/states.ts'
import { type HarbourInput, waitingOf } from '../../projection/harbour.ts'
import { boxKind } from '../../projection/harbour-boxes.ts'
import type { HarbourLayout, QuayPiece } from '../../projection/harbour-layout.ts'
import type { HarbourPlan } from '../../projection/harbour-plan.ts'
import { berthHeight } from '../../projection/harbour-stack.ts'
import type { Root } from './patterns.ts'
import { arrivedUs } from './raster-boxes.ts'

export interface Ring {
  readonly node: number
  readonly kind: 'selected' | 'hovered' | 'focused' | 'found'
}

/** Layout whose zones each picture shows: they never move while playing. */
const zonesOf = new WeakMap<SVGSVGElement, HarbourLayout>()

export function drawOverlay(
  svg: SVGSVGElement,
  harbour: HarbourInput,
  layout: HarbourLayout,
  rings: readonly Ring[] = [],
): void {
  const root = select<SVGSVGElement, unknown>(svg)
  if (root.select('g').empty()) {
    for (const name of ['zones', 'racks', 'waiting', 'rings']) root.append('g').attr('class', name)
  }
  const layer = (name: string): Root => root.select<SVGGElement>(`g.${name}`)
  if (zonesOf.get(svg) !== layout) {
    zonesOf.set(svg, layout)
    drawZones(layer('zones'), harbour, layout)
  }
  drawRacks(layer('racks'), harbour, layout)
  drawWaiting(layer('waiting'), harbour, layout)
  drawRings(svg, harbour.plan, layout, rings)
}

/** Quays that can be seen, and whose words do not lie on the roads. */
function seenPieces({ pieces, rows, roadsHeight, width, height, zoom }: HarbourLayout) {
  if (zoom === 1) return pieces
  return pieces.filter(
    ({ x, width: own, row }) =>
      x + own > 0 && x < width && rows[row].bottomY > roadsHeight + 22 && rows[row].topY < height,
  )
}

interface PieceTotals {
  readonly running: number
  readonly arrived: number
  readonly down: number
  readonly noticed: number
}

function totalsOf(
  { cluster, boxes, timeUs, truth }: HarbourInput,
  { nodes }: QuayPiece,
): PieceTotals {
  let running = 0
  let arrived = 0
  let down = 0
  let noticed = 0
  for (const node of nodes) {
    const isNoticed = cluster.nodes.believed[node] === engineState.unhealthy
    const isDown =
      truth === 'believed' ? isNoticed : cluster.nodes.actual[node] === nodeState.crashed
    if (isDown && truth !== 'asked') down++
    if (isDown && isNoticed) noticed++
    for (let at = boxes.start[node]; at < boxes.start[node + 1]; at++) {
      const container = boxes.box[at]
      const kind = boxes.kind[container]
      if (kind !== boxKind.known && kind !== boxKind.unseen) continue
      running++
      if (timeUs - cluster.containers.actualSinceUs[container] < arrivedUs) arrived++
    }
  }
  return { running, arrived, down, noticed }
}

/** Lower land has no room for the name of a rack. */
const titleHeight = 12

function drawRacks(root: Root, harbour: HarbourInput, layout: HarbourLayout): void {
  const y = ({ row }: QuayPiece) => {
    const { footY, bottomY } = layout.rows[row]
    // Low land ends right below the words.
    return bottomY - (layout.level === 2 ? 11 : bottomY - footY < 18 ? 3 : 9.5)
  }
  root
    .selectAll<SVGGElement, QuayPiece>('g.rack')
    .data(hasTitles(layout) ? seenPieces(layout) : [])
    .join((enter) => {
      const group = enter.append('g').attr('class', 'rack')
      group.append('text').attr('class', 'rack-name')
      group.append('text').attr('class', 'rack-total')
      return group
    })
    .each(function (piece) {
      const [name, total] = this.children
      const totals = totalsOf(harbour, piece)
      const isDown = totals.down > 0
      const title = pieceName(harbour, piece, layout.zoom)
      // Through a window the words stay in sight as long as their quay does.
      const left = Math.max(piece.x, 0)
      const right = Math.min(piece.x + piece.width, layout.width)
      set(name, left + 5, y(piece))
      set(total, right - 4, y(piece))
      say(name, title, `rack-name${isDown ? ' down' : ''}`)
      const words = totalInWords(
        totals,
        harbour.truth === 'both',
        right - left - title.length * 7 - 10,
      )
      say(total, words, `rack-total${isDown ? ' down' : ''}`)
    })
}

/** On the land of very many rows there is no room for words. */
function hasTitles({ rows }: HarbourLayout): boolean {
  const [row] = rows
  return row !== undefined && row.bottomY - row.footY >= titleHeight
}

function totalInWords(
  { running, arrived, down, noticed }: PieceTotals,
  tellsNoticed: boolean,
  width: number,
): string {
  const count = formatCount(running)
  const tries =
    down > 0
      ? [...(tellsNoticed ? [`${down} down · ${noticed} noticed`] : []), `${down} down`]
      : [arrived > 0 ? `${count} +${formatCount(arrived)}` : count, count]
  return tries.find((text) => text.length * 5.6 <= width) ?? ''
}

function pieceName({ plan }: HarbourInput, { quay, nodes }: QuayPiece, zoom: number): string {
  const { zone, rack } = plan.quays[quay]
  // The letters of the zones stand beside the whole harbour only.
  if (rack !== '') return zone !== '' && zoom > 1 ? `${zone} · ${rack}` : rack
  const { nodes: specs } = plan.trace.model
  const first = specs[nodes[0]].name
  return nodes.length === 1 ? first : `${first} – ${specs[nodes[nodes.length - 1]].name}`
}

interface ZoneLabel {
  readonly zone: string
  readonly y: number
}

function drawZones(root: Root, { plan }: HarbourInput, layout: HarbourLayout): void {
  const labels: ZoneLabel[] = []
  for (const { quay, row } of layout.pieces) {
    const { zone } = plan.quays[quay]
    if (zone === '' || labels.at(-1)?.zone === zone) continue
    labels.push({ zone, y: (layout.rows[row].topY + layout.rows[row].footY) / 2 + 8 })
  }
  const hasRoom = (layout.pieces[0]?.x ?? 0) > 24
  const zones = root
    .selectAll<SVGGElement, ZoneLabel>('g.zone')
    .data(hasRoom && labels.length > 1 && layout.zoom === 1 ? labels : [])
    .join((enter) => {
      const group = enter.append('g').attr('class', 'zone')
      group.append('text').attr('class', 'zone-name').attr('x', 32)
      group.append('text').attr('class', 'zone-word').attr('x', 34).attr('dy', 14).text('zone')
      return group
    })
    .attr('transform', ({ y }) => `translate(0,${y})`)
  zones.select('text.zone-name').text(({ zone }) => zone)
}

interface WaitingService {
  readonly name: string
  readonly hue: number
  readonly count: number
  readonly x: number
}

const squareStep = 7

/** A unit chart: one square per container that has no berth, up to as many as there is room for. */
function drawWaiting(root: Root, harbour: HarbourInput, layout: HarbourLayout): void {
  const waiting = waitingOf(harbour)
  const counts = new Map<number, number>()
  for (const { service } of waiting) counts.set(service, (counts.get(service) ?? 0) + 1)
  const rows = Math.max(2, Math.floor((layout.roadsHeight - 62) / squareStep))
  const services: WaitingService[] = []
  let x = 16
  for (const [service, count] of [...counts].sort(([one], [other]) => one - other)) {
    const { name, hue } = harbour.plan.services[service]
    services.push({ name, hue, count, x })
    const columns = Math.ceil(Math.min(count, shownMax(rows)) / rows)
    x += Math.max(columns * squareStep, `${name} ${count}`.length * 6) + 14
  }
  root
    .selectAll<SVGGElement, WaitingService>('g.service')
    .data(services, ({ name }) => name)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'service')
      group.append('text').attr('y', 44)
      group.append('path')
      return group
    })
    .attr('transform', ({ x: left }) => `translate(${left},0)`)
    .each(function ({ name, count, hue }) {
      const [text, path] = this.children
      say(text, `${name} ${formatCount(count)}`, 'name')
      const className = `squares hue-${hue}`
      if (path.getAttribute('class') !== className) path.setAttribute('class', className)
      const d = squaresPath(Math.min(count, shownMax(rows)), rows)
      if (path.getAttribute('d') !== d) path.setAttribute('d', d)
    })
  const head = [
    { text: 'The roads', name: 'title', left: 16 },
    {
      text:
        waiting.length === 0
          ? 'containers asked for that have no berth'
          : `${formatCount(waiting.length)} containers wait`,
      name: 'about',
      left: 84,
    },
  ]
  root
    .selectAll<SVGTextElement, (typeof head)[number]>('text.head')
    .data(head)
    .join('text')
    .each(function ({ text, name, left }) {
      set(this, left, 24)
      say(this, text, `head ${name}`)
    })
}

/** Wide enough for a few hundred of one service; the number beside it counts them all. */
function shownMax(rows: number): number {
  return rows * 30
}

function squaresPath(count: number, rows: number): string {
  let path = ''
  for (let index = 0; index < count; index++) {
    const x = Math.floor(index / rows) * squareStep + 0.5
    const y = 50.5 + (index % rows) * squareStep
    path += `M${x} ${y}h5v5h-5z`
  }
  return path
}

/** They change with the pointer, and are drawn alone then. */
export function drawRings(
  svg: SVGSVGElement,
  plan: HarbourPlan,
  layout: HarbourLayout,
  rings: readonly Ring[],
): void {
  select<SVGSVGElement, unknown>(svg)
    .select('g.rings')
    .selectAll<SVGRectElement, Ring>('rect.ring')
    .data(rings.filter(({ node }) => layout.footY[node] > layout.roadsHeight))
    .join('rect')
    .attr('class', ({ kind }) => `ring ${kind}`)
    .attr('x', ({ node }) => layout.x[node] - 3)
    .attr('y', ({ node }) => layout.footY[node] - berthHeight(plan, layout, node) - 3)
    .attr('width', layout.berthWidth + 6)
    .attr('height', ({ node }) => berthHeight(plan, layout, node) + 12)
}

/** Writes only what differs: every write makes the browser lay the text out again. */
function set(element: Element, x: number, y: number): void {
  if (element.getAttribute('x') !== String(x)) element.setAttribute('x', String(x))
  if (element.getAttribute('y') !== String(y)) element.setAttribute('y', String(y))
}

function say(element: Element, words: string, className: string): void {
  if (element.textContent !== words) element.textContent = words
  if (element.getAttribute('class') !== className) element.setAttribute('class', className)
}
