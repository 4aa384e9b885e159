/**
 * What is left to chance in the real manager: the order of Go's maps, the waiting times of the
 * refresh loops, and who takes a free leader lock. Here each draw comes from a stream of its own,
 * so that a change in one place moves no other. A recorded run can take the place of the draws.
 */
import type { Model } from '../../model/model.ts'
import { type LoopOf, refreshLoop } from '../../model/refresh-loop.ts'
import { classicSettings } from '../../model/settings.ts'
import { createStream } from '../../sim/random.ts'

/** The times at which a loop comes round. */
export interface Loop {
  /** First time strictly after `timeUs`. */
  nextAfter(timeUs: number): number
  /** Last time not after `timeUs`, undefined before the first. */
  lastUntil(timeUs: number): number | undefined
}

export interface Chance {
  /** Position to take among `count` equally good nodes; `nodeAt` tells which node stands where. */
  tie(purpose: string, count: number, nodeAt: (position: number) => number): number
  /** The order in which a map of containers is walked. */
  order(purpose: string, containers: number[]): number[]
  /** A refresh loop that starts now. */
  refreshLoop(loop: LoopOf): Loop
  /** One of several managers. */
  leader(purpose: string, candidates: readonly number[]): number
  /** Time an engine's event takes until the manager handles it. */
  eventDelayUs(node: number, nowUs: number): number
}

/** Draws from named streams of the model's seed. */
export function createChance(model: Model): Chance {
  const { seed, costs, nodes } = model
  const settings = classicSettings(model)
  return {
    tie(purpose, count, nodeAt) {
      if (count === 1) return 0
      if (settings.ties === 'name') return firstByName(count, (at) => nodes[nodeAt(at)].name)
      return createStream(seed, `tie/${purpose}`).below(count)
    },
    order: (purpose, containers) => createStream(seed, `order/${purpose}`).shuffle(containers),
    refreshLoop: (loop) => refreshLoop(model, loop),
    leader: (purpose, candidates) =>
      candidates[createStream(seed, `leader/${purpose}`).below(candidates.length)],
    eventDelayUs: () => costs.latencyUs,
  }
}

function firstByName(count: number, nameAt: (position: number) => string): number {
  let first = 0
  for (let at = 1; at < count; at++) if (nameAt(at) < nameAt(first)) first = at
  return first
}
