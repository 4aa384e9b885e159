/** A line below the top bar: what went wrong with every issue, or how far a computation is. */
import { useState } from 'react'
import { clockOf } from '../../projection/harbour-words.ts'
import type { Problem } from '../run/protocol.ts'
import { useRun, useSend, useWorkbench } from '../state/workbench-react.ts'

export function Notice() {
  const problem = useWorkbench((context) => context.problem)
  const job = useWorkbench((context) => context.job)
  const send = useSend()
  const hasRun = useRun() !== undefined
  if (problem !== undefined) return <ProblemNotice problem={problem} hasRun={hasRun} />
  if (job === undefined) return <Warnings />
  if (job.untilUs === 0) return null
  return (
    <div className="notice computing" role="status">
      <progress max={job.untilUs} value={job.timeUs} aria-label="Computed" />
      <span>
        {job.title}: computed to {clockOf(job.timeUs)} of {clockOf(job.untilUs)}
      </span>
      <button type="button" onClick={() => send({ type: 'enough' })}>
        Use what is computed
      </button>
      <button type="button" onClick={() => send({ type: 'cancel' })}>
        Stop
      </button>
    </div>
  )
}

/** What a person should know about the run that is open: it ran, but perhaps not as meant. */
function Warnings() {
  const run = useRun()
  const [closed, setClosed] = useState(-1)
  const send = useSend()
  if (run === undefined || run.id === closed) return null
  const { end, warnings, scenario, trace } = run
  const isCut = end.type === 'eventsMax'
  const isPart = end.type === 'cancelled'
  if (!isCut && !isPart && warnings.length === 0) return null
  return (
    <section className="notice warnings" aria-label="Warnings">
      <ul>
        {isCut && (
          <li>
            The run was stopped at {clockOf(end.timeUs)}: it had more events than it may have.
            Something in it does not come to rest.
          </li>
        )}
        {isPart && (
          <li>
            Computed to {clockOf(end.timeUs)} of {clockOf(trace.model.untilUs)}: what would come
            after is not known.
          </li>
        )}
        {warnings.map((issue) => (
          <li key={`${issue.file}:${issue.line}:${issue.column}:${issue.message}`}>
            <span className="position">
              {issue.file}:{issue.line}:{issue.column}
            </span>{' '}
            {issue.message}
          </li>
        ))}
      </ul>
      {isPart && scenario !== undefined && (
        <button type="button" onClick={() => send({ type: 'complete' })}>
          Compute all of it
        </button>
      )}
      <button type="button" onClick={() => setClosed(run.id)}>
        Close
      </button>
    </section>
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
  const { title, issues, message, scenario, report } = problem
  return (
    <section className="notice problem" role="alert">
      <p>
        <b>{title}</b>
        {hasRun && problem.isRemark !== true && <span>; this is the last good run.</span>}
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
      {report !== undefined && (
        <button type="button" onClick={() => void navigator.clipboard.writeText(report)}>
          Copy report
        </button>
      )}
      {scenario !== undefined && (
        <button
          type="button"
          onClick={() => {
            send({ type: 'problem.dismissed' })
            send({ type: 'edit', scenario })
          }}
        >
          Mend it in the editor
        </button>
      )}
      <button type="button" onClick={() => send({ type: 'problem.dismissed' })}>
        Close
      </button>
    </section>
  )
}
