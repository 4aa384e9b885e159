/**
 * Finds single changes that would admit a refused request: of the request, of a node, of a setting.
 * Each is tried on a copy of the cluster before it is offered, so nothing here is a guess. For each
 * kind the smallest change is looked for; what takes two changes is not found.
 */
import type { WouldFit } from '../explanation.ts'

import type { Placer } from './placing.ts'
import type { CompiledRequest } from './request.ts'
import { startTrial } from './trial.ts'
import { freePort, healNode, labelNode } from './would-fit-nodes.ts'
import { raiseOvercommit } from './would-fit-overcommit.ts'
import { askForLess, dropDependency, dropExpression } from './would-fit-request.ts'

export function findChanges(placer: Placer, request: CompiledRequest): readonly WouldFit[] {
  const trial = startTrial(placer, request)
  return [
    ...healNode(trial),
    ...labelNode(trial),
    ...freePort(trial),
    ...raiseOvercommit(trial),
    ...askForLess(trial),
    ...dropExpression(trial),
    ...dropDependency(trial),
  ]
}
