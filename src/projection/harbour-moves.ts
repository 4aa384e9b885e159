/**
 * The moves of a run, gathered by cause: a node was declared unhealthy, and these containers went
 * there and there, in this order. Crane paths, the timeline and `[` `]` are drawn from this list.
 */
import { factCode } from '../model/facts.ts'
import type { Trace } from '../model/trace.ts'

export interface Move {
  /** The fact that decided it. */
  readonly row: number
  readonly timeUs: number
  /** 1 is the first decision of its cause. */
  readonly order: number
  readonly slot: number
  readonly from: number
  readonly fromNode: number
  /** -1 for a refusal. */
  readonly to: number
  readonly toNode: number
  /** The manager's error for a refusal, else `''`. */
  readonly error: string
}

export interface Cause {
  readonly row: number
  /** When the manager gave the node up; its turn to be rescheduled may come later. */
  readonly timeUs: number
  /** Node whose loss it was; -1 when nothing was lost (an extension moves containers). */
  readonly node: number
  /** `dropped`: it was taken out of discovery. `rebalance` is an extension of ours. */
  readonly type: 'unhealthy' | 'dropped' | 'rebalance'
  readonly moves: readonly Move[]
}

export function causesOf(trace: Trace): readonly Cause[] {
  const { containers } = trace.tables
  const causes: (Cause & { readonly moves: Move[] })[] = []
  const openOf = new Map<number, number>()
  const reasons = new Map<number, Pick<Cause, 'type' | 'timeUs'>>()
  const home = new Int32Array(containers.length).fill(-1)

  const open = (row: number, node: number) => {
    const now = { type: node < 0 ? 'rebalance' : 'unhealthy', timeUs: trace.timeUs[row] } as const
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
        reasons.set(a, { type: 'unhealthy', timeUs: trace.timeUs[row] })
        break
      case factCode['engine.dropped']:
        reasons.set(a, { type: 'dropped', timeUs: trace.timeUs[row] })
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
  return causes.filter(({ moves }) => moves.length > 0)
}

/** The last cause with a decision before `position`, with its decisions so far. */
export function causeAt(causes: readonly Cause[], position: number): Cause | undefined {
  const cause = causes.findLast(({ moves }) => moves[0].row < position)
  if (cause === undefined) return undefined
  return { ...cause, moves: cause.moves.filter(({ row }) => row < position) }
}
