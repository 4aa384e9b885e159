/**
 * The refresh loop of each engine: wait a random time between the two intervals, then ask the
 * engine for its lists. A known container is not inspected again by this loop; only events do that.
 * Beats that could find nothing new are never events: the loop's times are drawn when something
 * may have changed.
 */

import type { EngineReply, ReportedContainer } from '../../model/messages.ts'
import { type Core, countOutcome } from './core.ts'
import { believedStateOf, type KnownEngine } from './known-engine.ts'

/** Requests of a refresh: the list of containers, then volumes, networks and images. */
const refreshRequests = 4
/** `GET /info` and `GET /version`. */
const infoRoundTrips = 2

export interface Refresh {
  /** Starts an engine's loop, now. */
  startLoop(engine: KnownEngine): void
  /** A refresh may find something: the next beat becomes an event. */
  wake(engine: KnownEngine): void
  /** Something changed while events arrive: a beat matters only if it beats them. */
  touch(engine: KnownEngine): void
  subscribe(engine: KnownEngine): void
  /** Reads the list of containers and takes it over. Calls back with success. */
  readContainers(
    engine: KnownEngine,
    options: { readonly inspectAll: boolean; readonly agoUs?: number },
    done: (isOk: boolean) => void,
  ): void
}

export function createRefresh(core: Core): Refresh {
  const { belief, context } = core
  const { latencyUs } = context.model.costs
  // Handling an event takes a few round trips and an engine's own work; a beat within this time of
  // a change could see it first.
  const eventWindowUs = 1_000_000 + 20 * latencyUs
  // Where a quiet refresh takes longer than a wait, one cannot tell which beats fell into another.
  const everyBeat = core.everyBeat || core.settings.refreshMinUs <= 2 * refreshRequests * latencyUs

  function startLoop(engine: KnownEngine): void {
    engine.loops++
    engine.loopStartUs = context.nowUs()
    engine.loop = core.chance.refreshLoop({
      manager: core.manager,
      node: engine.node,
      loop: engine.loops,
      startUs: engine.loopStartUs,
    })
    core.say('engine.refreshing', engine.node, engine.loops)
    if (everyBeat) engine.lookUntilUs = Number.POSITIVE_INFINITY
    schedule(engine)
  }

  function wake(engine: KnownEngine): void {
    engine.lookUntilUs = Number.POSITIVE_INFINITY
    catchUp(engine)
    schedule(engine)
  }

  function touch(engine: KnownEngine): void {
    engine.lookUntilUs = Math.max(engine.lookUntilUs, context.nowUs() + eventWindowUs)
    catchUp(engine)
    schedule(engine)
  }

  function schedule(engine: KnownEngine): void {
    if (engine.isBeatDue || engine.isRefreshing || engine.isGone || !engine.loop) return
    const beatUs = engine.loop.nextAfter(context.nowUs())
    if (beatUs > engine.lookUntilUs) return
    engine.isBeatDue = true
    core.at(beatUs, () => {
      engine.isBeatDue = false
      if (!engine.isGone) begin(engine, 0)
    })
  }

  /**
   * A beat that was no event may have been under way when its engine changed: the requests that
   * had not reached the engine by then meet the change.
   */
  function catchUp(engine: KnownEngine): void {
    if (engine.isBeatDue || engine.isRefreshing || engine.isGone || !engine.loop) return
    const nowUs = context.nowUs()
    const beatUs = engine.loop.lastUntil(nowUs)
    if (beatUs === undefined || beatUs <= Math.max(engine.beatUs, engine.idleSinceUs)) return
    const agoUs = nowUs - beatUs
    if (agoUs <= latencyUs) begin(engine, agoUs)
    else if (engine.state === 'healthy') {
      const next = Math.ceil((agoUs - latencyUs) / (2 * latencyUs))
      if (next >= refreshRequests) return
      const sentUs = beatUs + next * 2 * latencyUs
      engine.beatUs = beatUs
      engine.isRefreshing = true
      if (sentUs > nowUs) core.at(sentUs, () => readOn(engine, next, 0))
      else readOn(engine, next, nowUs - sentUs)
    }
  }

  /** Begins a refresh whose first request was sent `agoUs` ago. */
  function begin(engine: KnownEngine, agoUs: number): void {
    engine.beatUs = context.nowUs() - agoUs
    engine.isRefreshing = true
    // What is found out from here on is settled, unless the refresh or a change says otherwise.
    if (engine.lookUntilUs === Number.POSITIVE_INFINITY && !everyBeat) engine.lookUntilUs = -1
    if (engine.state === 'healthy') readOn(engine, 0, agoUs)
    else recover(engine, agoUs)
  }

  /** @param isSettled the next beats would find nothing new. */
  function end(engine: KnownEngine, isSettled: boolean): void {
    const nowUs = context.nowUs()
    engine.isRefreshing = false
    engine.idleSinceUs = nowUs
    if (engine.isGone) return
    if (!isSettled) engine.lookUntilUs = Number.POSITIVE_INFINITY
    // After an engine hung, the loop goes on from its answer.
    if (nowUs - engine.beatUs > core.settings.refreshMinUs) startLoop(engine)
    else schedule(engine)
  }

  /** Makes the requests of a refresh from number `request` on; the first was sent `agoUs` ago. */
  function readOn(engine: KnownEngine, request: number, agoUs: number): void {
    if (request === refreshRequests) {
      if (engine.failures === 0) readImages(engine)
      end(engine, engine.failures === 0)
    } else if (request === 0) {
      readContainers(
        engine,
        { inspectAll: false, agoUs },
        // An unhealthy engine goes on being asked, but until it answers that changes nothing.
        (isOk) => (isOk ? readOn(engine, 1, 0) : end(engine, engine.state !== 'healthy')),
      )
    } else {
      // Errors of the further lists are ignored, but refused ones count.
      core.call(
        engine,
        { type: 'read' },
        1,
        (reply) => {
          countOutcome(core, engine, reply)
          readOn(engine, request + 1, 0)
        },
        agoUs,
      )
    }
  }

  /** Asks an engine that is not healthy who it is; one that answers is taken back. */
  function recover(engine: KnownEngine, agoUs: number): void {
    const takeReply = (reply: EngineReply) => {
      countOutcome(core, engine, reply)
      if (reply.type !== 'info' || engine.isGone) end(engine, true)
      else if (reply.engineId !== engine.engineId) {
        mismatch(engine, reply.engineId)
        end(engine, true)
      } else {
        core.enginePort.unsubscribe(core.manager, engine.node)
        engine.subscribed = false
        subscribe(engine)
        readOn(engine, 0, 0)
      }
    }
    core.call(engine, { type: 'info' }, infoRoundTrips, takeReply, agoUs)
  }

  /** Another machine answers at this address: it stays pending until it leaves discovery. */
  function mismatch(engine: KnownEngine, engineId: string): void {
    const { address } = engine.spec
    engine.error = `Engine (ID: ${engine.engineId}, Addr: ${address}) shows up with another ID:${engineId}. Please remove it from cluster, it can be added back.`
    if (engine.state === 'pending') return
    engine.state = 'pending'
    core.say('engine.mismatched', engine.node, context.text(engine.error))
    belief.updateHealth(engine)
  }

  function subscribe(engine: KnownEngine): void {
    core.call(engine, { type: 'subscribe' }, 1, (reply) => {
      if (reply.type !== 'done' || engine.subscribed || engine.isGone) return
      engine.subscribed = true
      core.say('engine.eventsSubscribed', engine.node)
    })
  }

  function readImages(engine: KnownEngine): void {
    belief.setImages(engine, core.enginePort.imagesOf(engine.node))
  }

  function readContainers(
    engine: KnownEngine,
    { inspectAll, agoUs = 0 }: { readonly inspectAll: boolean; readonly agoUs?: number },
    done: (isOk: boolean) => void,
  ): void {
    const takeReply = (reply: EngineReply) => {
      countOutcome(core, engine, reply)
      if (reply.type !== 'containers') {
        done(false)
        return
      }
      const unknown = reply.containers.filter(
        ({ container }) => inspectAll || !engine.containers.has(container),
      )
      const takeOver = () => {
        if (!engine.isGone) takeOverList(engine, reply.containers, inspectAll)
        done(!engine.isGone)
      }
      if (unknown.length === 0) takeOver()
      else {
        core.call(engine, { type: 'read' }, unknown.length, (inspected) => {
          countOutcome(core, engine, inspected)
          if (inspected.type === 'done') {
            // The list is as old as the inspections took: what changed meanwhile may be lost.
            wake(engine)
            takeOver()
          } else done(false)
        })
      }
    }
    core.call(engine, { type: 'list' }, 1, takeReply, agoUs)
  }

  function takeOverList(
    engine: KnownEngine,
    listed: readonly ReportedContainer[],
    inspectAll: boolean,
  ): void {
    const present = new Set<number>()
    for (const { container, state } of listed) {
      present.add(container)
      belief.see(engine, container, believedStateOf(state), inspectAll)
    }
    for (const container of [...engine.containers.keys()]) {
      if (!present.has(container)) belief.forget(engine, container)
    }
  }

  return { startLoop, wake, touch, subscribe, readContainers }
}
