/**
 * The ends of the managers' logs side by side: one cell per entry with the term it was written in. Filled
 * is committed, hollow is written and not known to be committed. It is a table for the ear as well.
 */
import type { Election } from '../../projection/election.ts'

/** Entries that are shown. */
const cellsMax = 8

export function ElectionLogs({ election }: { readonly election: Election }) {
  const shown = election.managers.filter(({ role }) => role !== 'outside')
  const last = Math.max(0, ...shown.map(({ lastIndex }) => lastIndex))
  const first = Math.max(1, last - cellsMax + 1)
  const indices = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  if (shown.length === 0) return null
  return (
    // Where it is narrow it scrolls, so the keyboard must reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs it
    <section className="table-scroller" tabIndex={0} aria-label="Logs of the managers">
      <table className="logs">
        <caption>
          The last entries of each log, by the term in which they were written. Filled: committed.
          Hollow: written, not known to be committed.
        </caption>
        <thead>
          <tr>
            <th scope="col">entry</th>
            {indices.map((index) => (
              <th key={index} scope="col" className="index">
                {index}
              </th>
            ))}
            <th scope="col" className="index">
              last
            </th>
            <th scope="col" className="index">
              committed
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ manager, name, log, lastIndex, commitIndex, role }) => (
            <tr key={manager} className={role === 'down' ? 'down' : ''}>
              <th scope="row">{name}</th>
              {indices.map((index) => {
                const entry = log.find((one) => one.index === index)
                return (
                  <td key={index} className="cell">
                    <Cell
                      term={entry?.term}
                      isThere={index <= lastIndex}
                      isCommitted={index <= commitIndex}
                    />
                  </td>
                )
              })}
              <td className="index">{lastIndex}</td>
              <td className={`index${commitIndex < lastIndex ? ' tone-strong' : ''}`}>
                {commitIndex}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface CellProps {
  /** Nothing where the trace does not say. */
  readonly term: number | undefined
  readonly isThere: boolean
  readonly isCommitted: boolean
}

function Cell({ term, isThere, isCommitted }: CellProps) {
  if (!isThere) return <span className="for-ears">missing</span>
  return (
    <span className={`entry${isCommitted ? ' committed' : ''}`}>
      {term ?? '·'}
      <span className="for-ears">
        {isCommitted ? ', committed' : ', not known to be committed'}
      </span>
    </span>
  )
}
