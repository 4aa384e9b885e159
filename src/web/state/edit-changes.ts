/** What the scenario editor changes in the interface's context. */
import { inColours } from '../colours/colour-changes.ts'
import { loadRun } from '../run/loaded-run.ts'
import type { FinishedRun, ScenarioFiles } from '../run/protocol.ts'
import * as playback from './playback.ts'
import type { WorkbenchContext } from './workbench-context.ts'

/** The editor is open, with a text to take over where one was chosen for it. */
export interface Editing {
  readonly scenario: ScenarioFiles | undefined
}

/** A text that was edited takes the place of the run it came from: branches, moment and view stay. */
export function edited(context: WorkbenchContext, result: FinishedRun): Partial<WorkbenchContext> {
  const { nextId, hasMoved, timeUs } = context
  const root = context.runs.find(({ parent }) => parent < 0)
  const origin = { id: nextId, parent: -1, label: root?.label ?? 'main', forkedUs: 0 }
  const run = inColours(loadRun(result, origin), context.colouring)
  const others = context.runs.filter((other) => other !== root)
  const children = others.map((other) =>
    other.parent === root?.id ? { ...other, parent: run.id } : other,
  )
  const { nodes } = run.trace.model
  const isNodeThere = context.selection?.type === 'node' && context.selection.node < nodes.length
  return {
    runs: [run, ...children],
    active: 0,
    nextId: nextId + 1,
    job: undefined,
    problem: undefined,
    // Containers have other numbers now; a node keeps its own unless one was added above it.
    selection: isNodeThere ? context.selection : undefined,
    service: -1,
    // A time is set more exactly in a part of the axis, which must not go with each step.
    span: spanIn(context, run.timeline.endUs),
    pointed: [],
    ...(hasMoved ? playback.seek(run.trace, timeUs) : playback.start(run.trace)),
  }
}

/** The part of the axis that is shown, unless the run is over before it. */
function spanIn({ span }: WorkbenchContext, endUs: number): WorkbenchContext['span'] {
  return span !== undefined && span.untilUs <= endUs ? span : undefined
}
