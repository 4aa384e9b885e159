/**
 * The engines' event streams. For each event the manager reads the container again, then volumes
 * and networks: four requests when all is well, three refused ones right after the engine has gone
 * (recorded: one queued event can make an engine unhealthy at once).
 */

import type { EngineEvent } from '../../model/messages.ts'
import { nodeState } from '../../model/states.ts'
import { type Core, countOutcome } from './core.ts'
import { believedStateOf, type KnownEngine } from './known-engine.ts'
import type { Refresh } from './refresh.ts'

/** Events after which a known container is inspected; after the others it is only listed. */
const inspectingEvents: ReadonlySet<EngineEvent> = new Set([
  'die',
  'kill',
  'pause',
  'start',
  'stop',
  'unpause',
])
/** List and inspect, then volumes and networks. One call stands for them while all is well. */
const eventRoundTrips = 4
/** Volumes and networks. */
const lastReads = 2

export interface Events {
  receive(engine: KnownEngine, event: EngineEvent, container: number): void
  streamEnded(engine: KnownEngine, orderly: boolean): void
}

export function createEvents(core: Core, refresh: Refresh): Events {
  const { belief, context } = core
  // One goroutine reads the stream: events of an engine are handled one after the other.
  const queues = new Map<KnownEngine, { event: EngineEvent; container: number }[]>()

  function receive(engine: KnownEngine, event: EngineEvent, container: number): void {
    const queue = queues.get(engine) ?? []
    queues.set(engine, queue)
    queue.push({ event, container })
    if (queue.length === 1) handleNext(engine)
  }

  function handleNext(engine: KnownEngine): void {
    const queue = queues.get(engine)
    const next = queue?.[0]
    if (!queue || !next) return
    handle(engine, next.event, next.container, () => {
      queue.shift()
      if (engine.isGone) queues.delete(engine)
      else if (queue.length > 0) {
        // A refresh may find out first what waits in the queue.
        refresh.touch(engine)
        handleNext(engine)
      }
    })
  }

  function handle(
    engine: KnownEngine,
    event: EngineEvent,
    container: number,
    done: () => void,
  ): void {
    if (event === 'pull') {
      core.call(engine, { type: 'read' }, 1, (reply) => {
        countOutcome(core, engine, reply)
        if (reply.type === 'done') {
          for (const image of core.enginePort.imagesOf(engine.node)) belief.addImage(engine, image)
        }
        done()
      })
      return
    }
    core.call(engine, { type: 'inspect', container }, eventRoundTrips, (reply) => {
      countOutcome(core, engine, reply)
      if (reply.type !== 'containers' || engine.isGone) {
        // Volumes and networks are read although the container could not be.
        readMore(engine, lastReads, done)
        return
      }
      const found = reply.containers[0]
      if (!found) belief.forget(engine, container)
      else belief.see(engine, container, believedStateOf(found.state), inspectingEvents.has(event))
      readMore(engine, missedReads(engine.node), done)
    })
  }

  /** How many of the last reads the engine no longer answered. */
  function missedReads(node: number): number {
    const { actual, actualSinceUs } = context.cluster.nodes
    if (actual[node] === nodeState.up || actual[node] === nodeState.frozen) return 0
    const goneUs = context.nowUs() - actualSinceUs[node]
    return Math.min(lastReads, Math.ceil(goneUs / (2 * context.model.costs.latencyUs)))
  }

  function readMore(engine: KnownEngine, count: number, done: () => void): void {
    if (count === 0) {
      done()
      return
    }
    core.call(engine, { type: 'read' }, 1, (reply) => {
      countOutcome(core, engine, reply)
      readMore(engine, count - 1, done)
    })
  }

  return {
    receive,
    streamEnded(engine, orderly) {
      if (!engine.subscribed) return
      engine.subscribed = false
      core.say('engine.eventsLost', engine.node)
      // An orderly end is repaired at once, by one try; any other end only after the engine has
      // been unhealthy.
      if (orderly) refresh.subscribe(engine)
    },
  }
}
