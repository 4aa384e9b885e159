/** What the interface knows: which runs are open, where in time it is, what is shown and selected. */
import type { Colouring } from '../../projection/colouring.ts'
import type { Truth } from '../../projection/harbour-boxes.ts'
import type { Measure } from '../../projection/harbour-plan.ts'
import type { HarbourView } from '../../projection/harbour-zoom.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import type { ColourEvent } from '../colours/colour-changes.ts'
import type {
  BranchEvent,
  CompareLook,
  Comparing,
  Dropped,
  VariantOf,
} from '../compare/branch-changes.ts'
import type { DockerEvent, DockerTalk } from '../docker/docker-changes.ts'
import type { Inspecting } from '../inspection/live.ts'
import type { LessonStage } from '../lessons/lesson-stage.ts'
import type { Target } from '../managers/target.ts'
import type { LoadedRun, Moment } from '../run/loaded-run.ts'
import type { FinishedRun, Problem, ScenarioFiles, WorkerRequest } from '../run/protocol.ts'
import type { PickEvent } from '../time/pick-changes.ts'
import type { Editing } from './edit-changes.ts'
import type { Intervention } from './interventions.ts'

export type Selection =
  | {
      readonly type: 'container'
      readonly container: number
      /** Why not there? */
      readonly node?: number
    }
  /** A slot that waits in the roads. */
  | {
      readonly type: 'slot'
      readonly slot: number
      /** Why not there? */
      readonly node?: number
    }
  | { readonly type: 'node'; readonly node: number }
  | { readonly type: 'manager'; readonly manager: number }
  /** Number of a service in the plan. */
  | { readonly type: 'service'; readonly service: number }
  /** How the managers stand to each other. */
  | { readonly type: 'election' }
  /** The figures of the whole run over time. */
  | { readonly type: 'metrics' }

/** `contrast` is light or dark as the system has it, with more contrast. */
export type Theme = 'system' | 'light' | 'dark' | 'contrast'

export type Dialog =
  | { readonly type: 'gallery' }
  | { readonly type: 'lessons' }
  | { readonly type: 'keys' }
  | { readonly type: 'addNode' }
  /** What to hold beside a run; what to claim of one, both by id. */
  | { readonly type: 'compare' | 'saveTest'; readonly run: number }
  /** With what is typed already. */
  | { readonly type: 'palette'; readonly text?: string }
  /** A change that is shown as its line before it is made. */
  | { readonly type: 'confirm'; readonly title: string; readonly intervention: Intervention }
  | { readonly type: 'export' | 'colours' }
  /** Both compared ways over many seeds. */
  | { readonly type: 'seeds' }
  /** A stream for Stately's inspector; `''` for the usual address. */
  | { readonly type: 'inspect'; readonly address: string }
  /** A Compose file came alone: which cluster is it to run on? */
  | {
      readonly type: 'compose'
      readonly name: string
      readonly files: Readonly<Record<string, string>>
    }
  /** Machines that are on one side from the start. */
  | { readonly type: 'partition'; readonly nodes: readonly number[] }
  | { readonly type: 'verbs'; readonly target: Target; readonly x: number; readonly y: number }
  /** How many of a service, by its number in the plan. */
  | { readonly type: 'scale'; readonly service: number }

/** A run being computed. */
export interface Job {
  readonly request: WorkerRequest
  /** What the page says meanwhile. */
  readonly title: string
  readonly fork: { readonly parent: number; readonly intervention: Intervention } | undefined
  readonly isEdit?: boolean
  readonly variantOf?: VariantOf
  /** Id of a run that was computed in part, whose place the whole takes. */
  readonly completes?: number
  readonly timeUs: number
  readonly untilUs: number
}

export interface WorkbenchContext extends Moment {
  readonly runs: readonly LoadedRun[]
  /** Index into `runs`, -1 while there is none. */
  readonly active: number
  readonly nextId: number
  readonly comparing: Comparing | undefined
  readonly compareLook: CompareLook
  readonly dropped: Dropped | undefined
  readonly job: Job | undefined
  readonly problem: Problem | undefined
  readonly speed: number
  /** Plays as fast as it reads instead. */
  readonly isReading: boolean
  readonly truth: Truth
  readonly measure: Measure | 'default'
  readonly selection: Selection | undefined
  /** Service whose boxes stay bright, -1 for all. */
  readonly service: number
  /** Which services have hues of their own. */
  readonly colouring: Colouring
  /** What the search field holds: what it finds stays bright. */
  readonly query: string
  /** Window over a part of the harbour; undefined for all of it. */
  readonly view: HarbourView | undefined
  /** Containers of one network are joined. */
  readonly showsNetworks: boolean
  /** Part of the time axis that is shown; undefined for the whole run. */
  readonly span: TimeSpan | undefined
  /** Span that is looked at by itself. */
  readonly picked: TimeSpan | undefined
  readonly dialog: Dialog | undefined
  readonly isTabular: boolean
  /** Where a stream of inspection events goes; nothing while nobody asked for one. */
  readonly inspecting: Inspecting | undefined
  /** The lesson that is taken, and how far it lets anybody see. */
  readonly lesson: LessonStage | undefined
  /** Nothing while the editor is closed. */
  readonly editing: Editing | undefined
  /** Berths that are pointed at from elsewhere: a name in the text. */
  readonly pointed: readonly number[]
  readonly theme: Theme
  readonly docker: DockerTalk
  /** False until something was played or stepped: the first visit says "Press Space." */
  readonly hasMoved: boolean
  /** Single keys can be turned off. */
  readonly hasKeys: boolean
}

