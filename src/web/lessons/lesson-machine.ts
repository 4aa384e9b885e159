/** The state of a lesson that is taken: its scene, the marks, and how it is shown to a room. */
import { assign, createActor, setup } from 'xstate'
import { type Hands, noHands, withHands } from './hands.ts'
import type { OpenedLesson } from './lesson-library.ts'
import type { Mark } from './mark.ts'
import type { Progress } from './progress.ts'

export interface LessonContext {
  readonly opened: OpenedLesson | undefined
  readonly index: number
  readonly marks: Readonly<Record<number, Mark>>
  /** How many hands of a class went up, by the number of the question's scene. */
  readonly hands: Readonly<Record<number, Hands>>
  /** Why the place in the lesson is not kept, `''` when it is. */
  readonly unkept: string
  readonly problem: string
}

export type LessonEvent =
  | {
      readonly type: 'opened'
      readonly opened: OpenedLesson
      readonly progress: Progress | undefined
      /** The scene that an address names. */
      readonly at?: number | undefined
    }
  | { readonly type: 'refused'; readonly problem: string }
  | { readonly type: 'next' | 'back' | 'left' | 'blank' | 'projector' | 'notes' | 'restart' }
  | { readonly type: 'go'; readonly index: number }
  | { readonly type: 'marked'; readonly mark: Mark }
  /** Whoever presents typed how many hands went up for an option; nothing: emptied it. */
  | { readonly type: 'hands'; readonly key: number; readonly count: number | undefined }
  | { readonly type: 'unkept'; readonly words: string }
  | { readonly type: 'notes.closed' }

const nothing: LessonContext = {
  opened: undefined,
  index: 0,
  marks: {},
  hands: {},
  unkept: '',
  problem: '',
}

export const lessonMachine = setup({
  types: { context: {} as LessonContext, events: {} as LessonEvent },
}).createMachine({
  id: 'lesson',
  context: nothing,
  type: 'parallel',
  states: {
    scene: {
      on: {
        opened: {
          actions: assign(({ event }) => ({
            ...nothing,
            opened: event.opened,
            ...resumed(event.opened, event.progress),
            ...(event.at !== undefined && { index: event.at }),
          })),
        },
        refused: { actions: assign(({ event }) => ({ problem: event.problem })) },
        next: { actions: assign(({ context }) => moved(context, context.index + 1)) },
        back: { actions: assign(({ context }) => moved(context, context.index - 1)) },
        go: { actions: assign(({ context, event }) => moved(context, event.index)) },
        // Here and not on the machine: where a state below has its own answer, that one is not asked.
        left: { actions: assign(nothing) },
        restart: { actions: assign({ index: 0, marks: {}, hands: {} }) },
        marked: {
          actions: assign(({ context, event }) => ({
            marks: { ...context.marks, [context.index]: event.mark },
          })),
        },
        hands: {
          actions: assign(({ context: { hands, index }, event: { key, count } }) => ({
            hands: { ...hands, [index]: withHands(hands[index] ?? noHands, key, count) },
          })),
        },
        unkept: { actions: assign(({ event }) => ({ unkept: event.words })) },
      },
    },
    screen: {
      initial: 'lit',
      states: { lit: { on: { blank: 'blank' } }, blank: { on: { blank: 'lit' } } },
      on: { left: '.lit', next: '.lit', back: '.lit' },
    },
    size: {
      initial: 'desk',
      states: { desk: { on: { projector: 'room' } }, room: { on: { projector: 'desk' } } },
      on: { left: '.desk' },
    },
    notes: {
      initial: 'hidden',
      states: { hidden: { on: { notes: 'shown' } }, shown: { on: { notes: 'hidden' } } },
      on: { left: '.hidden', 'notes.closed': '.hidden' },
    },
  },
})

/** Where it was left; from the beginning when it was done, or when the lesson is another by now. */
function resumed({ lesson }: OpenedLesson, progress: Progress | undefined) {
  if (progress === undefined || progress.isDone) return {}
  const { index, marks, hands = {} } = progress
  return index < lesson.scenes.length ? { index, marks, hands } : {}
}

function moved({ opened, index }: LessonContext, to: number): Partial<LessonContext> {
  const last = (opened?.lesson.scenes.length ?? 1) - 1
  return { index: Number.isFinite(to) ? Math.max(0, Math.min(last, to)) : index }
}

/** One lesson at a time: the panel, the timeline and the notes show the same one. */
export const lessonActor = createActor(lessonMachine).start()
