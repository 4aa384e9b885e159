/**
 * Why here, why not there: explanations are computed again from the trace, by the manager whose decision
 * it was. Nothing is stored for them.
 */
import type { Trace } from '../model/trace.ts'
import type { Explanation } from '../scheduler/explanation.ts'
import type { Decision } from './decisions.ts'
import { managerKind } from './managers.ts'

export { type Decision, decisionsOf } from './decisions.ts'
export { type CauseStep, type TaskOrigin, whyReplaced } from './swarmkit/why-replaced.ts'

/**
 * Asks the scheduler the question of a decision again.
 * @returns the verdict on every node, in the order of the model's nodes.
 */
export function explainDecision(trace: Trace, decision: Decision): Explanation {
  return managerKind(trace.model).explain(trace, decision)
}
