/**
 * The nodes on which a global service wants a task. This choice is the global orchestrator's and not the
 * scheduler's, and it looks at less: constraints, and that the node is neither down nor drained nor
 * paused. The scheduler then confirms each task on its node or lets it wait there.
 */
import { meetsConstraint } from './constraint.ts'
import type { SwarmkitNode } from './node.ts'
import type { CompiledTaskSpec } from './task-spec.ts'

export function isGlobalNode(node: SwarmkitNode, { parsedConstraints }: CompiledTaskSpec): boolean {
  if (node.state === 'down' || node.availability !== 'active') return false
  return parsedConstraints.every((constraint) => meetsConstraint(node, constraint))
}
