/**
 * The state of the editor beside its text: after every change it waits, checks, and hands a text
 * without errors over to be run. A change while it checks begins anew.
 */
import { assign, fromPromise, setup } from 'xstate'
import type { ScenarioFiles } from '../run/protocol.ts'
import type { Checked } from './check-protocol.ts'

/** So long nothing must be typed until the text is compiled. */
export const quietMs = 300

export interface EditorContext {
  readonly scenario: ScenarioFiles | undefined
  readonly checked: Checked | undefined
  /** The check itself ended. */
  readonly isBroken: boolean
  /** The browser keeps no copy of the text. */
  readonly isUnkept: boolean
  /** The text is from before the page was loaded. */
  readonly isRestored: boolean
}

export type EditorEvent =
  | { readonly type: 'typed' | 'loaded' | 'restored'; readonly scenario: ScenarioFiles }
  | { readonly type: 'kept'; readonly isKept: boolean }
  | { readonly type: 'remark.closed' }
  /** A hand moves something in the text, and has let it go. */
  | { readonly type: 'held' | 'released' }

export interface EditorInput {
  readonly check: (scenario: ScenarioFiles) => Promise<Checked>
  /** Called with each text that has no errors. */
  readonly onGood: (scenario: ScenarioFiles, checked: Checked) => void
}

export const editorMachine = setup({
  types: {
    context: {} as EditorContext & EditorInput,
    events: {} as EditorEvent,
    input: {} as EditorInput,
  },
  actors: {
    check: fromPromise<Checked, { scenario: ScenarioFiles; check: EditorInput['check'] }>(
      ({ input }) => input.check(input.scenario),
    ),
  },
  delays: { quiet: quietMs },
}).createMachine({
  id: 'editor',
  context: ({ input }) => ({
    ...input,
    scenario: undefined,
    checked: undefined,
    isBroken: false,
    isUnkept: false,
    isRestored: false,
  }),
  initial: 'resting',
  states: {
    resting: {},
    // What is held must not change its scale under the hand: nothing is run until it is let go.
    held: {
      on: {
        typed: { actions: assign(({ event }) => ({ scenario: event.scenario })) },
        released: 'checking',
      },
    },
    waiting: { after: { quiet: 'checking' } },
    checking: {
      invoke: {
        src: 'check',
        input: ({ context }) => ({
          scenario: context.scenario as ScenarioFiles, // Every way here sets it.
          check: context.check,
        }),
        onDone: {
          target: 'resting',
          actions: [
            assign(({ event }) => ({ checked: event.output, isBroken: false })),
            ({ context, event }) => {
              const { errors } = event.output
              if (context.scenario !== undefined && errors.length === 0) {
                context.onGood(context.scenario, event.output)
              }
            },
          ],
        },
        onError: { target: 'resting', actions: assign({ isBroken: true }) },
      },
    },
  },
  on: {
    typed: {
      target: '.waiting',
      reenter: true,
      actions: assign(({ event }) => ({ scenario: event.scenario })),
    },
    loaded: {
      target: '.checking',
      reenter: true,
      actions: assign(({ event }) => ({ scenario: event.scenario, isRestored: false })),
    },
    restored: {
      target: '.checking',
      reenter: true,
      actions: assign(({ event }) => ({ scenario: event.scenario, isRestored: true })),
    },
    held: '.held',
    kept: { actions: assign(({ event }) => ({ isUnkept: !event.isKept })) },
    'remark.closed': { actions: assign({ isRestored: false }) },
  },
})
