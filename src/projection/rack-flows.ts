/** How many containers went from rack to rack of late: where thousands move, single paths say nothing. */
import { formatCount } from '../model/format.ts'
import type { HarbourLayout } from './harbour-layout.ts'
import type { Cause } from './harbour-moves.ts'
import type { HarbourPlan } from './harbour-plan.ts'

/** Moves from one part of the quay to another. */
export interface Flow {
  /** Indices into the layout's pieces. */
  readonly from: number
  readonly to: number
  readonly count: number
}

/** As long as the wake of what moved on is kept. */
const recentUs = 60_000_000

export interface FlowsNow {
  readonly causes: readonly Cause[]
  /** Facts that have happened. */
  readonly position: number
  readonly timeUs: number
}

/** The flows of the last minute that begin or end at this piece, widest first. */
export function flowsAt(
  layout: HarbourLayout,
  { causes, position, timeUs }: FlowsNow,
  piece: number,
): Flow[] {
  const counts = new Map<number, number>()
  for (const { moves } of causes) {
    // In the order of their decisions: the last one says whether any is recent.
    const last = moves[moves.length - 1]
    if (last.timeUs < timeUs - recentUs || moves[0].row >= position) continue
    for (const move of moves) {
      if (move.toNode < 0 || move.row >= position || move.timeUs < timeUs - recentUs) continue
      const from = layout.pieceOf[move.fromNode]
      const to = layout.pieceOf[move.toNode]
      if (from !== piece && to !== piece) continue
      const key = from * layout.pieces.length + to
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts]
    .map(([key, count]) => ({
      from: Math.floor(key / layout.pieces.length),
      to: key % layout.pieces.length,
      count,
    }))
    .sort((one, other) => other.count - one.count || one.from - other.from || one.to - other.to)
}

/** More racks than these are summed up. */
const namedMax = 4

/** `in the last minute moved away 15 to r2, 9 to r4; came 3 from r1`; `''` where nothing moved. */
export function flowsInWords(
  plan: HarbourPlan,
  layout: HarbourLayout,
  flows: readonly Flow[],
  piece: number,
): string {
  const nameOf = (index: number) => {
    const { zone, rack } = plan.quays[layout.pieces[index].quay]
    return rack !== '' ? rack : zone !== '' ? zone : 'other nodes'
  }
  const listed = (parts: readonly Flow[], end: 'from' | 'to') => {
    const words = parts
      .slice(0, namedMax)
      .map((flow) => `${formatCount(flow.count)} ${end} ${nameOf(flow[end])}`)
    const rest = parts.slice(namedMax).reduce((sum, { count }) => sum + count, 0)
    return [...words, ...(rest > 0 ? [`${formatCount(rest)} ${end} others`] : [])].join(', ')
  }
  const left = flows.filter(({ from }) => from === piece)
  const came = flows.filter(({ from }) => from !== piece)
  const sentences = [
    ...(left.length > 0 ? [`moved away ${listed(left, 'to')}`] : []),
    ...(came.length > 0 ? [`came ${listed(came, 'from')}`] : []),
  ]
  return sentences.length === 0 ? '' : `in the last minute ${sentences.join('; ')}`
}
