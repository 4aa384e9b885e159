/**
 * The harbour at its closest, up to 40 nodes, as SVG: names, reservations and crane paths. Call it
 * again with another moment; only what differs changes.
 */
import { select } from 'd3'
import { containerState, managerState } from '../../model/states.ts'
import { berthOf, berthsOf, type HarbourInput, waitingOf } from '../../projection/harbour.ts'
import { boxKind } from '../../projection/harbour-boxes.ts'
import type { HarbourLayout } from '../../projection/harbour-layout.ts'
import { type Cause, causeAt } from '../../projection/harbour-moves.ts'
import { berthHeight, stackHeights } from '../../projection/harbour-stack.ts'
import { clockOf, shortName } from '../../projection/harbour-words.ts'
import type { SearchMatches } from '../../projection/search-match.ts'
import { drawBerths, drawQuays } from './berths.ts'
import { drawBoxes, type PlacedBox, placedBoxes } from './boxes.ts'
import { drawCpus } from './cpus.ts'
import { craneRoutes } from './crane-routes.ts'
import { causeInWords, drawCranes, type MoveWords } from './cranes.ts'
import { movedBy } from './harbour-anchor.ts'
import type { Root } from './patterns.ts'
import { drawRoads, mooringOf, type PlacedWaiting, placedWaiting } from './roads.ts'

export interface HarbourDrawing {
  readonly harbour: HarbourInput
  readonly layout: HarbourLayout
  /** The layout in which berths and boxes are drawn, and then moved; `layout` where it is absent. */
  readonly anchor?: HarbourLayout
  readonly causes: readonly Cause[]
  readonly position: number
  readonly selectedContainer: number
  readonly selectedSlot: number
  readonly selectedNode: number
  readonly pointedNodes: readonly number[]
  readonly service: number
  /** What a search has found: the rest is pale. */
  readonly found?: SearchMatches | undefined
  readonly focus: number
  /** Width that can be seen at once. */
  readonly viewWidth: number
  /** Crane paths have their numbers alone. */
  readonly isTerse?: boolean
}

/** What stands at its place in the harbour, and what lies over it. */
const standing = ['quays', 'berths', 'cpus', 'boxes', 'fogs'] as const
const layers = [...standing, 'roads', 'cranes'] as const

/** @returns the refused containers that have a name in the roads, for the words beside them. */
export function drawHarbour(svg: SVGSVGElement, drawing: HarbourDrawing): readonly PlacedWaiting[] {
  const root = select<SVGSVGElement, unknown>(svg)
  if (root.select('g').empty()) {
    const harbourGroup = root.append('g').attr('class', 'standing')
    for (const name of standing) harbourGroup.append('g').attr('class', name)
    for (const name of layers.slice(standing.length)) root.append('g').attr('class', name)
  }
  const layer = (name: (typeof layers)[number]): Root => root.select<SVGGElement>(`g.${name}`)
  const { harbour } = drawing
  const { plan } = harbour
  const layout = drawing.anchor ?? drawing.layout
  const moved = movedBy(layout, drawing.layout)
  root.select('g.standing').attr('transform', `translate(${moved.x},${moved.y})`)
  const berths = layout.shown?.map((node) => berthOf(harbour, node)) ?? berthsOf(harbour)
  const measure = stackHeights(plan, layout, harbour.boxes)
  const boxes = placedBoxes(berths, layout, measure)
  drawQuays(layer('quays'), plan, layout, moved.x)
  drawBerths(layer('berths'), berths, plan, layout, {
    selected: drawing.selectedNode,
    pointed: drawing.pointedNodes,
    focus: drawing.focus,
    roleOf: (node) => roleOf(harbour, node),
    isPale: (node) => drawing.found?.nodes[node] === 0,
  })
  drawCpus(layer('cpus'), berths, plan, layout)
  drawBoxes(layer('boxes'), boxes, {
    selected: drawing.selectedContainer,
    isPale: (container) => isPale(drawing, container),
    focusable: true,
  })
  drawFogs(
    layer('fogs'),
    { harbour, layout },
    berths.filter(({ mark }) => mark.fog).map(({ node }) => node),
  )
  const inWindow = boxes.map((box) => ({ ...box, x: box.x + moved.x, y: box.y + moved.y }))
  return drawWays(layer('roads'), layer('cranes'), drawing, inWindow)
}

/** Another service is looked at, or something else was searched for. */
function isPale({ harbour, service, found }: HarbourDrawing, container: number): boolean {
  if (service >= 0 && harbour.plan.serviceOfContainer[container] !== service) return true
  return found?.containers[container] === 0
}

/** Fog over berths that nobody can see, boxes and free water alike. */
function drawFogs(
  root: Root,
  { harbour, layout }: Pick<HarbourDrawing, 'harbour' | 'layout'>,
  nodes: readonly number[],
): void {
  root
    .selectAll<SVGRectElement, number>('rect.fog')
    .data(nodes, (node) => node)
    .join('rect')
    .attr('class', 'fog')
    .attr('x', (node) => layout.x[node])
    .attr('y', (node) => layout.footY[node] - berthHeight(harbour.plan, layout, node))
    .attr('width', layout.berthWidth)
    .attr('height', (node) => berthHeight(harbour.plan, layout, node))
}

