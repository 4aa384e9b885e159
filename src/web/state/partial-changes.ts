/** What happens to a run of which only a part was computed: the whole takes its place. */
import { loadRun } from '../run/loaded-run.ts'
import type { FinishedRun } from '../run/protocol.ts'
import * as playback from './playback.ts'
import { activeRun, type WorkbenchContext } from './workbench-context.ts'

type Change = Partial<WorkbenchContext>

/** Computes the active run once more, to its end. */
export function completing(context: WorkbenchContext): Change {
  const run = activeRun(context)
  if (run?.scenario === undefined) return {}
  const request = { type: 'simulate', scenario: run.scenario } as const
  const job = { request, title: run.label, fork: undefined, timeUs: 0, untilUs: 0 }
  return { job: { ...job, completes: run.id }, problem: undefined }
}

/** Equal as far as the part went, so that moment, selection and branches stay. */
export function completed(context: WorkbenchContext, id: number, result: FinishedRun): Change {
  const done = { job: undefined, problem: undefined }
  const part = context.runs.find((run) => run.id === id)
  if (part === undefined) return done
  const run = loadRun(result, part)
  const runs = context.runs.map((other) => (other === part ? run : other))
  const isShown = activeRun(context) === part
  return { ...done, runs, ...(isShown && playback.seek(run.trace, context.timeUs)) }
}
