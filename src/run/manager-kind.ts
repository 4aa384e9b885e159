/**
 * What a run needs of a manager: the one interface behind which all that differs between managers lies.
 * A manager states facts through the context and hears of nothing but what is done to its machines and
 * what its users ask.
 */
import type { Action } from '../model/action.ts'
import type { RunContext } from '../model/run-context.ts'
import type { Trace } from '../model/trace.ts'
import type { Explanation } from '../scheduler/explanation.ts'
import type { Decision } from './decisions.ts'
import type { SimulationOptions } from './simulation.ts'

export interface ManagerKind {
  /** Puts managers, engines and clients over the context's machines. Nothing happens yet. */
  create(context: RunContext, options: SimulationOptions): ManagedCluster
  /** Asks its scheduler the question of a decision again. */
  explain(trace: Trace, decision: Decision): Explanation
}

export interface ManagedCluster {
  /** Time 0: machines are up, managers start. */
  begin(): void
  /** Carries out one entry of the timeline. */
  perform(action: Action, entry: number): void
}
