/**
 * The rescheduling watchdog of Swarm 1.1 (only with --experimental, only on the primary). It works
 * off one node at a time, one container after the other, in an order left to chance, and never
 * tries again what failed. What comes back is cleared of copies that exist elsewhere.
 */

import { type Core, countOutcome } from './core.ts'
import { type Creator, wasRunning } from './create.ts'
import { hasHostConfig, withoutHostConfig } from './host-config.ts'
import type { KnownContainer, KnownEngine } from './known-engine.ts'
import { startAndRead } from './read-again.ts'
import type { Refresh } from './refresh.ts'

export interface Watchdog {
  /** The engine became unhealthy or left discovery. */
  lost(engine: KnownEngine): void
  /** The engine came back. */
  returned(engine: KnownEngine): void
}

type Job = (done: () => void) => void

export function createWatchdog(core: Core, creator: Creator, refresh: Refresh): Watchdog {
  const { context, belief, settings } = core
  const { tables } = context
  const { extensions } = settings
  const jobs: Job[] = []
  let rounds = 0
  let returns = 0
  /** Extension `reschedule-grace`: times each engine was lost, so that each loss has its own wait. */
  const losses = new Map<KnownEngine, number>()
  /** Extension `reschedule-rate`: earliest time of the next creation. */
  let nextCreationUs = 0

  function enqueue(job: Job): void {
    jobs.push(job)
    if (jobs.length === 1) runNext()
  }

  function runNext(): void {
    jobs[0]?.(() => {
      jobs.shift()
      runNext()
    })
  }

  function lost(engine: KnownEngine): void {
    if (!settings.experimental || !core.isPrimary) return
    const begin = () => enqueue((done) => reschedule(engine, done))
    const { rescheduleGraceUs } = extensions
    if (rescheduleGraceUs === 0) begin()
    else {
      const loss = (losses.get(engine) ?? 0) + 1
      losses.set(engine, loss)
      core.after(rescheduleGraceUs, () => {
        const isStillLost = engine.isGone || engine.state === 'unhealthy'
        if (isStillLost && losses.get(engine) === loss) begin()
      })
    }
  }

  function reschedule(engine: KnownEngine, done: () => void): void {
    core.say('reschedule.began', engine.node)
    rounds++
    const order = core.chance.order(`${core.manager}/${rounds}`, [...engine.containers.keys()])
    let at = 0
    const next = () => {
      if (at === order.length) {
        done()
        return
      }
      const known = engine.containers.get(order[at++])
      if (!known) next()
      else if (belief.requestOf(tables.containers[known.container].config).policy === 'off') {
        core.say('reschedule.skipped', known.container)
        next()
      } else atRate(() => move(engine, known, next))
    }
    next()
  }

  /** Extension: at most so many creations per minute. */
  function atRate(begin: () => void): void {
    const { reschedulePerMinute } = extensions
    if (reschedulePerMinute === 0) {
      begin()
      return
    }
    const atUs = Math.max(context.nowUs(), nextCreationUs)
    nextCreationUs = atUs + Math.round(60_000_000 / reschedulePerMinute)
    if (atUs === context.nowUs()) begin()
    else core.at(atUs, begin)
  }

  function move(engine: KnownEngine, known: KnownContainer, next: () => void): void {
    const row = tables.containers[known.container]
    if (engine.isGone) engine.containers.delete(known.container)
    else {
      belief.forget(engine, known.container)
      // The node may be back by now: then its next refresh finds what was just forgotten.
      refresh.wake(engine)
    }
    const creation = {
      slot: row.slot,
      name: row.name,
      config: rescheduledConfig(row.config),
      predecessor: known.container,
    }
    creator.create(creation, (created) => {
      if (created.type === 'failed') {
        putBack(engine, known, created.error)
        next()
        return
      }
      core.say('reschedule.moved', known.container, created.container)
      if (!wasRunning(known.state)) {
        next()
        return
      }
      startAndRead(core, created.engine, created.container, next)
    })
  }

  /** A failed container is booked on the dead node again, and nobody tries it a second time. */
  function putBack(engine: KnownEngine, known: KnownContainer, error: string): void {
    const { slot } = tables.containers[known.container]
    core.say('reschedule.failed', known.container, context.text(error))
    if (slot >= 0) core.say('slot.unplaced', slot, context.text(error))
    if (engine.isGone) engine.containers.set(known.container, known)
    else {
      belief.see(engine, known.container, known.state, false)
      refresh.wake(engine)
    }
  }

  const rescheduledConfigs = new Map<number, number>()
  /** 1.1.0 copies the container's configuration without its host configuration; 1.1.3 keeps it. */
  function rescheduledConfig(config: number): number {
    if (settings.keepHostConfig) return config
    let derived = rescheduledConfigs.get(config)
    if (derived === undefined) {
      const original = tables.configs[config]
      derived = hasHostConfig(original) ? context.addConfig(withoutHostConfig(original)) : config
      rescheduledConfigs.set(config, derived)
    }
    return derived
  }

  /**
   * Containers of a returned node whose Swarm ID exists on another node, healthy or not, are
   * removed by force with their volumes: the copy may even be recorded on a dead node.
   */
  function returned(engine: KnownEngine): void {
    if (!settings.experimental || !core.isPrimary) return
    refresh.readContainers(engine, { inspectAll: false }, () => {
      enqueue((done) => removeDuplicates(engine, done))
    })
  }

  function removeDuplicates(engine: KnownEngine, done: () => void): void {
    returns++
    const order = core.chance.order(`${core.manager}/return/${returns}`, [
      ...engine.containers.keys(),
    ])
    let at = 0
    const next = () => {
      if (at === order.length || engine.isGone) {
        done()
        return
      }
      const container = order[at++]
      const other = belief.copyElsewhere(engine, container)
      if (other === undefined) {
        next()
        return
      }
      core.say('duplicate.removed', container, other.node)
      core.call(engine, { type: 'remove', container, force: true }, 1, (reply) => {
        countOutcome(core, engine, reply)
        if (reply.type === 'done') belief.forget(engine, container)
        next()
      })
    }
    next()
  }

  return { lost, returned }
}
