/**
 * What users ask of a swarm: services, nodes, rollbacks. Every update of a service makes a new version
 * of its specification; whether that changes anything is for the orchestrators to find out. A request
 * that cannot be met is answered with the reason.
 */
import type { NamedObject } from '../../model/swarm-action.ts'
import { type Availability, type ServiceSpec, taskStateCode } from '../../model/swarm-mode.ts'
import { compileSpec } from './store/compiled-spec.ts'
import type { NewNode } from './store/node-object.ts'
import type { NodeObject, ServiceObject } from './store/objects.ts'
import type { Store } from './store/store.ts'

/** Why not; absent when it was done. */
export type Refusal = string | undefined

export interface Control {
  addNode(node: NewNode): NodeObject
  setNode(
    id: string,
    spec: {
      readonly availability: Availability
      readonly labels: Readonly<Record<string, string>>
    },
  ): Refusal
  /** A node that is not down is only removed by force. */
  removeNode(id: string, options: { readonly force: boolean }): Refusal
  createService(spec: ServiceSpec): Refusal
  updateService(spec: ServiceSpec): Refusal
  /** Swaps the specification with the one before. */
  rollbackService(id: string): Refusal
  removeService(id: string): Refusal
  createObject(kind: NamedObject, name: string): Refusal
  /** Refused while a service uses it. */
  removeObject(kind: NamedObject, name: string): Refusal
}

export function createControl(store: Store): Control {
  const noService = (id: string) => `service ${id} not found`

  return {
    addNode(given) {
      const node = store.createNode(given)
      store.commit()
      return node
    },
    setNode(id, { availability, labels }) {
      const node = store.nodes.get(id)
      if (!node) return `node ${id} not found`
      store.specifyNode(node, { availability, labels })
      store.commit()
      return undefined
    },
    removeNode(id, { force }) {
      const node = store.nodes.get(id)
      if (!node) return `node ${id} not found`
      if (!force && node.state === 'ready') {
        return `node ${id} is not down and can't be removed`
      }
      for (const task of node.tasks) {
        if (task.state > taskStateCode.running) continue
        store.setState(task, taskStateCode.orphaned, { owner: 'control' })
      }
      store.deleteNode(node)
      store.commit()
      return undefined
    },
    createObject(kind, name) {
      if (store.hasObject(kind, name)) return `${kind} with name ${name} already exists`
      store.createObject(kind, name)
      store.commit()
      return undefined
    },
    removeObject(kind, name) {
      if (!store.hasObject(kind, name)) return `${kind} ${name} not found`
      const users = usersOf(store, kind, name)
      if (users.length > 0) {
        const services = users.length === 1 ? 'service' : 'services'
        return `${kind} '${name}' is in use by the following ${services}: ${users.join(', ')}`
      }
      store.deleteObject(kind, name)
      store.commit()
      return undefined
    },
    createService(spec) {
      const missing = missingObject(store, spec)
      if (missing !== undefined) return missing
      if (store.services.has(spec.name)) return `service ${spec.name} already exists`
      store.createService(spec.name, compileSpec(spec))
      store.commit()
      return undefined
    },
    updateService(spec) {
      const service = store.services.get(spec.name)
      if (!service) return noService(spec.name)
      if (service.current.spec.spec.mode.type !== spec.mode.type) {
        return 'service mode change is not allowed'
      }
      const missing = missingObject(store, spec)
      if (missing !== undefined) return missing
      const previous = service.current
      countJob(service)
      const current = { spec: compileSpec(spec), version: store.nextVersion() }
      store.specify(service, { current, previous, updateStatus: undefined })
      store.commit()
      return undefined
    },
    rollbackService(id) {
      const service = store.services.get(id)
      if (!service) return noService(id)
      const { current, previous } = service
      if (!previous) return `service ${id} does not have a previous spec`
      countJob(service)
      store.specify(service, {
        current: previous,
        previous: current,
        updateStatus: { state: 'rollback_started', message: 'manually requested rollback' },
      })
      store.commit()
      return undefined
    },
    removeService(id) {
      const service = store.services.get(id)
      if (!service) return noService(id)
      store.deleteService(service)
      store.commit()
      return undefined
    },
  }
}

const kinds = [
  ['secret', 'secrets'],
  ['config', 'configs'],
  ['network', 'networks'],
] as const

/** The first name that a task would need and that is not there. */
function missingObject(store: Store, { task }: ServiceSpec): Refusal {
  for (const [kind, list] of kinds) {
    const name = task[list].find((one) => !store.hasObject(kind, one) && !isBuiltIn(kind, one))
    if (name !== undefined) return `${kind} not found: ${name}`
  }
  return undefined
}

/** Networks that every swarm has. */
function isBuiltIn(kind: NamedObject, name: string): boolean {
  return kind === 'network' && ['ingress', 'bridge', 'host', 'none'].includes(name)
}

function usersOf(store: Store, kind: NamedObject, name: string): string[] {
  const list = kinds.find(([one]) => one === kind)?.[1] ?? 'secrets'
  return [...store.services.values()]
    .filter(({ current }) => current.spec.spec.task[list].includes(name))
    .map(({ id }) => id)
}

/** A job runs again with each update. */
function countJob(service: ServiceObject): void {
  const { type } = service.current.spec.spec.mode
  if (type === 'replicated-job' || type === 'global-job') service.jobIteration++
}
