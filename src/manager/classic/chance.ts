/**
 * What is left to chance in the real manager: the order of Go's maps, the waiting times of the
 * refresh loops, and who takes a free leader lock. Here each draw comes from a stream of its own,
 * so that a change in one place moves no other. A recorded run can take the place of the draws.
 */
import type { Random } from '../../sim/random.ts'
import { createStream } from '../../sim/random.ts'
import { createRenewal } from '../../sim/renewal.ts'

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
  refreshLoop(purpose: string, node: number, startUs: number): Loop
  /** One of several managers. */
  leader(purpose: string, candidates: readonly number[]): number
  /** Time an engine's event takes until the manager handles it. */
  eventDelayUs(node: number, nowUs: number): number
}

export interface ChanceOptions {
  readonly seed: string
  readonly random: Random
  readonly refreshMinUs: number
  readonly refreshMaxUs: number
  readonly ties: 'random' | 'name'
  readonly nodeName: (node: number) => string
  readonly latencyUs: number
}

/** Draws from named streams. */
export function createChance(options: ChanceOptions): Chance {
  const { seed } = options
  return {
    tie(purpose, count, nodeAt) {
      if (count === 1) return 0
      if (options.ties === 'name') return firstByName(count, (at) => options.nodeName(nodeAt(at)))
      return createStream(seed, `tie/${purpose}`).below(count)
    },
    order: (purpose, containers) => createStream(seed, `order/${purpose}`).shuffle(containers),
    refreshLoop: (purpose, _node, startUs) =>
      createRenewal({
        seed,
        name: `refresh/${purpose}`,
        minUs: options.refreshMinUs,
        maxUs: options.refreshMaxUs,
        startUs,
      }),
    leader: (purpose, candidates) =>
      candidates[createStream(seed, `leader/${purpose}`).below(candidates.length)],
    eventDelayUs: () => options.latencyUs,
  }
}

function firstByName(count: number, nameAt: (position: number) => string): number {
  let first = 0
  for (let at = 1; at < count; at++) if (nameAt(at) < nameAt(first)) first = at
  return first
}
