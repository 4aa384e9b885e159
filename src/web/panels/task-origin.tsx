/** Why there is a task: whose place it took and what led to that, each step a jump. */
import { clockOf } from '../../projection/harbour-words.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import { useSend } from '../state/workbench-react.ts'
import { useOrigin } from './explanation-data.ts'

export function TaskOrigin({ run, task }: { readonly run: LoadedRun; readonly task: number }) {
  const send = useSend()
  const origin = useOrigin(run, task)
  if (origin === undefined) return null
  return (
    <section className="history">
      <h3>Why there is this task</h3>
      <p>
        {run.trace.tables.containers[task].name}: {origin.words}.
      </p>
      <ol>
        {origin.steps.map(({ row, timeUs, words }) => (
          <li key={`${row}-${words}`}>
            <button
              type="button"
              className="time"
              title="Go to this moment"
              onClick={() => send({ type: 'jump', moment: { timeUs, position: row + 1 } })}
            >
              {clockOf(timeUs)}
            </button>
            <span>{words}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
