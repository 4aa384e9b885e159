/**
 * The moves of a run, gathered by cause: a node was given up, and these containers went
 * there and there, in this order. Crane paths, the timeline and `[` `]` are drawn from this list.
 */
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'

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
  /** `rebalance` is an extension of ours. */
  readonly type: 'unhealthy' | 'dropped' | 'down' | 'drained' | 'unfit' | 'rebalance'
  /** What happened to the node, after its name: `was declared unhealthy`. */
  readonly words: string
  readonly moves: readonly Move[]
}

export function causesOf(trace: Trace): readonly Cause[] {
  return readingOf(trace.model)
    .causes(trace)
    .filter(({ moves }) => moves.length > 0)
}

/** The last cause with a decision before `position`, with its decisions so far. */
export function causeAt(causes: readonly Cause[], position: number): Cause | undefined {
  const cause = causes.findLast(({ moves }) => moves[0].row < position)
  if (cause === undefined) return undefined
  return { ...cause, moves: cause.moves.filter(({ row }) => row < position) }
}
