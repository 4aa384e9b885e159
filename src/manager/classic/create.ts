/**
 * Creating a container: check the name, choose a node under the scheduling lock, then let the
 * engine create it, pulling the image when it is missing. The choice counts creations in progress.
 */

import type { EngineReply } from '../../model/messages.ts'
import { beliefState } from '../../model/states.ts'
import { type CompiledRequest, hasNodeConstraint } from '../../scheduler/classic/request.ts'
import type { Placement } from '../../scheduler/classic/scheduler.ts'
import { type Core, countOutcome, errorOf } from './core.ts'
import { believedStateOf, type KnownEngine } from './known-engine.ts'

export interface Creation {
  readonly slot: number
  readonly name: string
  readonly config: number
  /** Container whose slot is taken over, -1 for a first one. */
  readonly predecessor: number
}

export type Created =
  | { readonly type: 'created'; readonly container: number; readonly engine: KnownEngine }
  | { readonly type: 'failed'; readonly error: string; readonly isConflict: boolean }

export interface Creator {
  /** Calls back once; never again after the lock was lost. */
  create(creation: Creation, done: (created: Created) => void): void
  /** Chooses a node for something that is no container: a network. */
  choose(config: number): KnownEngine | string
  /** Where a container would go now, the least full of equally good nodes; nothing is drawn. */
  foresee(config: number): KnownEngine | undefined
  /** A network that exists on one engine only: its containers would rather go there. */
  addLocalNetwork(name: string, engine: KnownEngine): void
}

/** Reads that follow a creation: list, inspect, volumes, networks. */
const readsAfterCreate = 4
/** What the client reads when the manager dies, or its handling of the request. */
export const closedConnection = 'EOF: the manager closed the connection without an answer'

