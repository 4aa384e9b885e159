/**
 * What one manager believes: its engines, their containers and images, and the creations in
 * progress. Every change goes to the scheduler's picture as well, and, when this manager is the
 * primary, into the trace.
 */

import type { FactType } from '../../model/facts.ts'
import { containerId } from '../../model/ids.ts'
import type { RunContext } from '../../model/run-context.ts'
import { overcommitOf } from '../../model/settings.ts'
import { type CompiledRequest, compileRequest } from '../../scheduler/classic/request.ts'
import { withOvercommit } from '../../scheduler/classic/resources.ts'
import type { ClassicScheduler } from '../../scheduler/classic/scheduler.ts'
import { BookedContainer } from './booked-container.ts'
import { createKnownEngine, type KnownContainer, type KnownEngine } from './known-engine.ts'

/** A creation in progress. */
interface Placing {
  readonly engine: KnownEngine
  readonly container: number
  readonly handle: number
}

export interface Belief {
  readonly engines: ReadonlyMap<number, KnownEngine>
  addEngine(node: number): KnownEngine
  dropEngine(engine: KnownEngine): void
  /** Offers a validated engine to the scheduler. */
  admit(engine: KnownEngine): void
  /** Tells the scheduler of the engine's state and failures. */
  updateHealth(engine: KnownEngine): void
  addImage(engine: KnownEngine, image: string): void
  /** All images of an engine, as it lists them. */
  setImages(engine: KnownEngine, images: readonly string[]): void
  hasImage(image: string): boolean
  beginPlacing(engine: KnownEngine, container: number): void
  endPlacing(container: number): void
  /** The container exists on the engine. Its state counts only when `inspected`. */
  see(engine: KnownEngine, container: number, state: number, inspected: boolean): void
  forget(engine: KnownEngine, container: number): KnownContainer | undefined
  isNameTaken(name: string): boolean
  /** Another engine that holds a container with the same Swarm ID, dead or alive. */
  copyElsewhere(engine: KnownEngine, container: number): KnownEngine | undefined
  /** Engine and container for a name, an ID or its beginning; undefined when none or several. */
  find(target: string): { engine: KnownEngine; known: KnownContainer } | undefined
  requestOf(config: number): CompiledRequest
  /** The engine a container is booked on. */
  engineOf(container: number): KnownEngine | undefined
  /** The engine with this handle in the scheduler. */
  engineAt(handle: number): KnownEngine
}

