/** Failures, how long they took to be noticed, and how long to be made good. */
import { formatDuration } from '../../model/format.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { Incident, Range } from '../../projection/recovery.ts'
import type { TimeSpan } from '../../projection/timeline-axis.ts'
import { useSend } from '../state/workbench-react.ts'
import { isIn } from '../time/pick-changes.ts'

interface FailureProps {
  readonly incidents: readonly Incident[]
  /** Only what failed in this span of time. */
  readonly picked: TimeSpan | undefined
}

export function FailureTable({ incidents: all, picked }: FailureProps) {
  const send = useSend()
  const incidents =
    picked === undefined ? all : all.filter(({ failedUs }) => isIn(failedUs, picked))
  if (incidents.length === 0) {
    const when = picked === undefined ? '' : ' in this span of time'
    return <p className="quiet">No machine failed{when}.</p>
  }
  return (
    <div className="step-table failures">
      <table>
        <caption>
          Failures{picked !== undefined && ' in this span'} and how they were made good
        </caption>
        <thead>
          <tr>
            <th scope="col">when</th>
            <th scope="col">what</th>
            <th scope="col">noticed after</th>
            <th scope="col">lost</th>
            <th scope="col">back</th>
            <th scope="col">back after</th>
          </tr>
        </thead>
        <tbody>
          {incidents.map(({ failedUs, kind, nodes, noticed, lost, back, open, ...times }) => (
            <tr key={`${kind} ${failedUs}`}>
              <td>
                <button type="button" onClick={() => send({ type: 'seek', timeUs: failedUs })}>
                  {clockOf(failedUs)}
                </button>
              </td>
              <td>{nodes.length <= 2 ? nodes.join(', ') : `${nodes.length} machines`}</td>
              <td>{noticedInWords(times.detection, nodes.length - noticed)}</td>
              <td>{lost}</td>
              <td className={open > 0 ? 'tone-fail' : ''}>
                {back}
                {open > 0 && `, ${open} never`}
              </td>
              <td>{times.reschedule === undefined ? '–' : rangeInWords(times.reschedule)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** @param missed machines of the same failure that the manager never missed */
function noticedInWords(detection: Range | undefined, missed: number): string {
  if (detection === undefined) return 'never'
  return `${rangeInWords(detection)}${missed > 0 ? `, ${missed} never` : ''}`
}

function rangeInWords({ minUs, medianUs, maxUs }: Range): string {
  const middle = formatDuration(medianUs)
  return minUs === maxUs
    ? middle
    : `${middle} (${formatDuration(minUs)} to ${formatDuration(maxUs)})`
}
