/** A line below the top bar: what went wrong with every issue, or how far a computation is. */
import { clockOf } from '../../projection/harbour-words.ts'
import type { Problem } from '../run/protocol.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'

export function Notice() {
  const problem = useWorkbench((context) => context.problem)
  const job = useWorkbench((context) => context.job)
  const send = useSend()
  const hasRun = useRun() !== undefined
  if (problem !== undefined) return <ProblemNotice problem={problem} hasRun={hasRun} />
  if (job === undefined || job.untilUs === 0) return null
  return (
    <div className="notice computing" role="status">
      <progress max={job.untilUs} value={job.timeUs} aria-label="Computed" />
      <span>
        {job.title}: computed to {clockOf(job.timeUs)} of {clockOf(job.untilUs)}
      </span>
      <button type="button" onClick={() => send({ type: 'cancel' })}>
        Stop
      </button>
    </div>
  )
}

function ProblemNotice({
  problem,
  hasRun,
}: {
  readonly problem: Problem
  readonly hasRun: boolean
}) {
  const send = useSend()
  const { title, issues, message } = problem
  return (
    <section className="notice problem" role="alert">
      <p>
        <b>{title}</b>
        {hasRun && <span>; this is the last good run.</span>}
      </p>
      {message !== '' && <p className="message">{message}</p>}
      {issues.length > 0 && (
        <ol>
          {issues.map((issue) => (
            <li key={`${issue.file}:${issue.line}:${issue.column}:${issue.message}`}>
              <span className="position">
                {issue.file}:{issue.line}:{issue.column}
              </span>
              {issue.path !== '' && <code>{issue.path}</code>}
              <span>{issue.message}</span>
            </li>
          ))}
        </ol>
      )}
      <button type="button" onClick={() => send({ type: 'problem.dismissed' })}>
        Close
      </button>
    </section>
  )
}
