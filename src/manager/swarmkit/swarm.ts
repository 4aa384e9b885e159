/**
 * A swarm as its users see it: a store that outlives leaders, at most one leader, and workers. Every
 * call is one moment: everything that follows from it at once has happened when it returns.
 */
import { noLeader } from '../../model/client-words.ts'
import { createSwarmChance, type SwarmChance } from './chance.ts'
import { defaultSettings, type SwarmSettings } from './constants.ts'
import type { SwarmContext } from './context.ts'
import { type Control, createControl, type Refusal } from './control.ts'
import type { Dispatcher } from './dispatcher/dispatcher.ts'
import { startLeading } from './leader.ts'
import { createLoop, type Loop } from './store/loop.ts'
import { createStore, type Store } from './store/store.ts'
import { type OpenTerm, openTerm } from './term.ts'

/** What the client shows when its manager steps down before the answer (manager/state/raft/raft.go). */
const lostLeader =
  'rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status'

export interface Swarm {
  readonly store: Store
  readonly loop: Loop
  /** Only works while there is a leader; answers what the action returns, once that is committed. */
  ask(action: (control: Control) => Refusal, answer: (refusal: Refusal) => void): void
  readonly control: Control
  readonly isLed: boolean
  /** Of the leader; undefined while there is none. */
  dispatcher(): Dispatcher | undefined
  /** `docker swarm update`: holds from the next leader's, task's and session's beginning on. */
  configure(change: { taskHistoryLimit?: number; heartbeatPeriodUs?: number }): void
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
  const settings = { ...defaultSettings, ...options.settings }
  const chance = options.chance ?? createSwarmChance({ seed: context.seed, settings })
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
    get isLed() {
      return term !== undefined
    },
    ask(action, answer) {
      loop.enter(() => {
        if (term === undefined) {
          answer(noLeader)
          return
        }
        const asked = term
        const refusal = action(control)
        // In its turn, which comes when what was asked is written; by then somebody else may lead.
        loop.soon(() => answer(term === asked ? refusal : lostLeader))
      })
    },
    dispatcher: () => dispatcher,
    configure({ taskHistoryLimit, heartbeatPeriodUs: periodUs }) {
      if (taskHistoryLimit !== undefined) settings.taskHistoryLimit = taskHistoryLimit
      if (periodUs !== undefined) settings.heartbeatPeriodUs = periodUs
    },
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