export function createCreator(core: Core): Creator {
  const { context, belief, scheduler, settings } = core
  const { tables } = context
  let isLockedUp = false
  /** Placements of each slot so far: names the stream of the draw. */
  const attempts = new Map<number, number>()

  function choose(request: CompiledRequest, purpose: string): Placement {
    let isAsked = false
    const placement = scheduler.place(request, (tied) => {
      isAsked = true
      return core.chance.tie(purpose, tied.length, (at) => belief.engineAt(tied[at]).node)
    })
    // A choice without alternatives is one as well: a recorded run checks it.
    if (placement.type === 'placed' && !isAsked) {
      core.chance.tie(purpose, 1, () => belief.engineAt(placement.node).node)
    }
    return placement
  }

  function leastFull(tied: Int32Array): number {
    let best = 0
    for (let at = 1; at < tied.length; at++) {
      if (scheduler.containers(tied[at]) < scheduler.containers(tied[best])) best = at
    }
    return best
  }

  function create(creation: Creation, done: (created: Created) => void): void {
    attempt(creation, false, (first) => {
      if (first.type === 'created') done(first)
      else retry(creation, first, 0, done)
    })
  }

  /** One more try with a hard image affinity when the pull failed; then `swarm.createretry`. */
  function retry(
    creation: Creation,
    failed: Extract<Created, { type: 'failed' }>,
    retries: number,
    done: (created: Created) => void,
  ): void {
    const { image } = tables.configs[creation.config]
    const request = belief.requestOf(creation.config)
    const canUseAffinity =
      retries === 0 &&
      /image \S* not found/.test(failed.error) &&
      !hasNodeConstraint(request) &&
      belief.hasImage(image.includes(':') ? image : `${image}:latest`)
    const next = (created: Created) => {
      if (created.type === 'created') done(created)
      else retry(creation, created, retries + 1, done)
    }
    if (canUseAffinity) attempt(creation, true, next)
    else if (retries < settings.createRetry) attempt(creation, false, next)
    else done(failed)
  }

  function attempt(
    creation: Creation,
    withImageAffinity: boolean,
    done: (created: Created) => void,
  ): void {
    if (isLockedUp) return
    const { slot, name } = creation
    if (name !== '' && belief.isNameTaken(name)) {
      const error = `Conflict: The name ${name} is already assigned. You have to delete (or rename) that container to be able to assign ${name} to a container again.`
      done({ type: 'failed', error, isConflict: true })
      return
    }
    const count = (attempts.get(slot) ?? 0) + 1
    attempts.set(slot, count)
    const config = withLocalNetwork(creation.config)
    const request = belief.requestOf(
      withImageAffinity
        ? derive(config, `affinity:image==${tables.configs[config].image}`)
        : config,
    )
    const placement = choose(request, `${core.manager}/${name || slot}/${count}`)
    if (placement.type === 'panic') {
      isLockedUp = true
      core.say('manager.lockedUp', core.manager)
      done({ type: 'failed', error: closedConnection, isConflict: false })
      return
    }
    if (placement.type === 'refused') {
      done({ type: 'failed', error: placement.error, isConflict: false })
      return
    }
    const engine = belief.engineAt(placement.node)
    const container = context.addContainer({
      slot,
      name: name || `auto_${engine.spec.name}_${tables.containers.length}`,
      config,
      predecessor: creation.predecessor,
    })
    core.say('container.placed', container, engine.node, placement.tied)
    belief.beginPlacing(engine, container)
    createOn(engine, container, done)
  }

  function createOn(
    engine: KnownEngine,
    container: number,
    done: (created: Created) => void,
  ): void {
    const { image } = tables.configs[tables.containers[container].config]
    const fail = (error: string) => {
      belief.endPlacing(container)
      // An event may have told of it meanwhile, even on the same machine listed anew.
      if (!belief.engineOf(container)) {
        core.say('container.createFailed', container, engine.node, context.text(error))
      }
      done({ type: 'failed', error, isConflict: false })
    }
    const afterCreate = (reply: EngineReply) => {
      countOutcome(core, engine, reply)
      if (reply.type === 'done') readBack(engine, container, fail, done)
      else fail(errorOf(reply))
    }
    core.call(engine, { type: 'create', container }, 1, (reply) => {
      if (reply.type !== 'error' || !reply.imageMissing) {
        afterCreate(reply)
        return
      }
      core.call(engine, { type: 'pull', image }, 1, (pulled) => {
        countOutcome(core, engine, pulled)
        if (pulled.type !== 'done') {
          fail(errorOf(pulled))
          return
        }
        for (const one of core.enginePort.imagesOf(engine.node)) belief.addImage(engine, one)
        core.call(engine, { type: 'create', container }, 1, afterCreate)
      })
    })
  }

  /** The manager registers the new container by reading it back from the engine. */
  function readBack(
    engine: KnownEngine,
    container: number,
    fail: (error: string) => void,
    done: (created: Created) => void,
  ): void {
    core.call(engine, { type: 'inspect', container }, readsAfterCreate, (reply) => {
      countOutcome(core, engine, reply)
      const found = reply.type === 'containers' ? reply.containers[0] : undefined
      if (found && !engine.isGone) {
        belief.see(engine, container, believedStateOf(found.state), true)
        belief.endPlacing(container)
      }
      // What counts is that it is known: an event may have told of it although this failed.
      if (engine.containers.has(container)) done({ type: 'created', container, engine })
      else fail("Container created but refresh didn't report it back")
    })
  }

  const derived = new Map<string, number>()
  /** The configuration with one more entry in its environment. */
  function derive(config: number, entry: string): number {
    const key = `${config}/${entry}`
    const known = derived.get(key)
    if (known !== undefined) return known
    const original = tables.configs[config]
    const added = context.addConfig({ ...original, env: [...original.env, entry] })
    derived.set(key, added)
    return added
  }

  const localNetworks = new Map<string, string>()
  /** Swarm adds a soft constraint for the node of a local network, unless one names a node. */
  function withLocalNetwork(config: number): number {
    const node = localNetworks.get(tables.configs[config].networkMode)
    if (node === undefined || hasNodeConstraint(belief.requestOf(config))) return config
    return derive(config, `constraint:node==~${node}`)
  }

  return {
    create,
    addLocalNetwork: (name, engine) => localNetworks.set(name, engine.spec.name),
    foresee(config) {
      if (isLockedUp) return undefined
      const placement = scheduler.place(belief.requestOf(config), leastFull)
      return placement.type === 'placed' ? belief.engineAt(placement.node) : undefined
    },
    choose(config) {
      const placement = choose(
        belief.requestOf(config),
        `${core.manager}/network/${context.nowUs()}`,
      )
      return placement.type === 'placed' ? belief.engineAt(placement.node) : placement.error
    },
  }
}

/** True for a container that was up when the manager last heard of it. */
export function wasRunning(state: number): boolean {
  return state === beliefState.running || state === beliefState.paused
}
