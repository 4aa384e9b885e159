/**
 * An engine and its containers as one manager knows them: what was last heard, and where the
 * refresh loop stands.
 */
import type { NodeSpec } from '../../model/model.ts'
import { beliefState } from '../../model/states.ts'
import type { Loop } from './chance.ts'

/** A container as this manager knows it. */
export interface KnownContainer {
  readonly container: number
  /** `beliefState` code. */
  state: number
  /** Handle in the scheduler, -1 while its engine is pending. */
  handle: number
}

/** An engine as this manager knows it. */
export interface KnownEngine {
  readonly node: number
  readonly spec: NodeSpec
  /** ID it gave when it was validated. */
  engineId: string
  state: 'pending' | 'healthy' | 'unhealthy'
  failures: number
  /** Last error, `''` for none. */
  error: string
  subscribed: boolean
  /** Handle in the scheduler, -1 before validation. */
  handle: number
  readonly containers: Map<number, KnownContainer>
  readonly images: Set<string>
  /** Refresh loop, from validation on. */
  loop: Loop | undefined
  /** How often the loop was started: names its stream. */
  loops: number
  loopStartUs: number
  /** A beat of the loop is due in the queue. */
  isBeatDue: boolean
  /** Time of the last beat that was an event. */
  beatUs: number
  /** When the last refresh ended: beats before that fell into it. */
  idleSinceUs: number
  /** A refresh is under way: on a hanging engine, for as long as it hangs. */
  isRefreshing: boolean
  /** Beats up to this time are events; Infinity until a refresh has found all there is. */
  lookUntilUs: number
  /** Taken out of discovery. */
  isGone: boolean
}

/** An engine that discovery has just listed. */
export function createKnownEngine(node: number, spec: NodeSpec): KnownEngine {
  return {
    node,
    spec,
    engineId: '',
    state: 'pending',
    failures: 0,
    error: '',
    subscribed: false,
    handle: -1,
    containers: new Map(),
    images: new Set(),
    loop: undefined,
    loops: 0,
    loopStartUs: 0,
    isBeatDue: false,
    beatUs: -1,
    idleSinceUs: -1,
    isRefreshing: false,
    lookUntilUs: -1,
    isGone: false,
  }
}

/** State a manager believes for what an engine reports. */
export function believedStateOf(actual: number): number {
  return believedByActual[actual]
}

// In the order of `containerStates`: none, created, running, paused, exited, removed.
const believedByActual = [
  beliefState.none,
  beliefState.created,
  beliefState.running,
  beliefState.paused,
  beliefState.exited,
  beliefState.none,
]