/** @param say states a fact when this manager is the primary. */
export function createBelief(
  context: RunContext,
  scheduler: ClassicScheduler,
  say: (type: FactType, a?: number, b?: number, c?: number) => void,
): Belief {
  const { model, tables } = context
  const engines = new Map<number, KnownEngine>()
  const requests: (CompiledRequest | undefined)[] = []
  const placings = new Map<number, Placing>()
  /** Nearly always one container a name: a list is smaller than a set. */
  const holdersOfName = new Map<string, number[]>()
  /** By container; there may be a hundred thousand. */
  const engineOf: (KnownEngine | undefined)[] = []
  const imageHolders = new Map<string, number>()
  const byHandle: KnownEngine[] = []

  const nameOf = (container: number) => tables.containers[container].name

  function requestOf(config: number): CompiledRequest {
    requests[config] ??= compileRequest(tables.configs[config])
    return requests[config]
  }

  function booked(container: number, pending: boolean): BookedContainer {
    const request = requestOf(tables.containers[container].config)
    return new BookedContainer(context, container, { request, pending })
  }

  function holdName(container: number): void {
    const name = nameOf(container)
    const holders = holdersOfName.get(name)
    if (!holders) holdersOfName.set(name, [container])
    else if (!holders.includes(container)) holders.push(container)
  }

  function releaseName(container: number): void {
    const name = nameOf(container)
    const rest = holdersOfName.get(name)?.filter((one) => one !== container)
    if (rest?.length) holdersOfName.set(name, rest)
    else holdersOfName.delete(name)
  }

  /** The place in the scheduler's picture is free again, the name is not. */
  function endPlace(container: number): boolean {
    const placing = placings.get(container)
    if (!placing) return false
    placings.delete(container)
    if (!placing.engine.isGone) scheduler.removeContainer(placing.handle)
    return true
  }

  function endPlacing(container: number): void {
    if (endPlace(container)) releaseName(container)
  }

  function forget(engine: KnownEngine, container: number): KnownContainer | undefined {
    const known = engine.containers.get(container)
    if (!known) return undefined
    engine.containers.delete(container)
    engineOf[container] = undefined
    releaseName(container)
    if (!engine.isGone && known.handle >= 0) scheduler.removeContainer(known.handle)
    say('belief.removed', container)
    return known
  }

  function addImage(engine: KnownEngine, image: string): void {
    if (engine.images.has(image) || engine.isGone) return
    engine.images.add(image)
    imageHolders.set(image, (imageHolders.get(image) ?? 0) + 1)
    if (engine.handle >= 0) scheduler.addNodeImage(engine.handle, { id: image, tags: [image] })
  }

  function setImages(engine: KnownEngine, images: readonly string[]): void {
    const listed = new Set(images)
    const lost = [...engine.images].filter((image) => !listed.has(image))
    for (const image of lost) {
      engine.images.delete(image)
      imageHolders.set(image, (imageHolders.get(image) ?? 1) - 1)
    }
    if (lost.length > 0 && engine.handle >= 0 && !engine.isGone) {
      const kept = [...engine.images].map((image) => ({ id: image, tags: [image] }))
      scheduler.setNodeImages(engine.handle, kept)
    }
    for (const image of images) addImage(engine, image)
  }

  return {
    engines,
    addImage,
    setImages,
    endPlacing,
    forget,
    requestOf,
    engineOf: (container) => engineOf[container],
    engineAt: (handle) => byHandle[handle],
    addEngine(node) {
      const engine = createKnownEngine(node, model.nodes[node])
      engines.set(node, engine)
      say('engine.listed', node)
      return engine
    },
    dropEngine(engine) {
      engines.delete(engine.node)
      engine.isGone = true
      if (engine.handle >= 0) scheduler.removeNode(engine.handle)
      for (const image of engine.images) imageHolders.set(image, (imageHolders.get(image) ?? 1) - 1)
      say('engine.dropped', engine.node)
      for (const container of engine.containers.keys()) {
        engineOf[container] = undefined
        releaseName(container)
        say('belief.removed', container)
      }
    },
    admit(engine) {
      const { spec } = engine
      engine.handle = scheduler.addNode({
        name: spec.name,
        id: engine.engineId,
        address: spec.address,
        totalCpus: withOvercommit(spec.cpus, overcommitOf(model)),
        totalMemoryBytes: withOvercommit(spec.memoryBytes, overcommitOf(model)),
        labels: spec.labels,
      })
      byHandle[engine.handle] = engine
      for (const image of engine.images) {
        scheduler.addNodeImage(engine.handle, { id: image, tags: [image] })
      }
      for (const known of engine.containers.values()) {
        known.handle = scheduler.addContainer(engine.handle, booked(known.container, false))
      }
    },
    updateHealth(engine) {
      if (engine.handle < 0 || engine.isGone) return
      scheduler.setNodeHealth(engine.handle, { state: engine.state, failures: engine.failures })
    },
    hasImage: (image) => (imageHolders.get(image) ?? 0) > 0,
    beginPlacing(engine, container) {
      const handle = scheduler.addContainer(engine.handle, booked(container, true))
      placings.set(container, { engine, container, handle })
      holdName(container)
    },
    see(engine, container, state, inspected) {
      const known = engine.containers.get(container)
      if (known) {
        if (!inspected || known.state === state) return
        known.state = state
        say('belief.changed', container, state)
        return
      }
      const holdsName = endPlace(container)
      const isMember = engine.handle >= 0
      const handle = isMember ? scheduler.addContainer(engine.handle, booked(container, false)) : -1
      engine.containers.set(container, { container, state, handle })
      engineOf[container] = engine
      if (!holdsName) holdName(container)
      say('belief.added', container, engine.node, state)
    },
    isNameTaken: (name) => holdersOfName.has(name),
    copyElsewhere(engine, container) {
      const { slot, name } = tables.containers[container]
      if (slot < 0) return undefined
      // Copies of one slot share their name.
      for (const other of holdersOfName.get(name) ?? []) {
        const holder = engineOf[other]
        if (holder && holder !== engine && tables.containers[other].slot === slot) return holder
      }
      return undefined
    },
    find(target) {
      const name = target.startsWith('/') ? target.slice(1) : target
      const named = (holdersOfName.get(name) ?? []).filter((one) => engineOf[one])
      const candidates =
        named.length > 0
          ? named
          : [...engineOf.keys()].filter(
              (one) => engineOf[one] && containerId(model.seed, one).startsWith(target),
            )
      if (candidates.length !== 1) return undefined
      const engine = engineOf[candidates[0]]
      const known = engine?.containers.get(candidates[0])
      return engine && known ? { engine, known } : undefined
    },
  }
}
