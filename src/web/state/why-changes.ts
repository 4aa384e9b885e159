/** Why here, and why not there: what the inspector is asked about. */
import type { LoadedRun } from '../run/loaded-run.ts'
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
  const isReading = open?.type === 'container' || open?.type === 'slot'
  const selection = isReading ? open : lastDecided(context)
  if (run === undefined || selection === undefined) return {}
  return { selection: { ...selection, node: nextNode(run, context, selection) } }
}

type Box = Extract<Selection, { readonly type: 'container' | 'slot' }>

function lastDecided(context: WorkbenchContext): Box | undefined {
  const run = activeRun(context)
  const decision = run?.timeline.decisions.findLast(({ row }) => row < context.position)
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
