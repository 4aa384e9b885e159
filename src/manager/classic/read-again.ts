/**
 * Reading a container again after a request that changed it: Swarm does not wait for the engine's
 * event, so the change is seen even while the subscription is broken.
 */

import { type Core, countOutcome, errorOf } from './core.ts'
import { believedStateOf, type KnownEngine } from './known-engine.ts'

/** List and inspect. */
const readRoundTrips = 2

export function readAgain(
  core: Core,
  engine: KnownEngine,
  container: number,
  done: () => void,
): void {
  core.call(engine, { type: 'inspect', container }, readRoundTrips, (reply) => {
    countOutcome(core, engine, reply)
    const found = reply.type === 'containers' ? reply.containers[0] : undefined
    if (found && !engine.isGone) {
      core.belief.see(engine, container, believedStateOf(found.state), true)
    }
    done()
  })
}

/** Starts a container and reads it again. Calls back with the error, `''` for none. */
export function startAndRead(
  core: Core,
  engine: KnownEngine,
  container: number,
  done: (error: string) => void,
): void {
  core.call(engine, { type: 'start', container }, 1, (reply) => {
    countOutcome(core, engine, reply)
    const error = errorOf(reply)
    if (error !== '') done(error)
    else readAgain(core, engine, container, () => done(''))
  })
}
