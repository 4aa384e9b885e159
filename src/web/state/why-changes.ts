/** Why here, and why not there: what the inspector is asked about. */
import type { LoadedRun, Moment } from '../run/loaded-run.ts'
import { activeRun, type Selection, type WorkbenchContext } from './workbench-context.ts'

type Change = Partial<WorkbenchContext>

/** Selects what the last decision was about. */
export function why(context: WorkbenchContext): Change {
  const selection = lastDecided(context)
  return selection === undefined ? {} : { selection }
}

/** Asks the next node in the list why what is read is not there; begins with the last decision. */
export function whyNot(context: WorkbenchContext): Change {
  const run = activeRun(context)
  const { selection: open } = context
  const selection = isBox(open) ? open : lastDecided(context)
  if (run === undefined || selection === undefined) return {}
  return { selection: { ...selection, node: nextNode(run, context, selection) } }
}

/** Whether the inspector explains a decision. */
export function isReadingWhy({ selection }: WorkbenchContext): boolean {
  return isBox(selection)
}

/** Just after the last decision; now, where there is none. */
export function momentOfDecision(context: WorkbenchContext): Moment {
  const run = activeRun(context)
  const decision = lastDecision(context)
  if (run === undefined || decision === undefined) return context
  return { timeUs: run.trace.timeUs[decision.row], position: decision.row + 1 }
}

type Box = Extract<Selection, { readonly type: 'container' | 'slot' }>

function isBox(selection: Selection | undefined): selection is Box {
  return selection?.type === 'container' || selection?.type === 'slot'
}

function lastDecision(context: WorkbenchContext) {
  const decisions = activeRun(context)?.timeline.decisions
  return decisions?.findLast(({ row }) => row < context.position)
}

function lastDecided(context: WorkbenchContext): Box | undefined {
  const run = activeRun(context)
  const decision = lastDecision(context)
  if (run === undefined || decision === undefined) return undefined
  const { row, slot, isRefused } = decision
  return isRefused ? { type: 'slot', slot } : { type: 'container', container: run.trace.a[row] }
}

/** Where it is nobody asks why it is not there. */
function nextNode({ playhead, trace }: LoadedRun, { position }: WorkbenchContext, box: Box) {
  const { containers } = playhead.moveTo(position)
  const home = box.type === 'container' ? containers.node[box.container] : -1
  const count = trace.model.nodes.length
  const next = ((box.node ?? -1) + 1) % count
  return next === home ? (next + 1) % count : next
}
