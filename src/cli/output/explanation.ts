/**
 * An explanation as text: the answer first, then a row per node. Above forty nodes, one row per
 * distinct reason with its count, then the ten best.
 */
import { formatCount, listed, plural } from '../../model/format.ts'
import type { ExplainedNode, ExplainedPass, Explanation } from '../../scheduler/explanation.ts'
import { branchLines, groupInLines } from './explained-group.ts'
import { type Column, table } from './table.ts'
import { colour, hanging } from './terminal.ts'

const nodesMax = 40
const bestMax = 10

export interface ExplanationOptions {
  /** Name of the node that was taken, `''` for none. */
  readonly chosen: string
  /** Every node, however many there are. */
  readonly all: boolean
}

export function explanationInLines(
  explanation: Explanation,
  { chosen, all }: ExplanationOptions,
): string {
  const { passes, wouldFit, branches = [] } = explanation
  const parts = [
    answer(explanation, chosen),
    groupInLines(explanation),
    ...passesInLines(passes, chosen, all),
    branches.length === 0 ? '' : branchLines(branches),
    wouldFit.length === 0 ? '' : fitLines(explanation),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function answer(explanation: Explanation, chosen: string): string {
  const { request, strategy, outcome, error, best, tie, notes = [] } = explanation
  const asked = hanging('  asked for  ', request)
  const by = `  strategy   ${strategy}`
  if (outcome !== 'placed') {
    const what = outcome === 'panic' ? 'the manager crashed in this request' : 'no node'
    const lines = [asked, by, hanging('  answer     ', colour.red(`${what}: ${error}`))]
    return [...lines, ...noteLines(notes)].join('\n')
  }
  const taken = chosen === '' ? listed(best, 6) : chosen
  const equals = best.length > 1 ? `: ${listed(best, 6)}` : ''
  return [
    asked,
    by,
    hanging('  answer     ', colour.green(taken)),
    hanging('  because    ', `${tie}${equals}`),
    ...noteLines(notes),
  ].join('\n')
}

function noteLines(notes: readonly string[]): readonly string[] {
  return notes.map((note) => hanging('  note       ', note))
}

/** Two passes that came to the same are shown once. */
function passesInLines(
  passes: readonly ExplainedPass[],
  chosen: string,
  all: boolean,
): readonly string[] {
  const bodies = passes.map((pass) => passInLines(pass, chosen, all))
  if (bodies.length === 2 && bodies[0] === bodies[1]) {
    return [`Asked twice, with and without soft expressions, with the same result:\n${bodies[0]}`]
  }
  return passes.map((pass, index) => {
    const title = passTitle(pass, index, passes.length)
    return [title, bodies[index]].filter((part) => part !== '').join('\n')
  })
}

/** Swarm asks twice when soft expressions could be the reason; one pass needs no title. */
function passTitle({ soft, error }: ExplainedPass, index: number, count: number): string {
  if (count === 1) return ''
  const what = soft ? 'with soft expressions' : 'without soft expressions'
  const end = error === '' ? '' : `: ${error}`
  return hanging('', `${colour.bold(`Pass ${index + 1}`)}, ${what}${end}`)
}

function passInLines({ nodes }: ExplainedPass, chosen: string, all: boolean): string {
  if (nodes.length === 0) return '  the manager offers no node at all'
  const columns = nodeColumns(nodes, chosen)
  // The chosen one stands before its equals.
  const isChosen = ({ name }: ExplainedNode) => (name === chosen ? 0 : 1)
  const sorted = [...nodes].sort(
    (one, other) => rankOf(one) - rankOf(other) || isChosen(one) - isChosen(other),
  )
  const terms = termLines(nodes, chosen)
  if (all || nodes.length <= nodesMax) return joined([table(sorted, columns), terms])
  const ranked = sorted.filter(({ verdict }) => verdict.type === 'ranked')
  const best = ranked.slice(0, bestMax)
  return joined([
    reasonLines(nodes),
    best.length === 0 ? '' : table(best, columns),
    ranked.length > bestMax
      ? `  and ${plural(ranked.length - bestMax, 'node')} more that would do; --all lists them`
      : '',
    terms,
  ])
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

function reasonLines(nodes: readonly ExplainedNode[]): string {
  const reasons = new Map<string, string[]>()
  for (const { name, verdict } of nodes) {
    if (verdict.type === 'ranked') continue
    const by = verdict.type === 'refused' ? `${verdict.by}: ` : ''
    // Names and numbers of single nodes would make every reason a different one.
    const reason = by + verdict.reason.replaceAll(name, 'it')
    reasons.set(reason, [...(reasons.get(reason) ?? []), name])
  }
  return [...reasons]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, nodesMax)
    .map(([reason, names]) =>
      hanging(
        `  ${formatCount(names.length).padStart(6)}  `,
        `${plural(names.length, 'node').replace(/^\S+ /, '')} (${listed(names, 3)}): ${reason}`,
      ),
    )
    .join('\n')
}

/** Ranked nodes first, best on top; the rest in the order of the manager's list. */
function rankOf({ verdict }: ExplainedNode): number {
  return verdict.type === 'ranked' ? verdict.rank : Number.MAX_SAFE_INTEGER
}

function nodeColumns(
  nodes: readonly ExplainedNode[],
  chosen: string,
): readonly Column<ExplainedNode>[] {
  const score = (node: ExplainedNode) =>
    node.verdict.type === 'ranked' ? node.verdict.score : undefined
  const term = (node: ExplainedNode, name: string) => {
    const value = score(node)?.terms.find((one) => one.name === name)?.value
    return value === undefined ? '' : formatCount(value)
  }
  const weights: readonly Column<ExplainedNode>[] = [
    {
      title: 'weight',
      align: 'right',
      cell: (node) => (score(node) === undefined ? '' : formatCount(score(node)?.sum ?? 0)),
    },
    {
      title: 'containers',
      align: 'right',
      cell: (node) => (score(node) === undefined ? '' : formatCount(score(node)?.containers ?? 0)),
    },
  ]
  const first = nodes.map(score).find((one) => one !== undefined)
  return [
    { title: 'node', cell: ({ name }) => name },
    {
      title: 'rank',
      align: 'right',
      cell: ({ verdict }) => (verdict.type === 'ranked' ? formatCount(verdict.rank) : '-'),
    },
    ...(first?.terms ?? []).map(
      ({ name }): Column<ExplainedNode> => ({
        title: name,
        align: 'right',
        cell: (node) => term(node, name),
      }),
    ),
    // Compared term by term, nothing is decided by a sum.
    ...(first?.compared === undefined ? weights : []),
    {
      title: 'verdict',
      cell: ({ name, verdict }) => {
        if (verdict.type === 'refused') return `${colour.red(verdict.by)}: ${verdict.reason}`
        if (verdict.type === 'unjudged') return `not asked: ${verdict.reason}`
        if (name === chosen) return colour.green('chosen')
        return verdict.tied ? 'as good' : ''
      },
    },
  ]
}

/** How the weight of the chosen node comes about, term by term. */
function termLines(nodes: readonly ExplainedNode[], chosen: string): string {
  const node = nodes.find(({ name }) => name === chosen)
  if (node?.verdict.type !== 'ranked' || node.verdict.score === undefined) return ''
  const { terms, sum, compared } = node.verdict.score
  const wide = terms.reduce((most, { name }) => Math.max(most, name.length), 'memory'.length + 2)
  return [
    compared === undefined
      ? `  weight of ${chosen}: ${formatCount(sum)}`
      : `  ${chosen}, compared with others term by term, the smaller number being better:`,
    ...terms.map(({ name, value, words }) =>
      hanging(`  ${name.padStart(wide)} ${formatCount(value).padStart(6)}  `, words),
    ),
  ].join('\n')
}

function fitLines({ wouldFit }: Explanation): string {
  const lines = wouldFit.map(({ words, nodes }) => {
    const where = nodes.length === 0 ? '' : `, then on ${listed(nodes, 4)}`
    return hanging('  - ', `${words}${where}`)
  })
  return [colour.bold('It would fit if you'), ...lines].join('\n')
}
