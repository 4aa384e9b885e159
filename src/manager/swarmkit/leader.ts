/**
 * A manager that leads: the parts of swarm mode over one store, started together. They hear of each
 * commit in the order in which they are started here, and only the next leader hears of what happens
 * after the end.
 */

import { type Dispatcher, startDispatcher } from './dispatcher/dispatcher.ts'
import { startRebalancing } from './extensions/rebalance.ts'
import { createGlobal } from './orchestrator/global.ts'
import { createJobs } from './orchestrator/jobs.ts'
import { createReplicated, type OrchestratorParts } from './orchestrator/replicated.ts'
import { checkTasks, type Orchestrator } from './orchestrator/task-init.ts'
import { createRestarts } from './restart/restarts.ts'
import { startAllocator } from './tasks/allocator.ts'
import { startConstraintEnforcer } from './tasks/constraint-enforcer.ts'
import { startScheduling } from './tasks/scheduling.ts'
import { startTaskReaper } from './tasks/task-reaper.ts'
import type { Term } from './term.ts'
import { createUpdateSupervisor } from './update/update-supervisor.ts'

/** Starts everything a leader does. Call it where what follows from it may run. */
export function startLeading(term: Term, options: { readonly everyBeat: boolean }): Dispatcher {
  const dispatcher = startDispatcher({ term, everyBeat: options.everyBeat })
  startAllocator(term)
  startScheduling(term)
  startConstraintEnforcer(term)
  startTaskReaper(term)

  for (const create of [createReplicated, createJobs, createGlobal]) {
    startOrchestrator(term, create)
  }
  return dispatcher
}

/** Each orchestrator has supervisors of its own, and hears of a change before they do. */
function startOrchestrator(term: Term, create: (parts: OrchestratorParts) => Orchestrator): void {
  const restarts = createRestarts(term)
  const updates = createUpdateSupervisor(term, restarts)
  const orchestrator = create({ term, restarts, updates })
  checkTasks(term, orchestrator, restarts)
  orchestrator.start()
  if (create === createReplicated) startRebalancing(term, restarts)
  term.watch(orchestrator.heard)
  term.watch(restarts.starts.heard)
  term.watch(updates.heard)
}
