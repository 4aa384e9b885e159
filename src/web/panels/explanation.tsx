/**
 * Why here, why not there: the scheduler's answer for every node. Filters in Swarm's order, room
 * after placement against a mark at 100 %, the weight with its terms, the rank, and the tie.
 */
import { formatCount, listed } from '../../model/format.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { ExplainedNode, ExplainedPass } from '../../scheduler/explanation.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Explained } from './explanation-data.ts'
import {
  answerOf,
  filtersAsked,
  lastPass,
  nodesOneByOneMax,
  type ReasonRow,
  refusalRows,
  shortReason,
} from './explanation-words.ts'

interface ExplanationProps {
  readonly run: LoadedRun
  readonly name: string
  readonly explained: Explained
}

/** So many of the best are shown where there are too many nodes for a row each. */
const bestMax = 10

export function ExplanationPanel({ run, name, explained }: ExplanationProps) {
  const { decision, explanation } = explained
  const { model } = run.trace
  const pass = lastPass(explanation)
  const target = decision.node < 0 ? '' : model.nodes[decision.node].name
  const { lead, rest, isRefusal } = answerOf(explanation, { name, target })
  const filters = filtersAsked(explanation, model.manager.filters)
  const isMany = pass.nodes.length > nodesOneByOneMax
  const ranked = pass.nodes.filter(({ verdict }) => verdict.type === 'ranked').sort(byRank(target))
  const rows = isMany ? ranked.slice(0, bestMax) : pass.nodes
  return (
    <section className="explanation" aria-label="Why here, why not there">
      <p className="answer">
        <b className={isRefusal ? 'tone-fail' : ''}>{lead}</b>
        {rest}
      </p>
      <p className="quiet">
        At {clockOf(decision.timeUs)}: {explanation.request}.
        {explanation.passes.length > 1 &&
          explanation.outcome === 'placed' &&
          ' The soft expressions could not be met; the answer is the one without them.'}
      </p>
      {isMany && <Reasons rows={refusalRows(pass.nodes)} />}
      {rows.length > 0 && (
        <NodeTable
          rows={rows}
          pass={pass}
          filters={filters}
          target={target}
          caption={isMany ? `The ${rows.length} best of ${formatCount(ranked.length)}` : ''}
        />
      )}
      {explanation.wouldFit.length > 0 && (
        <div className="would-fit">
          <h3>It would fit if</h3>
          <ul>
            {explanation.wouldFit.map(({ words, nodes }) => (
              <li key={words}>
                {words}
                {nodes.length > 0 && <span className="quiet"> ({listed(nodes, 3)})</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="formula">
        {formulaOf(explanation.strategy)} {idleFilters(filters, model.manager.filters)}
      </p>
    </section>
  )
}

function byRank(target: string) {
  return (one: ExplainedNode, other: ExplainedNode): number => {
    const rank = ({ verdict }: ExplainedNode) => (verdict.type === 'ranked' ? verdict.rank : 0)
    const isTarget = ({ name }: ExplainedNode) => Number(name !== target)
    return rank(one) - rank(other) || isTarget(one) - isTarget(other) || one.node - other.node
  }
}

function formulaOf(strategy: string): string {
  if (strategy === 'random') return 'random draws among the nodes that the filters left.'
  const sign = strategy === 'spread' ? '−' : '+'
  const wins = strategy === 'spread' ? 'The lowest wins, then fewer' : 'The highest wins, then more'
  return `weight = cpu % + memory % ${sign} 10 × health. ${wins} containers; equals are a draw.`
}

/** `Port and affinity filters had nothing to check.` */
function idleFilters(asked: readonly string[], all: readonly string[]): string {
  const idle = all.filter((filter) => !asked.includes(filter))
  if (idle.length === 0) return ''
  return `Nothing to check for ${listed(idle)}.`
}

function Reasons({ rows }: { readonly rows: readonly ReasonRow[] }) {
  if (rows.length === 0) return null
  return (
    <table className="reasons">
      <caption>Refused, by reason</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            nodes
          </th>
          <th scope="col">filter</th>
          <th scope="col">reason</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ by, reason, nodes }) => (
          <tr key={`${by}/${reason}`}>
            <td className="number">{formatCount(nodes.length)}</td>
            <td>{by}</td>
            <td className="tone-fail" title={listed(nodes, 12)}>
              {reason}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface NodeTableProps {
  readonly rows: readonly ExplainedNode[]
  readonly pass: ExplainedPass
  readonly filters: readonly string[]
  readonly target: string
  readonly caption: string
}

function NodeTable({ rows, pass, filters, target, caption }: NodeTableProps) {
  const hasScores = pass.nodes.some(
    ({ verdict }) => verdict.type === 'ranked' && verdict.score !== undefined,
  )
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
            {hasScores && (
              <>
                <th scope="col">cpu after, %</th>
                <th scope="col">memory after, %</th>
                <th scope="col" className="number">
                  weight
                </th>
              </>
            )}
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
              {hasScores && <Scores row={row} />}
              <td className={row.verdict.type === 'ranked' ? '' : 'tone-fail'}>
                {verdictWords(row, target)}
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

function verdictWords({ name, verdict }: ExplainedNode, target: string): string {
  switch (verdict.type) {
    case 'refused':
      return `refused: ${shortReason(verdict.reason)}`
    case 'unjudged':
      return verdict.reason
    case 'ranked': {
      const place = verdict.tied ? 'equal best' : `rank ${verdict.rank}`
      return name === target ? `chosen, ${place}` : place
    }
  }
}