/** The roads and the crane paths, which end in each other. */
function drawWays(
  roads: Root,
  cranes: Root,
  drawing: HarbourDrawing,
  boxes: readonly PlacedBox[],
): readonly PlacedWaiting[] {
  const { harbour, layout, causes, position } = drawing
  const boxOf = new Map(boxes.map((box) => [box.container, box]))
  const tops = new Map<number, number>()
  for (const { node, y } of boxes) tops.set(node, Math.min(tops.get(node) ?? y, y))
  if (layout.roadsHeight === 0) return []
  const waiting = waitingOf(harbour)
  const cause = harbour.truth === 'both' ? causeAt(causes, position) : undefined
  const refusal = cause?.moves.find(({ to }) => to < 0)
  const wake = refusal === undefined ? undefined : boxOf.get(refusal.from)
  const options = {
    width: drawing.viewWidth,
    height: layout.roadsHeight,
    selected: drawing.selectedSlot,
    isCovering: layout.zoom > 1,
    isPale: (slot: number) => drawing.found?.slots[slot] === 0,
    near: wake === undefined ? undefined : wake.x + wake.width / 2,
  }
  const placed = placedWaiting(waiting, options)
  drawRoads(roads, waiting, placed, options)
  const words = moveWords(harbour)
  // Where the harbour scrolls there is no room for words: a number is enough.
  const isTerse = drawing.isTerse === true || layout.width > drawing.viewWidth
  const rows = layout.rows.length
  const routes = craneRoutes(cause?.moves ?? [], {
    layout,
    boxOf: (container) => boxOf.get(container),
    topOf: (node) => tops.get(node) ?? layout.footY[node],
    waterTop: (row) => waterTop(drawing, row),
    roadsOf: (slot) => {
      const box = placed.find((candidate) => candidate.slot === slot)
      return box === undefined ? undefined : mooringOf(box)
    },
    laneGap: rows > 2 ? 5 : isTerse || rows === 2 ? 10 : 23,
    wordsOf: (move) => (move.to < 0 || isTerse || rows > 1 ? 0 : (words(move).length + 3) * 5.6),
  })
  const lanes = routes.filter(({ move }) => move.to >= 0).map(({ text }) => text)
  const top = Math.min(...lanes.map(({ y }) => y))
  const left = lanes.find(({ y }) => y === top)
  drawCranes(cranes, routes.map(withoutRefusedWords), words, {
    selected: selectedSlotOf(drawing),
    wordy: isTerse || rows > 2 ? 'none' : rows === 2 ? 'last' : 'all',
    title:
      cause === undefined || routes.length === 0 || isTerse || rows > 2
        ? ''
        : causeInWords(cause, nameOf(harbour, cause.node), clockOf(cause.timeUs)),
    titleAt: left === undefined ? undefined : { x: left.x, y: top - 18 },
  })
  return placed
}

/** A refusal's words stand in the roads, beside its box. */
function withoutRefusedWords<T extends ReturnType<typeof craneRoutes>[number]>(route: T): T {
  return route.move.to < 0 ? { ...route, text: { x: route.points[0].x + 6, y: -20 } } : route
}

function selectedSlotOf({ harbour, selectedContainer, selectedSlot }: HarbourDrawing): number {
  if (selectedSlot >= 0 || selectedContainer < 0) return selectedSlot
  return harbour.plan.trace.tables.containers[selectedContainer].slot
}

/** Above this line no berth of the row reaches, overcommit included. */
function waterTop({ harbour, layout }: HarbourDrawing, row: number): number {
  const { plan } = harbour
  let top = layout.rows[row].footY
  for (const piece of layout.pieces) {
    if (piece.row !== row) continue
    for (const node of piece.nodes) {
      top = Math.min(top, piece.footY - berthHeight(plan, layout, node) * plan.overcommit)
    }
  }
  return top
}

/** `redis 4 to node-4, runs since 1:44.0`. */
function moveWords({ plan, cluster, boxes }: HarbourInput): MoveWords {
  const { tables, model } = plan.trace
  return (move) => {
    const { service, name } = tables.slots[move.slot] ?? { service: '', name: 'container' }
    const label = shortName(service, name)
    if (move.to < 0) return label
    const target = model.nodes[move.toNode].name
    const { containers } = cluster
    const since = clockOf(containers.actualSinceUs[move.to])
    const kind = boxes.kind[move.to]
    const isUp = containers.actual[move.to] === containerState.running
    const state = isUp ? `, runs since ${since}` : kind === boxKind.placing ? ', on its way' : ''
    return `${label} to ${target}${state}`
  }
}

/** Managers on machines of their own have no berth; their marks stand above the water. */
function roleOf({ plan, cluster }: HarbourInput, node: number): string {
  if (cluster.nodes.isManager[node] === 0) return ''
  const { managers } = plan.trace.model.manager
  const manager = managers.findIndex((spec) => spec.node === node)
  const isLeader = manager >= 0 && cluster.managers[manager] === managerState.primary
  return isLeader ? 'leader' : 'manager'
}

function nameOf({ plan }: HarbourInput, node: number): string {
  return node < 0 ? '' : plan.trace.model.nodes[node].name
}
