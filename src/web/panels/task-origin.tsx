/** Why there is a task: whose place it took and what led to that, each step a jump. */
import type { LoadedRun } from '../run/loaded-run.ts'
import { useOrigin } from './explanation-data.ts'
import { JumpList } from './jump-list.tsx'

export function TaskOrigin({ run, task }: { readonly run: LoadedRun; readonly task: number }) {
  const origin = useOrigin(run, task)
  if (origin === undefined) return null
  return (
    <section className="history">
      <h3>Why there is this task</h3>
      <p>
        {run.trace.tables.containers[task].name}: {origin.words}.
      </p>
      <JumpList steps={origin.steps} />
    </section>
  )
}
