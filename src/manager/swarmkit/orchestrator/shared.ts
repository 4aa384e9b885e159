/** What the orchestrators of all kinds of services have in common. */
import { type ServiceMode, taskStateCode } from '../../../model/swarm-mode.ts'
import type { NodeObject, ServiceObject } from '../store/objects.ts'
import type { Store } from '../store/store.ts'

export function modeOf(service: ServiceObject): ServiceMode {
  return service.current.spec.spec.mode
}

/** Tasks shall leave it: it is down, drained or gone. */
export function isInvalid(node: NodeObject | undefined): boolean {
  return (
    node === undefined || node.isDeleted || node.state === 'down' || node.availability === 'drain'
  )
}

/** The service is gone; its tasks go once their workers have stopped them. */
export function removeServiceTasks(store: Store, service: ServiceObject): void {
  for (const task of service.tasks) {
    if (task.desired < taskStateCode.remove) store.setDesired(task, taskStateCode.remove)
    store.dropSlot(task)
  }
  store.commit()
}
