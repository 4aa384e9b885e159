/** What the interface knows: which runs are open, where in time it is, what is shown and selected. */
import type { Truth } from '../../projection/harbour-boxes.ts'
import type { Measure } from '../../projection/harbour-plan.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import type { LoadedRun, Moment } from '../run/loaded-run.ts'
import type { FinishedRun, Problem, ScenarioFiles, WorkerRequest } from '../run/protocol.ts'
import type { Intervention } from './interventions.ts'

export type Selection =
  | { readonly type: 'container'; readonly container: number }
  /** A slot that waits in the roads. */
  | { readonly type: 'slot'; readonly slot: number }
  | { readonly type: 'node'; readonly node: number }
  | { readonly type: 'manager'; readonly manager: number }
  /** Number of a service in the plan. */
  | { readonly type: 'service'; readonly service: number }
  /** How the managers stand to each other. */
  | { readonly type: 'election' }

export type Theme = 'system' | 'light' | 'dark'

export type Dialog =
  | { readonly type: 'gallery' }
  | { readonly type: 'keys' }
  | { readonly type: 'addNode' }
  /** Machines that are on one side from the start. */
  | { readonly type: 'partition'; readonly nodes: readonly number[] }
  | { readonly type: 'verbs'; readonly node: number; readonly x: number; readonly y: number }

/** A run being computed. */
export interface Job {
  readonly request: WorkerRequest
  /** What the page says meanwhile. */
  readonly title: string
  readonly fork: { readonly parent: number; readonly intervention: Intervention } | undefined
  readonly timeUs: number
  readonly untilUs: number
}

export interface WorkbenchContext extends Moment {
  readonly runs: readonly LoadedRun[]
  /** Index into `runs`, -1 while there is none. */
  readonly active: number
  readonly nextId: number
  readonly job: Job | undefined
  readonly problem: Problem | undefined
  readonly speed: number
  readonly truth: Truth
  readonly measure: Measure | 'default'
  readonly selection: Selection | undefined
  /** Service whose boxes stay bright, -1 for all. */
  readonly service: number
  /** Part of the time axis that is shown; undefined for the whole run. */
  readonly span: TimeSpan | undefined
  readonly dialog: Dialog | undefined
  readonly isTabular: boolean
  readonly theme: Theme
  /** False until something was played or stepped: the first visit says "Press Space." */
  readonly hasMoved: boolean
  /** Single keys can be turned off. */
  readonly hasKeys: boolean
}

export type WorkbenchEvent =
  | { readonly type: 'open'; readonly scenario: ScenarioFiles; readonly title: string }
  | { readonly type: 'readTrace'; readonly name: string; readonly text: string }
  | { readonly type: 'intervene'; readonly intervention: Intervention }
  | { readonly type: 'cancel' }
  | { readonly type: 'progressed'; readonly timeUs: number; readonly untilUs: number }
  | { readonly type: 'finished'; readonly run: FinishedRun }
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'problem.dismissed' }
  | { readonly type: 'run.chosen'; readonly index: number }
  | { readonly type: 'run.removed'; readonly index: number }
  | { readonly type: 'play' | 'pause' | 'toggle' | 'toStart' | 'toEnd' | 'escape' }
  | { readonly type: 'frame'; readonly elapsedMs: number }
  | { readonly type: 'seek'; readonly timeUs: number }
  | { readonly type: 'jump'; readonly moment: Moment }
  | { readonly type: 'stepFact' | 'stepDecision'; readonly by: 1 | -1 }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'truth'; readonly truth: Truth }
  | { readonly type: 'measure' }
  | { readonly type: 'select'; readonly selection: Selection | undefined }
  | { readonly type: 'service'; readonly service: number }
  | { readonly type: 'span'; readonly span: TimeSpan | undefined }
  | { readonly type: 'dialog'; readonly dialog: Dialog | undefined }
  | { readonly type: 'tables' | 'keys' | 'why' | 'election' }
  | { readonly type: 'theme'; readonly theme: Theme }

export const initialContext: WorkbenchContext = {
  runs: [],
  active: -1,
  nextId: 0,
  job: undefined,
  problem: undefined,
  timeUs: 0,
  position: 0,
  speed: 4,
  truth: 'both',
  measure: 'default',
  selection: undefined,
  service: -1,
  span: undefined,
  dialog: undefined,
  isTabular: false,
  theme: 'system',
  hasMoved: false,
  hasKeys: true,
}

export function activeRun({ runs, active }: WorkbenchContext): LoadedRun | undefined {
  return runs[active]
}
