/** Why here, why not there, in swarm mode. */
import type { Trace } from '../../model/trace.ts'
import type { Explanation } from '../../scheduler/explanation.ts'
import type { Decision } from '../decisions.ts'

export function explainSwarmkit(_trace: Trace, _decision: Decision): Explanation {
  throw new Error('not yet')
}
