/** Looks back through a trace for the facts that led to another one. */
import type { Action } from '../../model/action.ts'
import { factCode } from '../../model/facts.ts'
import { availabilities } from '../../model/swarm-mode.ts'
import type { Trace } from '../../model/trace.ts'
import { nodeOfSlot } from './trace-tasks.ts'

export interface CauseStep {
  /** The user or the script, a machine or what is believed of it, a service, a task. */
  readonly type: 'entry' | 'node' | 'service' | 'task'
  /** Of the fact. */
  readonly row: number
  readonly timeUs: number
  readonly words: string
}

export interface FactSeen {
  readonly at: number
  readonly type: number
  readonly a: number
  readonly b: number
}

export interface Trail {
  readonly trace: Trace
  /** Row of the first fact like this, -1 for none. */
  first(test: (fact: FactSeen) => boolean): number
  /** Row of the last fact like this before the row, -1 for none. */
  last(before: number, test: (fact: FactSeen) => boolean): number
  step(type: CauseStep['type'], row: number, words: string): CauseStep
  /** The last entry of the timeline like this before the row; none or one. */
  entry(before: number, test: (action: Action) => boolean): readonly CauseStep[]
  /** Node of the task at that time, -1 for none. */
  nodeOf(container: number, before: number): number
  /** What a `node.specified` says of it, as people say it. */
  availabilityAt(row: number): 'active' | 'paused' | 'drained'
}

export function createTrail(trace: Trace): Trail {
  const factAt = (at: number): FactSeen => ({
    at,
    type: trace.type[at],
    a: trace.a[at],
    b: trace.b[at],
  })

  function last(before: number, test: (fact: FactSeen) => boolean): number {
    for (let at = before - 1; at >= 0; at--) if (test(factAt(at))) return at
    return -1
  }

  function step(type: CauseStep['type'], row: number, words: string): CauseStep {
    return { type, row, timeUs: trace.timeUs[row], words }
  }

  return {
    trace,
    last,
    step,
    first(test) {
      for (let at = 0; at < trace.length; at++) if (test(factAt(at))) return at
      return -1
    },
    entry(before, test) {
      const { timeline } = trace.model
      const row = last(
        before,
        ({ type, a }) => type === factCode['timeline.reached'] && test(timeline[a].action),
      )
      return row < 0 ? [] : [step('entry', row, timeline[trace.a[row]].text)]
    },
    nodeOf(container, before) {
      const row = last(
        before,
        ({ type, a }) => type === factCode['task.assigned'] && a === container,
      )
      return row < 0 ? nodeOfSlot(trace, container) : trace.b[row]
    },
    availabilityAt(row) {
      const words = { active: 'active', pause: 'paused', drain: 'drained' } as const
      return words[availabilities[trace.b[row]]]
    },
  }
}
