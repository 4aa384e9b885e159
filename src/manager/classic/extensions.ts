/**
 * What the real Swarm does not do, each under its own name and off by default: trying unplaced
 * containers again when room appears, and moving containers to a node that joined.
 */

import type { Cluster } from '../../model/cluster.ts'
import { beliefState, slotState } from '../../model/states.ts'
import { type Core, countOutcome } from './core.ts'
import { type Creator, wasRunning } from './create.ts'
import type { KnownContainer, KnownEngine } from './known-engine.ts'
import { startAndRead } from './read-again.ts'
import type { Refresh } from './refresh.ts'

export interface Extensions {
  /** A node connected or a container went: unplaced ones may fit now. */
  roomAppeared(): void
  /** A node joined or came back: it may take containers from fuller ones. */
  joined(): void
}

/** A container that leaves a full node for one with fewer. */
interface Move {
  readonly source: KnownEngine
  readonly known: KnownContainer
  /** Where it would go now; whether it does is decided when it is created. */
  readonly target: KnownEngine
}

/** Several things happen at once when a node comes: they are looked at together. */
const settleUs = 1_000_000

export function createExtensions(core: Core, creator: Creator, refresh: Refresh): Extensions {
  const { context, belief, settings } = core
  const { tables, cluster } = context
  const { retryUnplaced, rebalance, rebalancePerMinute } = settings.extensions
  let isRetryDue = false
  let isRebalancing = false

  function roomAppeared(): void {
    if (!retryUnplaced || isRetryDue || !core.isPrimary) return
    isRetryDue = true
    core.after(settleUs, () => {
      isRetryDue = false
      retryAll()
    })
  }

  const waits = ({ slots }: Cluster, slot: number) =>
    slots.unplaced[slot] >= 0 && slots.asked[slot] === slotState.running

  function retryAll(): void {
    const waiting: number[] = []
    for (let slot = 0; slot < cluster.slots.length; slot++) {
      if (waits(cluster, slot)) waiting.push(slot)
    }
    const next = (at: number) => {
      if (at === waiting.length) return
      // Its turn may come late: the user may have dropped it, another round may have placed it.
      if (waits(cluster, waiting[at])) retry(waiting[at], () => next(at + 1))
      else next(at + 1)
    }
    next(0)
  }

  /** A lost container leaves the dead node's books first, or its name would be taken. */
  function retry(slot: number, done: () => void): void {
    const holder = cluster.slots.container[slot]
    const engine = holder >= 0 ? belief.engineOf(holder) : undefined
    if (engine && engine.state !== 'unhealthy') {
      done()
      return
    }
    const known = engine ? belief.forget(engine, holder) : undefined
    // Should the node come back meanwhile, its next refresh finds what was just forgotten.
    if (engine) refresh.wake(engine)
    const { name, config } = tables.slots[slot]
    creator.create({ slot, name, config, predecessor: holder }, (created) => {
      if (created.type === 'failed') {
        if (engine && known && !engine.isGone) {
          belief.see(engine, holder, known.state, false)
          refresh.wake(engine)
        }
        done()
        return
      }
      if (holder >= 0) core.say('reschedule.moved', holder, created.container)
      startAndRead(core, created.engine, created.container, done)
    })
  }

  function joined(): void {
    if (rebalance === 'none' || isRebalancing || !core.isPrimary) return
    isRebalancing = true
    core.after(settleUs, () => moveNext(new Set()))
  }

  /**
   * One container at a time goes from a full node to a less full one, until the counts are level.
   * @param tried slots that had their turn: nobody is moved twice, even if it did not help.
   */
  function moveNext(tried: Set<number>): void {
    const next = nextMove(tried)
    if (!next) {
      isRebalancing = false
      return
    }
    tried.add(tables.containers[next.known.container].slot)
    const pauseUs = rebalance === 'gradual' ? Math.round(60_000_000 / rebalancePerMinute) : 0
    move(next, () => core.after(pauseUs, () => moveNext(tried)))
  }

  /** The newest container of the fullest node that has one to give. */
  function nextMove(tried: ReadonlySet<number>): Move | undefined {
    const byFullness = [...belief.engines.values()]
      .filter(({ state }) => state === 'healthy')
      .sort((a, b) => b.containers.size - a.containers.size || a.node - b.node)
    const fewest = byFullness.at(-1)?.containers.size ?? 0
    for (const source of byFullness) {
      if (source.containers.size - fewest <= 1) return undefined
      for (const known of [...source.containers.values()].reverse()) {
        const target = targetOf(source, known, tried)
        if (target) return { source, known, target }
      }
    }
    return undefined
  }

  /** Where the scheduler would put a running container that asks to be rescheduled. */
  function targetOf(
    source: KnownEngine,
    known: KnownContainer,
    tried: ReadonlySet<number>,
  ): KnownEngine | undefined {
    const { slot, config } = tables.containers[known.container]
    if (slot < 0 || tried.has(slot) || known.state !== beliefState.running) return undefined
    if (belief.requestOf(config).policy !== 'on-node-failure') return undefined
    const target = creator.foresee(config)
    const isBetter = target && source.containers.size - target.containers.size > 1
    return isBetter ? target : undefined
  }

  /** Stop and remove first, then create: the name must be free, and Swarm has no other way. */
  function move({ source, known, target }: Move, done: () => void): void {
    const row = tables.containers[known.container]
    core.say('rebalance.moved', known.container, target.node)
    core.call(source, { type: 'remove', container: known.container, force: true }, 1, (reply) => {
      countOutcome(core, source, reply)
      if (reply.type !== 'done') {
        done()
        return
      }
      belief.forget(source, known.container)
      const creation = {
        slot: row.slot,
        name: row.name,
        config: row.config,
        predecessor: known.container,
      }
      creator.create(creation, (created) => {
        if (created.type === 'failed') {
          core.say('slot.unplaced', row.slot, context.text(created.error))
          done()
          return
        }
        core.say('reschedule.moved', known.container, created.container)
        if (wasRunning(known.state)) {
          startAndRead(core, created.engine, created.container, done)
        } else done()
      })
    })
  }

  return { roomAppeared, joined }
}
