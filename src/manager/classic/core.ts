/**
 * What the duties of one manager share: its belief, its way to the engines, and the rule by which
 * every answer or failure of an engine counts for its health.
 */

import type { FactType } from '../../model/facts.ts'
import type { EnginePort, EngineReply, EngineRequest } from '../../model/messages.ts'
import type { ClassicSettings } from '../../model/model.ts'
import type { RunContext } from '../../model/run-context.ts'
import type { ClassicScheduler } from '../../scheduler/classic/scheduler.ts'
import type { Belief } from './belief.ts'
import type { Chance } from './chance.ts'
import type { KnownEngine } from './known-engine.ts'

/** What the client reads when nobody listens at an engine (Swarm 1.1, recorded). */
export const connectionRefused = 'Cannot connect to the docker engine endpoint'
/** A connection that breaks half way; Swarm does not count it as a failure. */
export const connectionBroken = 'unexpected EOF'

export interface Core {
  /** Number among the managers. */
  readonly manager: number
  readonly context: RunContext
  readonly settings: ClassicSettings
  readonly chance: Chance
  readonly scheduler: ClassicScheduler
  readonly belief: Belief
  readonly enginePort: EnginePort
  /** States a fact when this manager is the primary. */
  say(type: FactType, a?: number, b?: number, c?: number): void
  /** Calls back later, unless this manager has died by then. */
  after(delayUs: number, callback: () => void): void
  at(timeUs: number, callback: () => void): void
  /** Asks an engine and counts the outcome; an engine that was dropped no longer answers. */
  call(
    engine: KnownEngine,
    request: EngineRequest,
    roundTrips: number,
    reply: (reply: EngineReply) => void,
    /** Time since the request was sent, less than the way to the engine takes. */
    agoUs?: number,
  ): void
  /** True from election on: only then is anything rescheduled. */
  readonly isPrimary: boolean
  /** Makes every beat of the refresh loops an event, also those that can find nothing new. */
  readonly everyBeat: boolean
  /** What follows from the health of an engine; set by the duties that care. */
  readonly on: {
    unhealthy(engine: KnownEngine): void
    reconnected(engine: KnownEngine): void
    /** Validated and offered to the scheduler. */
    connected(engine: KnownEngine): void
  }
}

/** Text of a reply that is not an answer, or `''`. */
export function errorOf(reply: EngineReply): string {
  if (reply.type === 'refused') return connectionRefused
  if (reply.type === 'broken') return connectionBroken
  return reply.type === 'error' ? reply.error : ''
}

/**
 * Every call to an engine counts: an answer clears its failures and brings an unhealthy engine
 * back, a refused connection adds one failure. Hanging engines and broken connections do not count
 * (recorded: a frozen engine stays Healthy for ever).
 */
export function countOutcome(core: Core, engine: KnownEngine, reply: EngineReply): void {
  if (engine.isGone) return
  if (reply.type === 'refused') {
    countRefused(core, engine)
    return
  }
  if (reply.type === 'broken') {
    engine.error = connectionBroken
    return
  }
  const hadFailures = engine.failures > 0
  engine.error = reply.type === 'error' ? reply.error : ''
  // An error that the engine sends is an ambiguous sign: it neither counts nor clears.
  if (reply.type === 'error') return
  engine.failures = 0
  if (engine.state === 'unhealthy') {
    engine.state = 'healthy'
    core.say('engine.reconnected', engine.node)
    core.belief.updateHealth(engine)
    core.on.reconnected(engine)
  } else if (hadFailures) {
    if (engine.state === 'healthy') core.say('engine.answered', engine.node)
    core.belief.updateHealth(engine)
  }
}

function countRefused(core: Core, engine: KnownEngine): void {
  engine.error = connectionRefused
  // Beyond the limit nothing depends on the number, so it does not tell quiet beats from none.
  if (engine.state === 'unhealthy') return
  engine.failures++
  if (engine.state !== 'healthy') return
  core.say('engine.refused', engine.node, engine.failures, core.context.text(connectionRefused))
  const isAtLimit = engine.failures >= core.settings.failureRetry
  if (isAtLimit) {
    engine.state = 'unhealthy'
    core.say('engine.unhealthy', engine.node, engine.failures)
  }
  core.belief.updateHealth(engine)
  if (isAtLimit) core.on.unhealthy(engine)
}
