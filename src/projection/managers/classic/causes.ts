/** Why classic Swarm moved containers: it gave a node up, discovery lost one, or an extension moves them. */
import { factCode } from '../../../model/facts.ts'
import type { Trace } from '../../../model/trace.ts'
import type { Cause, Move } from '../../harbour-moves.ts'

const reasonWords = {
  unhealthy: { type: 'unhealthy', words: 'was declared unhealthy' },
  dropped: { type: 'dropped', words: 'left discovery' },
  rebalance: { type: 'rebalance', words: '' },
} as const

export function classicCauses(trace: Trace): readonly Cause[] {
  const { containers } = trace.tables
  const causes: (Cause & { readonly moves: Move[] })[] = []
  const openOf = new Map<number, number>()
  const reasons = new Map<number, Pick<Cause, 'type' | 'words' | 'timeUs'>>()
  const home = new Int32Array(containers.length).fill(-1)

  const open = (row: number, node: number) => {
    const reason = node < 0 ? reasonWords.rebalance : reasonWords.unhealthy
    const now = { ...reason, timeUs: trace.timeUs[row] }
    causes.push({ row, node, ...(reasons.get(node) ?? now), moves: [] })
    openOf.set(node, causes.length - 1)
    return causes[causes.length - 1]
  }
  const add = (row: number, from: number, move: { to: number; toNode: number; error: string }) => {
    const fromNode = home[from]
    const index = openOf.get(fromNode)
    const cause = index === undefined ? open(row, fromNode) : causes[index]
    cause.moves.push({
      row,
      timeUs: trace.timeUs[row],
      order: cause.moves.length + 1,
      slot: containers[from].slot,
      from,
      fromNode,
      ...move,
    })
  }

  for (let row = 0; row < trace.length; row++) {
    const a = trace.a[row]
    switch (trace.type[row]) {
      case factCode['engine.unhealthy']:
        reasons.set(a, { ...reasonWords.unhealthy, timeUs: trace.timeUs[row] })
        break
      case factCode['engine.dropped']:
        reasons.set(a, { ...reasonWords.dropped, timeUs: trace.timeUs[row] })
        break
      case factCode['reschedule.began']:
        open(row, a)
        break
      case factCode['rebalance.moved']:
        if (openOf.get(-1) === undefined) open(row, -1)
        break
      case factCode['container.placed']: {
        home[a] = trace.b[row]
        const from = containers[a].predecessor
        if (from >= 0) add(row, from, { to: a, toNode: trace.b[row], error: '' })
        break
      }
      case factCode['container.created']:
        home[a] = trace.b[row]
        break
      case factCode['reschedule.failed']:
        add(row, a, { to: -1, toNode: -1, error: trace.tables.texts[trace.b[row]] })
        break
    }
  }
  return causes
}
