/**
 * Keeps one update per service: a new one cancels the one that runs, and one towards the same
 * specification goes on.
 */

import { taskStateCode } from '../../../model/swarm-mode.ts'
import type { Restarts } from '../restart/restarts.ts'
import type { ServiceObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { Term } from '../term.ts'
import { createUpdater, type Updater } from './updater.ts'

export interface UpdateSupervisor {
  /** Brings the slots up to date. Each is a list of at least one task. */
  update(service: ServiceObject, slots: readonly (readonly TaskObject[])[]): void
  heard(changes: readonly StoreChange[]): void
}

export function createUpdateSupervisor(term: Term, restarts: Restarts): UpdateSupervisor {
  const updaters = new Map<ServiceObject, Updater>()
  return {
    update(service, slots) {
      const running = updaters.get(service)
      if (running !== undefined) {
        if (running.target.spec.key === service.current.spec.key) return
        running.cancel()
      }
      const updater = createUpdater({
        term,
        restarts,
        service,
        slots: slots.map((slot) =>
          slot.map((task) => ({ task, wasWanted: task.desired <= taskStateCode.running })),
        ),
        ended() {
          if (updaters.get(service) === updater) updaters.delete(service)
        },
      })
      updaters.set(service, updater)
      term.soon(updater.start)
    },
    heard(changes) {
      for (const updater of [...updaters.values()]) updater.heard(changes)
    },
  }
}
