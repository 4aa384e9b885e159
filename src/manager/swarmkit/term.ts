/**
 * What the parts of a leading manager share, for as long as it leads. When its term is over none of
 * its timers does anything any more; the next leader starts from the store alone.
 */
import type { SwarmChance } from './chance.ts'
import type { SwarmSettings } from './constants.ts'
import type { Loop } from './store/loop.ts'
import type { Store, StoreChange } from './store/store.ts'

export interface Term {
  /** Counts the leaders. */
  readonly number: number
  readonly startUs: number
  readonly store: Store
  readonly chance: SwarmChance
  readonly settings: SwarmSettings
  readonly isOver: boolean
  nowUs(): number
  soon(callback: () => void): void
  at(timeUs: number, callback: () => void): void
  after(delayUs: number, callback: () => void): void
  /** Hears of every commit until the term is over. */
  watch(watcher: (changes: readonly StoreChange[]) => void): void
}

export interface OpenTerm extends Term {
  end(): void
}

export function openTerm(
  given: Pick<Term, 'number' | 'store' | 'chance' | 'settings'> & { readonly loop: Loop },
): OpenTerm {
  const { loop, store } = given
  const unwatch: (() => void)[] = []
  let isOver = false
  const guarded = (callback: () => void) => () => {
    if (!isOver) callback()
  }
  return {
    number: given.number,
    startUs: loop.nowUs(),
    store,
    chance: given.chance,
    settings: given.settings,
    get isOver() {
      return isOver
    },
    nowUs: loop.nowUs,
    soon: (callback) => loop.soon(guarded(callback)),
    at: (timeUs, callback) => loop.at(timeUs, guarded(callback)),
    after: (delayUs, callback) => loop.at(loop.nowUs() + delayUs, guarded(callback)),
    watch: (watcher) => unwatch.push(store.watch(watcher)),
    end() {
      isOver = true
      for (const stop of unwatch) stop()
    },
  }
}
