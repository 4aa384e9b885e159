/**
 * What the real Swarm does not do, each under its own name and off by default: trying unplaced
 * containers again when room appears, and moving containers to a node that joined.
 */
import { beliefState, slotState } from '../../model/states.ts'
import type { KnownContainer, KnownEngine } from './belief.ts'
import { type Core, countOutcome } from './core.ts'
import { type Creator, wasRunning } from './create.ts'
import { startAndRead } from './read-again.ts'

export interface Extensions {
  /** A node connected or a container went: unplaced ones may fit now. */
  roomAppeared(): void
  /** A node joined or came back: it may take containers from fuller ones. */
  joined(engine: KnownEngine): void
}

/** Several things happen at once when a node comes: they are looked at together. */
const settleUs = 1_000_000

export function createExtensions(core: Core, creator: Creator): Extensions {
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

  function retryAll(): void {
    const { slots } = cluster
    const waiting: number[] = []
    for (let slot = 0; slot < slots.length; slot++) {
      if (slots.unplaced[slot] >= 0 && slots.asked[slot] === slotState.running) waiting.push(slot)
    }
    const next = (at: number) => {
      if (at < waiting.length) retry(waiting[at], () => next(at + 1))
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
    const { name, config } = tables.slots[slot]
    creator.create({ slot, name, config, predecessor: holder }, (created) => {
      if (created.type === 'failed') {
        if (engine && known && !engine.isGone) belief.see(engine, holder, known.state, false)
        done()
        return
      }
      if (holder >= 0) core.say('reschedule.moved', holder, created.container)
      startAndRead(core, created.engine, created.container, done)
    })
  }

  function joined(engine: KnownEngine): void {
    if (rebalance === 'none' || isRebalancing || !core.isPrimary) return
    isRebalancing = true
    core.after(settleUs, () => moveOne(engine))
  }

  /** One container at a time goes from the fullest node, until the counts are level. */
  function moveOne(target: KnownEngine): void {
    const source = fullest()
    const isLevel =
      !source ||
      target.isGone ||
      target.state !== 'healthy' ||
      source.containers.size - target.containers.size <= 1
    const known = isLevel ? undefined : movable(source)
    if (!source || !known) {
      isRebalancing = false
      return
    }
    const pauseUs = rebalance === 'gradual' ? Math.round(60_000_000 / rebalancePerMinute) : 0
    move(source, known, (isMoved) => {
      if (isMoved) core.after(pauseUs, () => moveOne(target))
      else isRebalancing = false
    })
  }

  function fullest(): KnownEngine | undefined {
    let found: KnownEngine | undefined
    for (const engine of belief.engines.values()) {
      if (engine.state !== 'healthy') continue
      const isFuller = !found || engine.containers.size > found.containers.size
      const isTie = found && engine.containers.size === found.containers.size
      if (isFuller || (isTie && found && engine.spec.name < found.spec.name)) found = engine
    }
    return found
  }

  /** The newest running container that asks to be rescheduled. */
  function movable(engine: KnownEngine): KnownContainer | undefined {
    let found: KnownContainer | undefined
    for (const known of engine.containers.values()) {
      const row = tables.containers[known.container]
      const isWilling = belief.requestOf(row.config).policy === 'on-node-failure'
      if (isWilling && row.slot >= 0 && known.state === beliefState.running) found = known
    }
    return found
  }

  /** Stop and remove first, then create: the name must be free, and Swarm has no other way. */
  function move(
    source: KnownEngine,
    known: KnownContainer,
    done: (isMoved: boolean) => void,
  ): void {
    const row = tables.containers[known.container]
    core.say('rebalance.moved', known.container, source.node)
    core.call(source, { type: 'remove', container: known.container, force: true }, 1, (reply) => {
      countOutcome(core, source, reply)
      if (reply.type !== 'done') {
        done(false)
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
          done(false)
          return
        }
        core.say('reschedule.moved', known.container, created.container)
        if (wasRunning(known.state)) {
          startAndRead(core, created.engine, created.container, () => done(true))
        } else done(true)
      })
    })
  }

  return { roomAppeared, joined }
}
