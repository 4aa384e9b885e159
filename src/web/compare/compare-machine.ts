/** The state of the compare view: what differs is being found out, or known. */
import { assign, fromCallback, setup } from 'xstate'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Problem } from '../run/protocol.ts'
import { ask } from './ask.ts'
import type { Answer } from './questions.ts'

export interface Pair {
  readonly one: LoadedRun
  readonly other: LoadedRun
}

export type Compared = Extract<Answer, { type: 'compare' }>

interface CompareContext extends Pair {
  readonly compared: Compared | undefined
  readonly problem: Problem | undefined
}

export type CompareEvent =
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'stop' | 'again' }

const comparison = fromCallback<CompareEvent, Pair>(({ sendBack, input: { one, other } }) =>
  ask(
    {
      type: 'compare',
      one: { trace: one.trace, running: one.timeline.running },
      other: { trace: other.trace, running: other.timeline.running },
    },
    {
      onAnswer: (answer) => sendBack({ type: 'answered', answer }),
      onRefused: (problem) => sendBack({ type: 'refused', problem }),
    },
  ),
)

export const compareMachine = setup({
  types: { context: {} as CompareContext, events: {} as CompareEvent, input: {} as Pair },
  actors: { comparison },
}).createMachine({
  id: 'compare',
  context: ({ input }) => ({ ...input, compared: undefined, problem: undefined }),
  initial: 'comparing',
  states: {
    comparing: {
      invoke: { src: 'comparison', input: ({ context: { one, other } }) => ({ one, other }) },
      on: {
        answered: {
          target: 'known',
          actions: assign(({ event }) =>
            event.answer.type === 'compare' ? { compared: event.answer } : {},
          ),
        },
        refused: {
          target: 'stopped',
          actions: assign(({ event }) => ({ problem: event.problem })),
        },
        stop: 'stopped',
      },
    },
    known: {},
    stopped: { on: { again: { target: 'comparing', actions: assign({ problem: undefined }) } } },
  },
})
