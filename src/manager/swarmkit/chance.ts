/**
 * What is left to chance in swarm mode: the order in which Go walks its maps, and the waits between
 * heartbeats. Each is drawn from a stream of its own, so that a draw in one place moves no other.
 */

import { createSwarmkitChance, type SwarmkitChance } from '../../scheduler/swarmkit/chance.ts'
import { createRandom, createStream } from '../../sim/random.ts'
import { createRenewal, type Renewal } from '../../sim/renewal.ts'
import type { SwarmSettings } from './constants.ts'

export type OrderPurpose =
  | 'restarts'
  | 'dirtySlots'
  | 'globalNodes'
  | 'statusBatch'
  | 'storeOrder'
  | 'services'

export interface SwarmChance {
  /** The scheduler's own draws, anew for each leader. */
  scheduler(term: number): SwarmkitChance
  /** Puts the items in random order, in place, and returns them. */
  order<T>(purpose: OrderPurpose, items: T[]): T[]
  /** The beats of a node's session; the first wait begins at `startUs`. */
  heartbeats(purpose: string, startUs: number): Renewal
  /** One wait. */
  heartbeatUs(purpose: string): number
  uniformUs(purpose: string, minUs: number, maxUs: number): number
}

export interface ChanceOptions {
  readonly seed: string
  readonly settings: Pick<SwarmSettings, 'heartbeatPeriodUs' | 'heartbeatJitterUs'>
}

export function createSwarmChance(options: ChanceOptions): SwarmChance {
  const { seed } = options
  // The period may be changed while the swarm runs.
  const minUs = () => options.settings.heartbeatPeriodUs - options.settings.heartbeatJitterUs
  const maxUs = () => options.settings.heartbeatPeriodUs + options.settings.heartbeatJitterUs
  const random = createRandom(seed)
  return {
    scheduler: (term) => createSwarmkitChance(random, `scheduler/${term}`),
    order: (purpose, items) => random.stream(`order/${purpose}`).shuffle(items),
    heartbeats: (purpose, startUs) =>
      createRenewal({
        seed,
        name: `heartbeat/${purpose}`,
        minUs: minUs(),
        maxUs: maxUs(),
        startUs,
      }),
    heartbeatUs: (purpose) =>
      createStream(seed, `heartbeat/${purpose}`).uniformUs(minUs(), maxUs()),
    uniformUs: (purpose, from, to) => createStream(seed, purpose).uniformUs(from, to),
  }
}