export type WorkbenchEvent =
  | BranchEvent
  | ColourEvent
  | DockerEvent
  | PickEvent
  | {
      readonly type: 'open'
      readonly scenario: ScenarioFiles
      readonly title: string
      /** The text of the open run was edited: what else is open stays. */
      readonly isEdit?: boolean
      /** A scene opens it; whatever else is opened ends the lesson. */
      readonly lesson?: LessonStage
    }
  | { readonly type: 'lesson'; readonly lesson: LessonStage | undefined }
  | { readonly type: 'edit'; readonly scenario?: ScenarioFiles }
  | { readonly type: 'edit.closed' }
  | { readonly type: 'point'; readonly nodes: readonly number[] }
  | { readonly type: 'readTrace'; readonly name: string; readonly text: string }
  | { readonly type: 'intervene'; readonly intervention: Intervention }
  | { readonly type: 'cancel' }
  /** Ends the computation where it is; what is computed is shown. */
  | { readonly type: 'enough' }
  /** Computes all of the active run, of which there is a part. */
  | { readonly type: 'complete' }
  | { readonly type: 'progressed'; readonly timeUs: number; readonly untilUs: number }
  | { readonly type: 'finished'; readonly run: FinishedRun }
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'problem.dismissed' }
  | { readonly type: 'run.chosen'; readonly index: number }
  | { readonly type: 'run.removed'; readonly index: number }
  | { readonly type: 'undo' }
  | { readonly type: 'play' | 'pause' | 'toggle' | 'toStart' | 'toEnd' | 'escape' }
  | { readonly type: 'frame'; readonly elapsedMs: number }
  | { readonly type: 'seek'; readonly timeUs: number }
  | { readonly type: 'jump'; readonly moment: Moment }
  | { readonly type: 'stepFact' | 'stepDecision'; readonly by: 1 | -1 }
  | { readonly type: 'stepFailure' | 'stepBroken'; readonly by: 1 | -1 }
  | { readonly type: 'reading' }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'truth'; readonly truth: Truth }
  | { readonly type: 'measure' }
  | { readonly type: 'select'; readonly selection: Selection | undefined }
  | { readonly type: 'service'; readonly service: number }
  | { readonly type: 'span'; readonly span: TimeSpan | undefined }
  | { readonly type: 'dialog'; readonly dialog: Dialog | undefined }
  | { readonly type: 'tables' | 'keys' | 'why' | 'whyNot' | 'election' | 'metrics' | 'networks' }
  | { readonly type: 'search'; readonly query: string }
  | { readonly type: 'view'; readonly view: HarbourView | undefined }
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'inspection'; readonly inspecting: Inspecting | undefined }
  /** What an address says of the view: the moment, the selection, what is shown. */
  | { readonly type: 'restored'; readonly view: Partial<WorkbenchContext> }

/** What is looked at in a run, as it is when another one is opened. */
export const freshLook = {
  comparing: undefined,
  colouring: { type: 'order' } as Colouring,
  compareLook: { onlyDiffers: false, node: '' } as CompareLook,
  dropped: undefined,
  selection: undefined,
  service: -1,
  query: '',
  view: undefined,
  span: undefined,
  picked: undefined,
  measure: 'default',
  hasMoved: false,
} as const satisfies Partial<WorkbenchContext>

export const initialContext: WorkbenchContext = {
  ...freshLook,
  runs: [],
  active: -1,
  nextId: 0,
  job: undefined,
  problem: undefined,
  timeUs: 0,
  position: 0,
  speed: 4,
  isReading: false,
  truth: 'both',
  showsNetworks: false,
  dialog: undefined,
  isTabular: false,
  inspecting: undefined,
  lesson: undefined,
  editing: undefined,
  pointed: [],
  theme: 'system',
  docker: { lines: [], said: undefined },
  hasKeys: true,
}

export function activeRun({ runs, active }: WorkbenchContext): LoadedRun | undefined {
  return runs[active]
}
