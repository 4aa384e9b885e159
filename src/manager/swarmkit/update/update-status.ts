/** What an update writes about itself into its service. It writes nothing once the service was changed. */
import type { ServiceObject, TaskObject } from '../store/objects.ts'
import type { Store } from '../store/store.ts'

interface Failure {
  readonly service: ServiceObject
  readonly task: TaskObject
}

export function completed(store: Store, service: ServiceObject): void {
  const { updateStatus } = service
  if (service.isDeleted || updateStatus === undefined) return
  store.setUpdateStatus(
    service,
    updateStatus.state === 'rollback_started'
      ? { state: 'rollback_completed', message: 'rollback completed' }
      : { state: 'completed', message: 'update completed' },
  )
  store.commit()
}

export function paused(
  store: Store,
  { service, task, what }: Failure & { readonly what: 'update' | 'rollback' },
): void {
  const { updateStatus } = service
  if (service.isDeleted || updateStatus === undefined) return
  const message = `${what} paused due to failure or early termination of task ${store.nameOf(task)}`
  const state = updateStatus.state === 'rollback_started' ? 'rollback_paused' : 'paused'
  store.setUpdateStatus(service, { state, message })
  store.commit()
}

/** The previous specification comes back with its version, so its tasks are up to date again. */
export function rollBack(store: Store, { service, task }: Failure): void {
  const { previous, updateStatus } = service
  if (service.isDeleted || updateStatus === undefined || previous === undefined) return
  const message = `update rolled back due to failure or early termination of task ${store.nameOf(task)}`
  store.specify(service, {
    current: previous,
    previous: undefined,
    updateStatus: { state: 'rollback_started', message },
  })
  store.commit()
}
