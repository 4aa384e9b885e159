/**
 * The times of the draft's timeline, for whoever shows or moves them: marks over the lanes, grips in
 * the text. What is decided here goes out as orders to the text, which alone holds the times; what then
 * stands there comes back as `read`.
 */
import { assign, createActor, emit, setup } from 'xstate'
import type { DatedEntry } from './dated-entries.ts'

/** An entry that somebody holds. */
export interface HeldEntry {
  readonly index: number
  /** Its time before, as a number and as it was written. */
  readonly fromUs: number
  readonly written: string
  readonly atUs: number
}

export interface TimesContext {
  readonly entries: readonly DatedEntry[]
  readonly held: HeldEntry | undefined
  /** The entry that is pointed at, in the text or over the lanes; -1 for none. */
  readonly pointed: number
}

export type TimesEvent =
  | { readonly type: 'read'; readonly entries: readonly DatedEntry[] }
  | { readonly type: 'grabbed' | 'revealed'; readonly index: number }
  | { readonly type: 'pointed'; readonly index: number; readonly by: 'mark' | 'text' }
  | { readonly type: 'moved'; readonly atUs: number }
  | { readonly type: 'released' | 'cancelled' }
  | { readonly type: 'stepped'; readonly index: number; readonly atUs: number }
  | { readonly type: 'undo' | 'redo' }

/** Orders to the text. */
export type TimesOrder =
  /** While it is held: written, and no step of the history yet. */
  | { readonly type: 'tried'; readonly held: HeldEntry }
  /** It was let go: one step of the history, or none where it is where it was. */
  | { readonly type: 'settled'; readonly held: HeldEntry }
  | { readonly type: 'set'; readonly index: number; readonly atUs: number }
  | { readonly type: 'reveal' | 'point'; readonly index: number }
  | { readonly type: 'undo' | 'redo' }

export const timesMachine = setup({
  types: {
    context: {} as TimesContext,
    events: {} as TimesEvent,
    emitted: {} as TimesOrder,
  },
  guards: {
    isMovable: ({ context, event }) =>
      event.type === 'grabbed' && context.entries[event.index]?.time !== undefined,
    isElsewhere: ({ context, event }) =>
      event.type === 'moved' && event.atUs !== context.held?.atUs,
    isNewlyPointed: ({ context, event }) =>
      event.type === 'pointed' && event.index !== context.pointed,
  },
}).createMachine({
  id: 'times',
  context: { entries: [], held: undefined, pointed: -1 },
  initial: 'resting',
  states: {
    resting: {
      entry: assign({ held: undefined }),
      on: {
        grabbed: {
          guard: 'isMovable',
          target: 'held',
          actions: assign(({ context, event }) => ({
            held: heldOf(context.entries[event.index], event.index),
            pointed: event.index,
          })),
        },
        pointed: {
          guard: 'isNewlyPointed',
          actions: [
            assign(({ event }) => ({ pointed: event.index })),
            // In the text the pointer itself says which one it is.
            emit(({ event: { by, index } }) => ({
              type: 'point',
              index: by === 'mark' ? index : -1,
            })),
          ],
        },
        stepped: {
          actions: emit(({ event: { index, atUs } }) => ({ type: 'set', index, atUs })),
        },
        undo: { actions: emit({ type: 'undo' }) },
        redo: { actions: emit({ type: 'redo' }) },
        revealed: { actions: emit(({ event }) => ({ type: 'reveal', index: event.index })) },
      },
    },
    held: {
      on: {
        moved: {
          guard: 'isElsewhere',
          actions: [
            assign(({ context: { held }, event }) => ({
              held: held && { ...held, atUs: event.atUs },
            })),
            emit(({ context }) => ({ type: 'tried', held: heldIn(context) })),
          ],
        },
        released: {
          target: 'resting',
          actions: emit(({ context }) => ({ type: 'settled', held: heldIn(context) })),
        },
        cancelled: {
          target: 'resting',
          actions: emit(({ context }) => {
            const held = heldIn(context)
            return { type: 'settled', held: { ...held, atUs: held.fromUs } }
          }),
        },
      },
    },
  },
  on: { read: { actions: assign(({ event }) => ({ entries: event.entries })) } },
})

function heldOf(entry: DatedEntry | undefined, index: number): HeldEntry {
  const fromUs = entry?.atUs ?? 0
  return { index, fromUs, atUs: fromUs, written: entry?.time?.written ?? '' }
}

function heldIn({ held }: TimesContext): HeldEntry {
  return held as HeldEntry // Set on every way into the state that asks.
}

/** One for the page, as the marks stand outside of the editor. */
export const timesActor = createActor(timesMachine).start()
