/** What the scheduler said about each node: filters, room after placement, weight, verdict. */
import { plural } from '../../model/format.ts'
import type { ExplainedNode, ExplainedPass } from '../../scheduler/explanation.ts'
import { shortReason } from './explanation-words.ts'

interface VerdictTableProps {
  readonly rows: readonly ExplainedNode[]
  readonly pass: ExplainedPass
  readonly filters: readonly string[]
  readonly target: string
  readonly caption: string
}

export function VerdictTable({ rows, pass, filters, target, caption }: VerdictTableProps) {
  const [score] = pass.nodes.flatMap(({ verdict }) =>
    verdict.type === 'ranked' && verdict.score !== undefined ? [verdict.score] : [],
  )
  const isByTerm = score?.compared === 'term by term'
  const hasSum = score !== undefined && !isByTerm
  const terms = isByTerm ? score.terms.map(({ name }) => name) : []
  const [best] = pass.nodes.flatMap(({ verdict }) =>
    verdict.type === 'ranked' && verdict.rank === 1 ? [verdict.score?.sum] : [],
  )
  // Where one weight is the best alone, containers decided nothing.
  const isShared =
    pass.nodes.filter(({ verdict }) => verdict.type === 'ranked' && verdict.score?.sum === best)
      .length > 1
  const bestSum = isShared && !isByTerm ? best : undefined
  return (
    <div className="table-scroller">
      <table className="verdicts">
        {caption !== '' && <caption>{caption}</caption>}
        <thead>
          <tr>
            <th scope="col">node</th>
            {filters.map((filter) => (
              <th key={filter} scope="col" className="filter">
                {filter}
              </th>
            ))}
            {hasSum && (
              <>
                <th scope="col">cpu after, %</th>
                <th scope="col">memory after, %</th>
                <th scope="col" className="number">
                  weight
                </th>
              </>
            )}
            {terms.map((term) => (
              <th key={term} scope="col" className="number">
                {term}
              </th>
            ))}
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.node} className={row.name === target ? 'chosen' : ''}>
              <th scope="row">{row.name}</th>
              {filters.map((filter) => (
                <td key={filter} className="filter">
                  <FilterMark row={row} filter={filter} filters={filters} />
                </td>
              ))}
              {hasSum && <Scores row={row} />}
              {terms.map((term) => (
                <Term key={term} row={row} name={term} />
              ))}
              <td className={row.verdict.type === 'ranked' ? '' : 'tone-fail'}>
                {verdictWords(row, target, bestSum)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface FilterMarkProps {
  readonly row: ExplainedNode
  readonly filter: string
  readonly filters: readonly string[]
}

/** Passed, refused, or not asked because an earlier filter refused. */
function FilterMark({ row: { verdict }, filter, filters }: FilterMarkProps) {
  if (verdict.type === 'unjudged') return <span title="not asked">·</span>
  if (verdict.type === 'ranked' || verdict.by === 'resources') return <Passed />
  const at = filters.indexOf(filter)
  const refusedAt = filters.indexOf(verdict.by)
  if (at === refusedAt) {
    return (
      <span className="tone-fail cross" role="img" aria-label="refuses">
        ×
      </span>
    )
  }
  return at < refusedAt ? <Passed /> : <span title="not asked">·</span>
}

function Passed() {
  return (
    <span className="passed" role="img" aria-label="passes">
      •
    </span>
  )
}

function Scores({ row: { verdict } }: { readonly row: ExplainedNode }) {
  const score = verdict.type === 'ranked' ? verdict.score : undefined
  if (score === undefined) {
    return (
      <>
        <td>·</td>
        <td>·</td>
        <td className="number">·</td>
      </>
    )
  }
  const term = (name: string) => score.terms.find((candidate) => candidate.name === name)
  const terms = score.terms.map(({ value }) => value)
  return (
    <>
      <td title={term('cpu')?.words}>
        <Bar percent={term('cpu')?.value ?? 0} />
      </td>
      <td title={term('memory')?.words}>
        <Bar percent={term('memory')?.value ?? 0} />
      </td>
      <td className="number weight">{sumInWords(terms, score.sum)}</td>
    </>
  )
}

/** One of the terms that are compared one after another. */
function Term({ row: { verdict }, name }: { readonly row: ExplainedNode; readonly name: string }) {
  const score = verdict.type === 'ranked' ? verdict.score : undefined
  const term = score?.terms.find((candidate) => candidate.name === name)
  return (
    <td className="number" title={term?.words}>
      {term?.value ?? '·'}
    </td>
  )
}

/** `75 + 77 − 1000 = −848`. */
function sumInWords(terms: readonly number[], sum: number): string {
  const parts = terms.map((value, index) => {
    const size = String(Math.abs(value))
    if (index === 0) return value < 0 ? `−${size}` : size
    return value < 0 ? `− ${size}` : `+ ${size}`
  })
  return `${parts.join(' ')} = ${sum < 0 ? '−' : ''}${Math.abs(sum)}`
}

const barWidth = 50

/** A bar with a mark at 100 %; what lies beyond is red. */
function Bar({ percent }: { readonly percent: number }) {
  const filled = Math.min(100, percent) * (barWidth / 100)
  const over = Math.min(30, Math.max(0, percent - 100)) * (barWidth / 100)
  return (
    <span className="bar-cell">
      <svg width={barWidth + 16} height="11" aria-hidden="true">
        <rect className="track" x="0.5" y="1.5" width={barWidth} height="8" />
        <rect className="filled" x="0.5" y="1.5" width={filled} height="8" />
        <rect className="over" x={barWidth + 0.5} y="1.5" width={over} height="8" />
        <line className="full" x1={barWidth + 0.5} x2={barWidth + 0.5} y1="0" y2="11" />
      </svg>
      <span className={percent > 100 ? 'tone-fail' : ''}>{percent}</span>
    </span>
  )
}

/** Equal weights are decided by the number of containers, which then is worth a word. */
function verdictWords(
  { name, verdict }: ExplainedNode,
  target: string,
  bestSum: number | undefined,
): string {
  switch (verdict.type) {
    case 'refused':
      return `refused: ${shortReason(verdict.reason)}`
    case 'unjudged':
      return verdict.reason
    case 'ranked': {
      const { score, rank } = verdict
      const isClose = score !== undefined && score.sum === bestSum
      const count = isClose ? `, ${plural(score.containers, 'container')}` : ''
      const place = `${verdict.tied ? 'equal best' : `rank ${rank}`}${count}`
      return name === target ? `chosen, ${place}` : place
    }
  }
}
