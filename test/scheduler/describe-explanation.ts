/**
 * An explanation as plain text for a terminal: what was decided, a table of the nodes, what would
 * help. No colours, no column of the terminal's width; who prints it decides on both.
 */
import { listed, plural } from '../../src/model/format.ts'
import type {
  ExplainedBranch,
  ExplainedNode,
  ExplainedPass,
  ExplainedScore,
  Explanation,
} from '../../src/scheduler/explanation.ts'

/** A table as rows of cells, the first row being the heads. */
export type Table = readonly (readonly string[])[]

/** Names of equals beyond this are only counted. */
const namesMax = 6

export function describeExplanation(explanation: Explanation): readonly string[] {
  const passes = differentPasses(explanation.passes)
  const lines = [...outcomeLines(explanation)]
  for (const [index, pass] of passes.entries()) {
    lines.push('')
    if (passes.length > 1) lines.push(passHead(pass, index))
    lines.push(...alignedRows(nodeTable(pass)))
  }
  if (explanation.branches !== undefined) {
    lines.push('', 'Branches of the spread preferences:')
    lines.push(...alignedRows(branchTable(explanation.branches)))
  }
  if (explanation.wouldFit.length > 0) {
    lines.push('', 'Any one of these would admit it:')
    for (const { words, nodes } of explanation.wouldFit) {
      lines.push(`  ${words} (then on ${nodeNames(nodes)})`)
    }
  }
  return lines
}

/** Without soft expressions the second pass repeats the first one. */
function differentPasses(passes: readonly ExplainedPass[]): readonly ExplainedPass[] {
  const [first, second] = passes
  if (second === undefined || second.error !== first.error) return passes
  const isSame = JSON.stringify(first.nodes) === JSON.stringify(second.nodes)
  return isSame ? [first] : passes
}

/** One row per node: best places first, then the refused ones in input order. */
export function nodeTable({ nodes }: ExplainedPass): Table {
  const scores = nodes.map(({ verdict }) => (verdict.type === 'ranked' ? verdict.score : undefined))
  const scoreHeads = headsOf(scores.find((score) => score !== undefined))
  const sorted = nodes.toSorted((a, b) => placeOf(a) - placeOf(b))
  return [
    ['node', 'place', ...scoreHeads, 'why'],
    ...sorted.map((node) => cellsOf(node, scoreHeads.length)),
  ]
}

/** The columns of a score; none where nothing is scored. */
function headsOf(score: ExplainedScore | undefined): readonly string[] {
  if (score === undefined) return []
  const names = score.terms.map(({ name }) => name)
  return score.compared === undefined ? [...names, 'score', 'containers'] : names
}

/** One row per branch, indented below the one that it is part of. */
export function branchTable(branches: readonly ExplainedBranch[]): Table {
  return [
    ['branch', 'tasks', 'nodes', 'passing', 'next task'],
    ...branches.map(({ path, tasks, nodes, passing, open }) => [
      `${'  '.repeat(path.length - 1)}${path.at(-1)}`,
      ...[tasks, nodes, passing].map(String),
      open ? 'may go here' : 'not here',
    ]),
  ]
}

/** The rows with padded columns, so that the cells stand below each other. */
export function alignedRows(table: Table): readonly string[] {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
}

function outcomeLines(explanation: Explanation): readonly string[] {
  const { request, strategy, outcome, error, best, chosen, tie } = explanation
  const asked = `Asked for: ${request}`
  if (outcome === 'panic') return [asked, `The real manager crashes here: ${error}`]
  if (outcome === 'refused') return [asked, `No node: ${error}`]
  const where = chosen === '' ? nodeNames(best) : chosen
  return [asked, `On ${where} (${strategy}: ${tie})`]
}

function passHead({ soft, error }: ExplainedPass, index: number): string {
  const which = soft ? 'with soft expressions' : 'without soft expressions'
  return `Pass ${index + 1}, ${which}: ${error === '' ? 'found a node' : error}`
}

function placeOf({ verdict }: ExplainedNode): number {
  return verdict.type === 'ranked' ? verdict.rank : Number.POSITIVE_INFINITY
}

function cellsOf({ name, verdict }: ExplainedNode, scoreColumns: number): string[] {
  const blanks = new Array<string>(scoreColumns).fill('')
  if (verdict.type === 'unjudged') return [name, '-', ...blanks, `not judged: ${verdict.reason}`]
  if (verdict.type === 'refused') {
    return [name, '-', ...blanks, `${verdict.by}: ${verdict.reason}`]
  }
  const why = verdict.chosen ? 'chosen' : verdict.tied ? 'equally good' : ''
  const { score } = verdict
  const scores = score === undefined ? blanks : scoreCells(score)
  return [name, String(verdict.rank), ...scores, why]
}

function scoreCells({ terms, sum, containers, compared }: ExplainedScore): string[] {
  const values = terms.map(({ value }) => value)
  return (compared === undefined ? [...values, sum, containers] : values).map(String)
}

function nodeNames(names: readonly string[]): string {
  return names.length > namesMax ? plural(names.length, 'node') : listed(names)
}
