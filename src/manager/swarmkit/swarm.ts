/**
 * A swarm as its users see it: a store that outlives leaders, at most one leader, and workers. Every
 * call is one moment: everything that follows from it at once has happened when it returns.
 */
import { createSwarmChance, type SwarmChance } from './chance.ts'
import { defaultSettings, type SwarmSettings } from './constants.ts'
import type { SwarmContext } from './context.ts'
import { type Control, createControl } from './control.ts'
import type { Dispatcher } from './dispatcher/dispatcher.ts'
import { startLeading } from './leader.ts'
import { createLoop, type Loop } from './store/loop.ts'
import { createStore, type Store } from './store/store.ts'
import { type OpenTerm, openTerm } from './term.ts'

export interface Swarm {
  readonly store: Store
  readonly loop: Loop
  /** Only works while there is a leader; returns what the action returns. */
  ask(action: (control: Control) => string | undefined): string | undefined
  readonly control: Control
  /** Of the leader; undefined while there is none. */
  dispatcher(): Dispatcher | undefined
  leaderStarts(): void
  leaderStops(): void
  /** Calls back whenever a leader has started. */
  whenLeading(callback: () => void): void
}

export interface SwarmOptions {
  readonly context: SwarmContext
  readonly settings?: Partial<SwarmSettings>
  readonly chance?: SwarmChance
  readonly everyBeat?: boolean
}

export function createSwarm({ context, ...options }: SwarmOptions): Swarm {
  const settings: SwarmSettings = { ...defaultSettings, ...options.settings }
  const { heartbeatPeriodUs, heartbeatJitterUs } = settings
  const chance =
    options.chance ??
    createSwarmChance({ seed: context.seed, heartbeatPeriodUs, heartbeatJitterUs })
  const loop = createLoop(context)
  const store = createStore(context, loop)
  const control = createControl(store)
  const listeners: (() => void)[] = []
  let term: OpenTerm | undefined
  let dispatcher: Dispatcher | undefined
  let terms = 0

  return {
    store,
    loop,
    control,
    ask(action) {
      if (term === undefined) return 'The swarm does not have a leader'
      let answer: string | undefined
      loop.enter(() => {
        answer = action(control)
      })
      return answer
    },
    dispatcher: () => dispatcher,
    leaderStarts() {
      if (term !== undefined) return
      const opened = openTerm({ number: ++terms, loop, store, chance, settings })
      term = opened
      loop.enter(() => {
        dispatcher = startLeading(opened, { everyBeat: options.everyBeat ?? false })
        for (const listener of listeners) listener()
      })
    },
    leaderStops() {
      term?.end()
      term = undefined
      dispatcher = undefined
    },
    whenLeading: (callback) => listeners.push(callback),
  }
}
