/** The services of the store, each with the versions of its specification that matter. */
import { updateStates } from '../../../model/swarm-mode.ts'
import { assert } from '../../../sim/assert.ts'
import type { SwarmContext } from '../context.ts'
import type { ServiceObject, SpecVersion, UpdateStatus } from './objects.ts'
import type { Transactions } from './transactions.ts'

export interface ServiceTable {
  readonly services: ReadonlyMap<string, ServiceObject>
  createService(id: string, spec: SpecVersion['spec']): ServiceObject
  /** A new specification, and what is said of its update. */
  specify(
    service: ServiceObject,
    specs: Pick<ServiceObject, 'current' | 'previous' | 'updateStatus'>,
  ): void
  setUpdateStatus(service: ServiceObject, status: UpdateStatus): void
  deleteService(service: ServiceObject): void
  /** A number for a new version of a specification: larger than all before. */
  nextVersion(): number
}

export function createServiceTable(
  context: SwarmContext,
  { stage, tell }: Transactions,
): ServiceTable {
  const services = new Map<string, ServiceObject>()
  let serviceCount = 0
  let version = 0

  function writeUpdateStatus(service: ServiceObject, status: UpdateStatus | undefined): void {
    const before = service.updateStatus
    if (before === undefined && status === undefined) return
    service.updateStatus = status
    const undo = () => {
      service.updateStatus = before
    }
    const b = updateStates.indexOf(status?.state ?? 'none')
    const c = status === undefined ? -1 : context.text(status.message)
    stage({ type: 'service.updateState', a: service.index, b, c, undo })
  }

  return {
    services,
    createService(id, spec) {
      assert(!services.has(id), `service ${id} is there already`)
      const service: ServiceObject = {
        index: serviceCount++,
        id,
        current: { spec, version: ++version },
        previous: undefined,
        updateStatus: undefined,
        jobIteration: 0,
        isDeleted: false,
        tasks: new Set(),
        slots: new Map(),
      }
      services.set(id, service)
      context.addService(service)
      const undo = () => {
        service.isDeleted = true
        services.delete(id)
      }
      stage({ type: 'service.created', a: service.index, b: service.current.version, undo })
      tell({ type: 'service.created', service })
      return service
    },
    specify(service, { current, previous, updateStatus }) {
      const before = { current: service.current, previous: service.previous }
      service.current = current
      service.previous = previous
      writeUpdateStatus(service, updateStatus)
      const undo = () => Object.assign(service, before)
      stage({ type: 'service.specified', a: service.index, b: current.version, undo })
      tell({ type: 'service.updated', service })
    },
    setUpdateStatus(service, status) {
      writeUpdateStatus(service, status)
      tell({ type: 'service.updated', service })
    },
    deleteService(service) {
      service.isDeleted = true
      services.delete(service.id)
      const undo = () => {
        service.isDeleted = false
        services.set(service.id, service)
      }
      stage({ type: 'service.removed', a: service.index, undo })
      tell({ type: 'service.deleted', service })
    },
    nextVersion: () => ++version,
  }
}
