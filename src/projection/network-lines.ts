/**
 * Where the boxes of one network, or of one volume, are joined: a line through the free water of every row, and a drop
 * to each of its boxes. Arithmetic on the layout, as everything in the harbour.
 */
import { attachmentsOf, namesOfAttachments } from './attachments.ts'
import type { HarbourInput } from './harbour.ts'
import { boxKind } from './harbour-boxes.ts'
import type { HarbourLayout } from './harbour-layout.ts'
import { stackHeights } from './harbour-stack.ts'

export interface NetworkLine {
  readonly kind: 'network' | 'volume'
  readonly name: string
  /** Position among the run's networks, then volumes. */
  readonly index: number
  readonly row: number
  readonly y: number
  readonly fromX: number
  readonly untilX: number
  /** Ways down to a box each: the middle of its right edge. */
  readonly drops: readonly { readonly x: number; readonly y: number; readonly container: number }[]
}

type Joining = Pick<NetworkLine, 'kind' | 'name'>

/** Distance between the lines of two networks in one row. */
const lineStep = 13

/** Containers that run, whoever knows it; what is gone joins nothing. */
const joined: ReadonlySet<number> = new Set([boxKind.known, boxKind.unseen, boxKind.paused])

export function networkLines(input: HarbourInput, layout: HarbourLayout): NetworkLine[] {
  const { plan, boxes } = input
  const names: Joining[] = [
    ...namesOfAttachments(plan.trace, 'networks').map(
      (name) => ({ kind: 'network', name }) as const,
    ),
    ...namesOfAttachments(plan.trace, 'volumes').map((name) => ({ kind: 'volume', name }) as const),
  ]
  const indexOf = new Map(names.map(({ kind, name }, index) => [`${kind} ${name}`, index]))
  const measure = stackHeights(plan, layout, boxes)
  const drops = new Map<string, { x: number; y: number; container: number }[]>()
  for (const node of layout.shown ?? plan.order) {
    const { row } = layout.pieces[layout.pieceOf[node]]
    const heights = measure(node)
    let y = layout.footY[node]
    for (let at = 0; at < heights.length; at++) {
      const container = boxes.box[boxes.start[node] + at]
      y -= heights[at]
      if (!joined.has(boxes.kind[container])) continue
      const { networks, volumes } = attachmentsOf(plan.trace, container)
      const own = [
        ...networks.map((name) => `network ${name}`),
        ...volumes.map((name) => `volume ${name}`),
      ]
      for (const joining of own) {
        const key = `${row} ${joining}`
        const index = indexOf.get(joining) ?? 0
        const x = layout.x[node] + Math.max(2, layout.boxWidth - 5 - index * 5)
        const drop = { x, y: y + heights[at] / 2, container }
        const list = drops.get(key)
        if (list === undefined) drops.set(key, [drop])
        else list.push(drop)
      }
    }
  }
  return layout.rows.flatMap(({ topY }, row) =>
    names.flatMap(({ kind, name }, index) => {
      const own = drops.get(`${row} ${kind} ${name}`)
      if (own === undefined) return []
      const xs = own.map(({ x }) => x)
      return [
        {
          kind,
          name,
          index,
          row,
          y: topY + 10 + index * lineStep,
          fromX: Math.min(...xs),
          untilX: Math.max(...xs),
          drops: own,
        },
      ]
    }),
  )
}
