/** One entry of the story, and what a teller of one subject gives and gets. */
import type { Trace } from '../../model/trace.ts'
import type { PlacedOn } from '../placed-on.ts'
import type { Visitor } from '../walk.ts'
import type { Faults } from './faults.ts'

/** `world`: machines and what breaks them. `manager`: Swarm. `user`: whoever types commands. */
export type Who = 'world' | 'manager' | 'user'

/** `failure`: something is lost. `warning`: something is not as asked. `good`: it is again. */
export type Severity = 'plain' | 'good' | 'warning' | 'failure'

export interface StoryEntry {
  /** When it began, and when the last of its facts happened. */
  readonly timeUs: number
  readonly untilUs: number
  readonly who: Who
  /** One sentence without its subject's time, for example `node-2 crashed: 3 containers stopped`. */
  readonly text: string
  /** Lines that say more: one per service, per reason, per node. */
  readonly details: readonly string[]
  readonly severity: Severity
  /** First and last fact; others may lie between them. */
  readonly rows: readonly [from: number, to: number]
}

/** Collects the facts of one subject during a walk, and tells them at its end. */
export interface Teller extends Visitor {
  entries(): readonly StoryEntry[]
}

export interface StoryContext {
  readonly trace: Trace
  readonly placedOn: PlacedOn
  readonly faults: Faults
}
