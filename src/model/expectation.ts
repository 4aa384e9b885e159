/**
 * What a scenario claims: a comparison of a measured quantity with a value, and when it must hold.
 */

/** A question about the cluster that has a number or a word as its answer. */
export type Quantity =
  /** Containers of a service (or all, `''`) that really run. */
  | { readonly type: 'running'; readonly service: string }
  /** Containers the manager believes to run. */
  | { readonly type: 'believed'; readonly service: string }
  /** Name of the node on which the named container really is; `''` if nowhere. */
  | { readonly type: 'node'; readonly container: string }
  /** State of a container (`running`, `exited`, ...) or of a node as the manager sees it
   * (`healthy`, `unhealthy`, `pending`). In swarm mode the state of the newest task of a slot, or of a
   * task (`web.1.2`), by the names of task states, `none` if there is none; and of a node `ready`,
   * `down`, `unknown`, `disconnected`. */
  | { readonly type: 'state'; readonly of: string }
  /** Containers asked for that have no place. */
  | { readonly type: 'unplaced'; readonly service: string }
  /** Running copies beyond the one asked for. */
  | { readonly type: 'duplicates'; readonly service: string }
  /** Containers moved since the start. */
  | { readonly type: 'moves'; readonly service: string }
  /** Longest time from losing a container to its running again, in microseconds. */
  | { readonly type: 'recovery'; readonly service: string }
  /** Swarm mode: how far the update of a service is, by the names of update states. */
  | { readonly type: 'update'; readonly service: string }
  /** Swarm mode: name of the manager that leads; `''` if none does. */
  | { readonly type: 'leader' }
  /** Swarm mode: tasks asked for at the moment, those of a global service by its nodes. */
  | { readonly type: 'desired'; readonly service: string }
  /** Swarm mode: tasks ever created. */
  | { readonly type: 'tasks'; readonly service: string }
  /** Swarm mode: tasks that have ended FAILED or REJECTED so far. */
  | { readonly type: 'failed'; readonly service: string }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** When the claim must hold. */
export type When =
  | { readonly type: 'at'; readonly atUs: number }
  /** At some time not later than this, counted from the last entry of the timeline before it: what
   * was true before something broke does not count as repaired. */
  | { readonly type: 'by'; readonly byUs: number }
  /** All the time in `[fromUs, untilUs]`, but for at most `exceptUs` in all. */
  | {
      readonly type: 'always'
      readonly fromUs: number
      readonly untilUs: number
      readonly exceptUs: number
    }
  | { readonly type: 'never'; readonly fromUs: number; readonly untilUs: number }

export interface Expectation {
  /** The claim as written, for messages. */
  readonly text: string
  readonly quantity: Quantity
  readonly comparison: Comparison
  /** A number, a duration in microseconds for `recovery`, or a word. */
  readonly value: number | string
  readonly when: When
  /** Line of the scenario file, 0 if there is none. */
  readonly line: number
}
