/**
 * A lesson: scenes that lead through runs of scenarios. A question never carries its answer: it
 * names what is to be measured, and the run decides.
 */
import type { Comparison, Quantity } from './expectation.ts'

/** A comparison that is true or not at each moment of a run. */
export interface Claim {
  /** As written, for messages. */
  readonly text: string
  readonly quantity: Quantity
  readonly comparison: Comparison
  readonly value: number | string
}

export interface Choice {
  readonly says: string
  readonly that: Claim
}

export type Question =
  /** When does this become true? Answered by a mark on the timeline. */
  | {
      readonly type: 'when'
      readonly that: Claim
      /** Times between the choices; none: the mark alone is the answer. */
      readonly boundsUs: readonly number[]
      /** "It never does" is an answer that the lesson reckons with. */
      readonly mayBeNever: boolean
    }
  /** Where does this container go next? Answered by a click on a node. */
  | { readonly type: 'where'; readonly container: string }
  /** Which containers of the node run again, on whichever node? Answered by picking some. */
  | { readonly type: 'which'; readonly node: string }
  /** Which of these is true at the end of the question's time? */
  | { readonly type: 'what'; readonly choices: readonly Choice[] }
  /** Which of these becomes true first? */
  | { readonly type: 'first'; readonly choices: readonly Choice[] }

interface SceneHead {
  /** Paragraphs, divided by empty lines. */
  readonly text: string
  /** For whoever presents. */
  readonly notes: string
  /** Path of the scenario whose run is seen. */
  readonly scenario: string
  /** Where it begins; nothing: where the scene before it ended. */
  readonly atUs: number | undefined
  /** Names of the nodes that are ringed. */
  readonly highlight: readonly string[]
  /** Line of the lesson's file. */
  readonly line: number
}

export interface PredictScene extends SceneHead {
  readonly type: 'predict'
  /** What comes later is veiled. */
  readonly atUs: number
  readonly asks: string
  readonly question: Question
  /** Until when the run is measured and shown. */
  readonly horizonUs: number
}

export interface RunScene extends SceneHead {
  readonly type: 'run'
  readonly speed: number
  /** Nothing: until the answer is known. */
  readonly untilUs: number | undefined
  /** Index of its question. */
  readonly predict: number
}

export type Scene =
  | (SceneHead & { readonly type: 'tell' })
  | (SceneHead & { readonly type: 'watch'; readonly speed: number; readonly untilUs: number })
  | PredictScene
  | RunScene
  /** Says what came out and why. */
  | (SceneHead & { readonly type: 'explain'; readonly predict: number })
  /** Free play. */
  | (SceneHead & { readonly type: 'try' })

export interface Lesson {
  readonly name: string
  readonly about: string
  /** How long it takes in class. */
  readonly minutes: number
  readonly scenes: readonly Scene[]
}
