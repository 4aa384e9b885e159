/**
 * One Swarm 1.1 manager process: its belief and its duties, from start to crash. A crash forgets
 * everything; a start begins from the discovery list.
 */

import type { EnginePort, ManagerPort } from '../../model/messages.ts'
import type { ClassicSettings } from '../../model/model.ts'
import type { RunContext } from '../../model/run-context.ts'
import { createClassicScheduler } from '../../scheduler/classic/scheduler.ts'
import { createBelief } from './belief.ts'
import type { Chance } from './chance.ts'
import type { Core } from './core.ts'
import { createCreator } from './create.ts'
import { createDiscovery } from './discovery.ts'
import { createEvents } from './events.ts'
import { createExtensions } from './extensions.ts'
import type { KnownEngine } from './known-engine.ts'
import { publishBelief } from './publish.ts'
import { createRefresh } from './refresh.ts'
import { createRequests, type Requests } from './requests.ts'
import { createWatchdog } from './watchdog.ts'

export interface ManagerOptions {
  readonly manager: number
  readonly context: RunContext
  readonly settings: ClassicSettings
  readonly chance: Chance
  readonly enginePort: EnginePort
  /** Configuration that asks for nothing, to choose a node for a network. */
  readonly networkConfig: () => number
  readonly everyBeat: boolean
}

export interface ClassicManager extends ManagerPort {
  readonly isAlive: boolean
  readonly isPrimary: boolean
  start(): void
  crash(): void
  /** The manager takes the leader lock: from now on it answers users and reschedules. */
  elect(): void
  discoveryChanged(): void
  /** The user requests; only the primary may be asked. */
  readonly requests: Requests
}

export function createClassicManager(options: ManagerOptions): ClassicManager {
  const { manager, context } = options
  let life: ReturnType<typeof begin> | undefined

  function begin() {
    const self = { isAlive: true }
    let isPrimary = false
    const { settings, chance, enginePort } = options
    const say: Core['say'] = (type, a, b, c) => {
      if (isPrimary) context.emit(type, a, b, c)
    }
    const guard = (callback: () => void) => () => {
      if (self.isAlive) callback()
    }
    const scheduler = createClassicScheduler({
      strategy: settings.strategy,
      filters: settings.filters,
      failureRetry: settings.failureRetry,
    })
    const belief = createBelief(context, scheduler, say)
    const ignore = () => {}
    const core: Core = {
      manager,
      context,
      settings,
      chance,
      scheduler,
      belief,
      enginePort,
      everyBeat: options.everyBeat,
      say,
      after: (delayUs, callback) => context.after(delayUs, guard(callback)),
      at: (timeUs, callback) => context.at(timeUs, guard(callback)),
      call(engine, request, roundTrips, reply, agoUs = 0) {
        enginePort.call(manager, engine.node, { life: self, request, roundTrips, agoUs }, reply)
      },
      get isPrimary() {
        return isPrimary
      },
      on: { unhealthy: ignore, reconnected: ignore, connected: ignore },
    }
    const refresh = createRefresh(core)
    const creator = createCreator(core)
    const watchdog = createWatchdog(core, creator, refresh)
    const discovery = createDiscovery(core, refresh, watchdog.lost)
    const events = createEvents(core, refresh)
    const extensions = createExtensions(core, creator, refresh)
    core.on.unhealthy = watchdog.lost
    core.on.reconnected = (engine) => {
      watchdog.returned(engine)
      extensions.roomAppeared()
      extensions.joined()
    }
    core.on.connected = () => {
      extensions.roomAppeared()
      extensions.joined()
    }
    return {
      belief,
      refresh,
      discovery,
      events,
      extensions,
      requests: createRequests(core, creator, options.networkConfig),
      get isPrimary() {
        return isPrimary
      },
      elect() {
        isPrimary = true
        publishBelief(context, belief)
      },
      end() {
        self.isAlive = false
      },
    }
  }

  const engineOf = (node: number): KnownEngine | undefined => life?.belief.engines.get(node)

  return {
    get isAlive() {
      return life !== undefined
    },
    get isPrimary() {
      return life?.isPrimary ?? false
    },
    get requests() {
      if (!life) throw new Error('a manager that is down was asked')
      return life.requests
    },
    start() {
      context.emit('manager.started', manager)
      life = begin()
      life.discovery.start()
    },
    crash() {
      context.emit('manager.crashed', manager)
      for (const node of life?.belief.engines.keys() ?? []) {
        options.enginePort.unsubscribe(manager, node)
      }
      const ended = life
      ended?.end()
      life = undefined
      ended?.requests.breakAll()
    },
    elect() {
      context.emit('manager.elected', manager)
      life?.elect()
    },
    discoveryChanged: () => life?.discovery.changed(),
    event(node, event, container) {
      const engine = engineOf(node)
      if (engine) life?.events.receive(engine, event, container)
      if (event === 'destroy' || event === 'die') life?.extensions.roomAppeared()
    },
    streamEnded(node, orderly) {
      const engine = engineOf(node)
      if (engine) life?.events.streamEnded(engine, orderly)
    },
    disturbed(node, isTold) {
      const engine = engineOf(node)
      if (!engine || !life) return
      if (isTold) life.refresh.touch(engine)
      else life.refresh.wake(engine)
    },
  }
}
