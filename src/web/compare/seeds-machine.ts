/** Both ways over many seeds: nothing is asked yet, seeds are being run, or their figures are there. */
import { assign, fromCallback, setup } from 'xstate'
import type { Problem, ScenarioFiles } from '../run/protocol.ts'
import { askInTurn } from './ask.ts'
import type { SeedPair } from './over-seeds.ts'
import type { Answer, Question } from './questions.ts'

export interface SeedsInput {
  readonly one: ScenarioFiles
  readonly other: ScenarioFiles
}

interface SeedsContext extends SeedsInput {
  /** Seeds `1` to this. */
  readonly wanted: number
  readonly seeds: readonly SeedPair[]
  readonly problem: Problem | undefined
}

export type SeedsEvent =
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'refused'; readonly problem: Problem }
  /** So many more than there are. */
  | { readonly type: 'run'; readonly count: number }
  | { readonly type: 'stop' }

const runs = fromCallback<SeedsEvent, SeedsContext>(
  ({ sendBack, input: { one, other, wanted, seeds } }) => {
    const questions: Question[] = []
    for (let seed = seeds.length + 1; seed <= wanted; seed++) {
      questions.push({ type: 'seed', seed: String(seed), one, other })
    }
    return askInTurn(questions, {
      onAnswer: (answer) => sendBack({ type: 'answered', answer }),
      onRefused: (problem) => sendBack({ type: 'refused', problem }),
    })
  },
)

export const seedsMachine = setup({
  types: { context: {} as SeedsContext, events: {} as SeedsEvent, input: {} as SeedsInput },
  actors: { runs },
  actions: {
    want: assign(({ context, event }) =>
      event.type === 'run'
        ? { wanted: context.seeds.length + event.count, problem: undefined }
        : {},
    ),
  },
  guards: {
    isLast: ({ context }) => context.seeds.length + 1 >= context.wanted,
  },
}).createMachine({
  id: 'seeds',
  context: ({ input }) => ({ ...input, wanted: 0, seeds: [], problem: undefined }),
  initial: 'idle',
  states: {
    idle: { on: { run: { target: 'running', actions: 'want' } } },
    running: {
      invoke: { src: 'runs', input: ({ context }) => context },
      on: {
        answered: [
          { guard: 'isLast', target: 'idle', actions: assign(added) },
          { actions: assign(added) },
        ],
        refused: { target: 'idle', actions: assign(({ event }) => ({ problem: event.problem })) },
        stop: 'idle',
      },
    },
  },
})

function added({
  context,
  event,
}: {
  readonly context: SeedsContext
  readonly event: Extract<SeedsEvent, { type: 'answered' }>
}): Partial<SeedsContext> {
  const { answer } = event
  return answer.type === 'seed' ? { seeds: [...context.seeds, answer] } : {}
}
