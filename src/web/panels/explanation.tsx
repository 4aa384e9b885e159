/**
 * Why here, why not there: the scheduler's answer for every node. Filters in Swarm's order, room
 * after placement against a mark at 100 %, the weight with its terms, the rank, and the tie.
 */
import { formatCount, listed } from '../../model/format.ts'
import { clockOf } from '../../projection/harbour-words.ts'
import type { ExplainedNode } from '../../scheduler/explanation.ts'
import { viewOf } from '../managers/registry.ts'
import type { LoadedRun } from '../run/loaded-run.ts'
import type { Explained } from './explanation-data.ts'
import { GroupPart } from './explanation-group.tsx'
import {
  answerOf,
  filtersAsked,
  lastPass,
  nodesOneByOneMax,
  type ReasonRow,
  refusalRows,
  whyNot,
} from './explanation-words.ts'
import { VerdictTable } from './verdict-table.tsx'
import { WouldFit } from './would-fit.tsx'

interface ExplanationProps {
  readonly run: LoadedRun
  readonly name: string
  readonly slot: number
  /** Node that was asked about by hand; -1 for none. */
  readonly asked: number
  readonly explained: Explained
}

/** So many of the best are shown where there are too many nodes for a row each. */
const bestMax = 10

export function ExplanationPanel({ run, name, slot, asked, explained }: ExplanationProps) {
  const { decision, explanation } = explained
  const { model } = run.trace
  const pass = lastPass(explanation)
  const target = decision.node < 0 ? '' : model.nodes[decision.node].name
  const { lead, rest, isRefusal } = answerOf(explanation, { name, target })
  const allFilters = explanation.filters
  const filters = filtersAsked(explanation, allFilters)
  const isMany = pass.nodes.length > nodesOneByOneMax
  const ranked = pass.nodes.filter(({ verdict }) => verdict.type === 'ranked').sort(byRank(target))
  const askedRow = pass.nodes.find(({ node }) => node === asked)
  const rows = isMany ? withAsked(ranked.slice(0, bestMax), askedRow) : pass.nodes
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
      {askedRow !== undefined && <p className="why-not-there">{whyNot(askedRow, target)}</p>}
      {isMany && <Reasons rows={refusalRows(pass.nodes)} />}
      {rows.length > 0 && (
        <VerdictTable
          rows={rows}
          pass={pass}
          filters={filters}
          target={target}
          asked={asked}
          caption={isMany ? `The ${rows.length} best of ${formatCount(ranked.length)}` : ''}
        />
      )}
      <GroupPart explanation={explanation} />
      {explanation.wouldFit.length > 0 && (
        <WouldFit run={run} slot={slot} changes={explanation.wouldFit} />
      )}
      <p className="formula">
        {viewOf(model).ranking(explanation.strategy)} {idleFilters(filters, allFilters)}
      </p>
    </section>
  )
}

/** The one that was asked about is there, whether it is among the best or not. */
function withAsked(best: readonly ExplainedNode[], asked: ExplainedNode | undefined) {
  return asked === undefined || best.includes(asked) ? best : [...best, asked]
}

function byRank(target: string) {
  return (one: ExplainedNode, other: ExplainedNode): number => {
    const rank = ({ verdict }: ExplainedNode) => (verdict.type === 'ranked' ? verdict.rank : 0)
    const isTarget = ({ name }: ExplainedNode) => Number(name !== target)
    return rank(one) - rank(other) || isTarget(one) - isTarget(other) || one.node - other.node
  }
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
