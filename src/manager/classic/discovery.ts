/**
 * Who belongs to the cluster: the manager reads the discovery list at every heartbeat. A listed
 * engine is pending until it has been validated; one that is taken off the list is dropped, and its
 * containers are treated as lost although they may run on.
 */

import { type Core, connectionBroken, countOutcome, errorOf } from './core.ts'
import type { KnownEngine } from './known-engine.ts'
import type { Refresh } from './refresh.ts'

// Fixed numbers of Swarm 1.1 (`cluster/engine.go`, `cluster/swarm/cluster.go`): pending engines
// are looked at every 10 s, and tried when 30 s + 2^failures s have passed, at most 4 h.
const pendingCheckUs = 10_000_000
const pendingBackoffUs = 30_000_000
const pendingLimitUs = 4 * 3_600_000_000
/** Volumes, networks and images, read when an engine is validated. */
const validationReads = 3
const infoRoundTrips = 2

export interface Discovery {
  /** The manager process starts: it reads the list at once. */
  start(): void
  /** The list has changed: the next heartbeat will see it. */
  changed(): void
}

export function createDiscovery(
  core: Core,
  refresh: Refresh,
  dropped: (engine: KnownEngine) => void,
): Discovery {
  const { context, belief } = core
  const { nodes } = context.cluster
  let startedUs = 0
  let isReadDue = false

  /** First tick of a clock that started with the manager, strictly after `timeUs`. */
  const tickAfter = (timeUs: number, periodUs: number) =>
    startedUs + (Math.floor((timeUs - startedUs) / periodUs) + 1) * periodUs

  function read(): void {
    for (const engine of [...belief.engines.values()]) {
      if (nodes.listed[engine.node] === 0) drop(engine)
    }
    for (let node = 0; node < context.model.nodes.length; node++) {
      if (nodes.listed[node] === 1 && !belief.engines.has(node)) validate(belief.addEngine(node))
    }
  }

  function drop(engine: KnownEngine): void {
    // A cloned machine stays pending, and the containers it listed are lost with it all the same.
    const isLoss = engine.handle >= 0 || engine.containers.size > 0
    core.enginePort.unsubscribe(core.manager, engine.node)
    belief.dropEngine(engine)
    if (isLoss) dropped(engine)
  }

  function validate(engine: KnownEngine): void {
    if (engine.isGone) return
    core.call(engine, { type: 'info' }, infoRoundTrips, (reply) => {
      countOutcome(core, engine, reply)
      if (engine.isGone) return
      if (reply.type !== 'info') {
        retryLater(engine, errorOf(reply))
        return
      }
      engine.engineId = reply.engineId
      refresh.subscribe(engine)
      refresh.readContainers(engine, { inspectAll: true }, (isOk) => {
        if (isOk) readTheRest(engine)
        else retryLater(engine, engine.error || connectionBroken)
      })
    })
  }

  function readTheRest(engine: KnownEngine): void {
    core.call(engine, { type: 'read' }, validationReads, (reply) => {
      countOutcome(core, engine, reply)
      if (engine.isGone) return
      const twin = twinOf(engine)
      if (reply.type !== 'done') retryLater(engine, errorOf(reply))
      else if (twin) {
        retryLater(
          engine,
          `ID duplicated. ${engine.engineId} shared by this node ${engine.spec.address} and another node ${twin.spec.address}`,
        )
      } else admit(engine)
    })
  }

  /** A member with the same engine ID: a cloned machine. */
  function twinOf(engine: KnownEngine): KnownEngine | undefined {
    for (const other of belief.engines.values()) {
      if (other !== engine && other.handle >= 0 && other.engineId === engine.engineId) return other
    }
    return undefined
  }

  function admit(engine: KnownEngine): void {
    for (const image of core.enginePort.imagesOf(engine.node)) belief.addImage(engine, image)
    engine.state = 'healthy'
    engine.failures = 0
    belief.admit(engine)
    belief.updateHealth(engine)
    core.say('engine.connected', engine.node)
    refresh.startLoop(engine)
    core.on.connected(engine)
  }

  function retryLater(engine: KnownEngine, error: string): void {
    if (engine.isGone) return
    engine.error = error
    core.say('engine.pendingError', engine.node, context.text(error))
    const backoffUs = Math.min(pendingLimitUs, pendingBackoffUs + 2 ** engine.failures * 1_000_000)
    core.at(tickAfter(context.nowUs() + backoffUs, pendingCheckUs), () => validate(engine))
  }

  return {
    start() {
      startedUs = context.nowUs()
      read()
    },
    changed() {
      if (isReadDue) return
      isReadDue = true
      core.at(tickAfter(context.nowUs(), core.settings.heartbeatUs), () => {
        isReadDue = false
        read()
      })
    },
  }
}
