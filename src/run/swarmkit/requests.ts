/**
 * The users of a swarm: their docker commands reach the leader, and are answered once what they asked for
 * is written. Commands that do several things do them one after the other.
 */

import type { Control, Refusal } from '../../manager/swarmkit/control.ts'
import { changedSpec } from '../../manager/swarmkit/service-change.ts'
import type { Swarm } from '../../manager/swarmkit/swarm.ts'
import type { RunContext } from '../../model/run-context.ts'
import type { NamedObject, SwarmAction } from '../../model/swarm-action.ts'
import type { ServiceSpec } from '../../model/swarm-mode.ts'

export type Errors = (errors: readonly string[]) => void

/** Commands that ask the leader's store and nothing else. */
export type StoreRequest = Exclude<
  SwarmAction,
  { type: 'node.rm' | 'swarm.leave' | 'swarm.forceNewCluster' | 'node.update' | 'swarm.update' }
>

export interface Requests {
  perform(action: StoreRequest, done: Errors): void
}

type Step = (control: Control) => Refusal

/** The label by which docker finds what belongs to a stack. */
const stackPrefix = (stack: string) => `${stack}_`

export function createRequests(context: RunContext, swarm: Swarm): Requests {
  const { store } = swarm

  /** One after the other; what is refused ends it, as it ends docker's client. */
  function ask(steps: readonly Step[], done: Errors): void {
    const next = (at: number) => {
      if (at === steps.length) {
        done([])
        return
      }
      swarm.ask(steps[at], (refusal) => {
        if (refusal === undefined) next(at + 1)
        else done([refusal])
      })
    }
    // The way to a manager takes its time.
    context.after(context.model.costs.latencyUs, () => next(0))
  }

  function update(service: string, change: Parameters<typeof changedSpec>[1]): Step {
    return (control) => {
      if (change.isRollback) return control.rollbackService(service)
      const found = store.services.get(service)
      if (found === undefined) return `service ${service} not found`
      const spec = changedSpec(found.current.spec.spec, change)
      return typeof spec === 'string' ? `${service}: ${spec}` : control.updateService(spec)
    }
  }

  function deploy(action: Extract<SwarmAction, { type: 'stack.deploy' }>): Step[] {
    const { stack, services, objects, prune } = action
    const named = new Set(services.map(({ name }) => name))
    const extra = [...store.services.keys()].filter(
      (name) => name.startsWith(stackPrefix(stack)) && !named.has(name),
    )
    const makeObject = (kind: NamedObject, name: string): Step => {
      return (control) =>
        store.hasObject(kind, name) ? undefined : control.createObject(kind, name)
    }
    const makeService = (spec: ServiceSpec): Step => {
      return (control) =>
        store.services.has(spec.name) ? control.updateService(spec) : control.createService(spec)
    }
    return [
      ...(prune
        ? extra.map(
            (name): Step =>
              (control) =>
                control.removeService(name),
          )
        : []),
      ...objects.map(({ kind, name }) => makeObject(kind, name)),
      ...services.map(makeService),
    ]
  }

  function removeStack(stack: string): Step[] {
    const prefix = stackPrefix(stack)
    const services = [...store.services.keys()].filter((name) => name.startsWith(prefix))
    const kinds = ['secret', 'config', 'network'] as const
    const objects = kinds.flatMap((kind) =>
      store.objectsOf(kind).flatMap((name) => (name.startsWith(prefix) ? [{ kind, name }] : [])),
    )
    if (services.length + objects.length === 0) return [() => `Nothing found in stack: ${stack}`]
    return [
      ...services.map(
        (name): Step =>
          (control) =>
            control.removeService(name),
      ),
      ...objects.map(
        ({ kind, name }): Step =>
          (control) =>
            control.removeObject(kind, name),
      ),
    ]
  }

  function stepsOf(action: StoreRequest): Step[] {
    switch (action.type) {
      case 'service.create':
        return [(control) => control.createService(action.spec)]
      case 'service.update':
        return [update(action.service, action.change)]
      case 'service.rollback':
        return [(control) => control.rollbackService(action.service)]
      case 'service.rm':
        return [(control) => control.removeService(action.service)]
      case 'stack.deploy':
        return deploy(action)
      case 'stack.rm':
        return removeStack(action.stack)
      case 'object.create':
        return [(control) => control.createObject(action.kind, action.name)]
      case 'object.rm':
        return [(control) => control.removeObject(action.kind, action.name)]
    }
  }

  return { perform: (action, done) => ask(stepsOf(action), done) }
}
