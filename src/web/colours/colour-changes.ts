/** What choosing colours changes in the interface's context. */
import { type Colouring, huesFor } from '../../projection/colouring.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { WorkbenchContext } from '../state/workbench-context.ts'

export interface ColourEvent {
  readonly type: 'colouring'
  readonly colouring: Colouring
}

export function coloured(
  { runs }: WorkbenchContext,
  { colouring }: ColourEvent,
): Partial<WorkbenchContext> {
  return { colouring, runs: runs.map((run) => inColours(run, colouring)) }
}

/** The run with these colours. It is another object: what is drawn from a run is kept by the run. */
export function inColours(run: LoadedRun, colouring: Colouring): LoadedRun {
  const { hues: _, ...plain } = run
  const hues = huesFor(run.trace, colouring)
  return hues === undefined ? plain : { ...plain, hues }
}
