/**
 * Primary and replicas: managers started with `--replication` compete for one lock with a time to
 * live. Who holds it answers users and reschedules. When the holder dies nobody does, until the lock
 * runs out; containers keep running meanwhile.
 */
import type { RunContext } from '../../model/run-context.ts'
import type { Chance } from './chance.ts'
import type { ClassicManager } from './manager.ts'

export interface Leadership {
  start(): void
  crash(manager: number): void
  recover(manager: number): void
}

export function createLeadership(options: {
  readonly context: RunContext
  readonly chance: Chance
  /** Time to live of the lock, microseconds. */
  readonly ttlUs: number
  readonly managers: readonly ClassicManager[]
}): Leadership {
  const { context, chance, ttlUs, managers } = options
  // The holder renews its lock at half of its life (libkv, the store library of Swarm 1.1).
  const renewUs = Math.max(1, Math.floor(ttlUs / 2))
  let holder = -1
  let acquiredUs = 0
  let isLocked = false
  let terms = 0

  function acquire(): void {
    if (isLocked) return
    const candidates = managers.flatMap(({ isAlive }, manager) => (isAlive ? [manager] : []))
    if (candidates.length === 0) return
    terms++
    holder = candidates.length === 1 ? candidates[0] : chance.leader(`term/${terms}`, candidates)
    acquiredUs = context.nowUs()
    isLocked = true
    managers[holder].elect()
  }

  return {
    start() {
      for (const manager of managers) manager.start()
      acquire()
    },
    crash(manager) {
      if (!managers[manager].isAlive) return
      managers[manager].crash()
      if (holder !== manager) return
      holder = -1
      if (managers.length === 1) {
        isLocked = false
        return
      }
      const renewals = Math.floor((context.nowUs() - acquiredUs) / renewUs)
      context.at(acquiredUs + renewals * renewUs + ttlUs, () => {
        isLocked = false
        acquire()
      })
    },
    recover(manager) {
      if (managers[manager].isAlive) return
      managers[manager].start()
      acquire()
    },
  }
}
