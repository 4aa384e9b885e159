/**
 * What the page and the simulation's worker say to each other. The trace travels as transferred
 * columns; what is computed from it once (story, lanes, incidents) travels along, so that the page
 * never walks a whole trace itself.
 */
import type { KeyFrames } from '../../machine/fold.ts'
import type { Trace } from '../../model/trace.ts'
import type { ExpectationResult } from '../../projection/expectations.ts'
import type { Incident } from '../../projection/harbour-incidents.ts'
import type { Cause } from '../../projection/harbour-moves.ts'
import type { StoryEntry } from '../../projection/story.ts'
import type { Timeline } from '../../projection/timeline.ts'
import type { RunEnd } from '../../run/simulate.ts'
import type { Issue } from '../../scenario/index.ts'
import type { Answer, Question } from '../compare/questions.ts'
import type { Piece } from './hand-over.ts'

/** A scenario with every file it may read. */
export interface ScenarioFiles {
  readonly path: string
  readonly files: Readonly<Record<string, string>>
  /** In place of the seed that the scenario names. */
  readonly seed?: string
}

export type WorkerRequest =
  | {
      readonly type: 'simulate'
      readonly scenario: ScenarioFiles
      /** One more line for the scenario's timeline: a fork. */
      readonly entry?: string
      /** Other values for single keys, written into the scenario: `swarm.strategy=binpack`. */
      readonly set?: readonly string[]
    }
  | { readonly type: 'readTrace'; readonly name: string; readonly text: string }
  | { readonly type: 'ask'; readonly question: Question }
  /** Ends the simulation under way where it is; what is computed comes as a finished run. */
  | { readonly type: 'enough' }

export interface FinishedRun {
  readonly trace: Trace
  readonly digest: string
  readonly end: RunEnd
  /** The scenario that was run, with the fork's line in it; nothing for a trace file. */
  readonly scenario: ScenarioFiles | undefined
  /** The scenario's text as it ran, with the seed that took the place of its own. */
  readonly source?: string
  readonly warnings: readonly Issue[]
  readonly story: readonly StoryEntry[]
  readonly timeline: Timeline
  readonly incidents: readonly Incident[]
  readonly causes: readonly Cause[]
  /** Clusters along the trace, so that every jump is short; made as one goes where they are absent. */
  readonly keyFrames?: KeyFrames
  /** What the scenario claims, and when it was broken. */
  readonly expectations?: readonly ExpectationResult[]
  /** Wall-clock time of the simulation alone. */
  readonly elapsedMs: number
}

/** What went wrong, for the person who can mend it. */
export interface Problem {
  readonly title: string
  readonly issues: readonly Issue[]
  /** In place of issues: one paragraph. */
  readonly message: string
  /** Something to know about the run that is open: it is not the last good one, it is the one. */
  readonly isRemark?: boolean
  /** What whoever mends Reberth needs to know, to be copied. */
  readonly report?: string
  /** The scenario that has the issues, to be mended. */
  readonly scenario?: ScenarioFiles
}

export type WorkerAnswer =
  | { readonly type: 'progress'; readonly timeUs: number; readonly untilUs: number }
  /** Rows of a list that is too long for one message; they come before the run is finished. */
  | { readonly type: 'piece'; readonly piece: Piece }
  | { readonly type: 'finished'; readonly run: FinishedRun }
  | { readonly type: 'answered'; readonly answer: Answer }
  | { readonly type: 'refused'; readonly problem: Problem }
