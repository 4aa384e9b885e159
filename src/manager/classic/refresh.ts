/**
 * The refresh loop of each engine: wait a random time between the two intervals, then ask the
 * engine for its lists. A known container is not inspected again by this loop; only events do that.
 * Beats that could find nothing new are never events: the loop's times are drawn when something
 * may have changed.
 */
import type { ReportedContainer } from '../../model/messages.ts'
import type { KnownEngine } from './belief.ts'
import { believedStateOf } from './belief.ts'
import { type Core, countOutcome } from './core.ts'

/** Requests that a refresh makes after the list of containers: volumes, networks, images. */
const readsAfterList = 3
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
  readContainers(engine: KnownEngine, inspectAll: boolean, done: (isOk: boolean) => void): void
}

export function createRefresh(core: Core): Refresh {
  const { belief, context } = core
  // Handling an event takes a few round trips and an engine's own work; a beat within this time of
  // a change could see it first.
  const eventWindowUs = 1_000_000 + 20 * context.model.costs.latencyUs

  function startLoop(engine: KnownEngine): void {
    const { name } = engine.spec
    engine.loops++
    engine.loop = core.chance.refreshLoop(
      `${core.manager}/${name}/${engine.loops}`,
      engine.node,
      context.nowUs(),
    )
    if (core.everyBeat) wake(engine)
  }

  function wake(engine: KnownEngine): void {
    engine.needsRefresh = true
    schedule(engine, Number.POSITIVE_INFINITY)
  }

  function touch(engine: KnownEngine): void {
    schedule(engine, context.nowUs() + eventWindowUs)
  }

  function schedule(engine: KnownEngine, untilUs: number): void {
    if (engine.isBeatDue || engine.isRefreshing || engine.isGone || !engine.loop) return
    const beatUs = engine.loop.nextAfter(context.nowUs())
    if (beatUs > untilUs) return
    engine.isBeatDue = true
    core.at(beatUs, () => {
      engine.isBeatDue = false
      if (!engine.isGone) beat(engine)
    })
  }

  function beat(engine: KnownEngine): void {
    engine.isRefreshing = true
    const startedUs = context.nowUs()
    refresh(engine, (isSettled) => {
      engine.isRefreshing = false
      if (engine.isGone) return
      // After an engine hung, the loop goes on from its answer.
      if (context.nowUs() - startedUs > core.settings.refreshMinUs) startLoop(engine)
      if (isSettled) engine.needsRefresh = core.everyBeat
      if (engine.needsRefresh) schedule(engine, Number.POSITIVE_INFINITY)
    })
  }

  /** Calls back with true when the next beats would find nothing new. */
  function refresh(engine: KnownEngine, done: (isSettled: boolean) => void): void {
    const lists = () =>
      readContainers(engine, false, (isOk) => {
        // An unhealthy engine goes on being asked, but until it answers that changes nothing.
        if (!isOk) done(engine.state !== 'healthy')
        else {
          readImages(engine)
          core.call(engine, { type: 'read' }, readsAfterList, (reply) => {
            countOutcome(core, engine, reply)
            done(engine.failures === 0)
          })
        }
      })
    if (engine.state === 'healthy') {
      lists()
      return
    }
    core.call(engine, { type: 'info' }, infoRoundTrips, (reply) => {
      countOutcome(core, engine, reply)
      if (reply.type !== 'info') {
        done(true)
        return
      }
      if (reply.engineId !== engine.engineId) {
        mismatch(engine, reply.engineId)
        done(true)
        return
      }
      core.enginePort.unsubscribe(core.manager, engine.node)
      engine.subscribed = false
      subscribe(engine)
      lists()
    })
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
      if (reply.type !== 'done' || engine.subscribed) return
      engine.subscribed = true
      core.say('engine.eventsSubscribed', engine.node)
    })
  }

  function readImages(engine: KnownEngine): void {
    for (const image of core.enginePort.imagesOf(engine.node)) belief.addImage(engine, image)
  }

  function readContainers(
    engine: KnownEngine,
    inspectAll: boolean,
    done: (isOk: boolean) => void,
  ): void {
    core.call(engine, { type: 'list' }, 1, (reply) => {
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
          if (inspected.type === 'done') takeOver()
          else done(false)
        })
      }
    })
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
