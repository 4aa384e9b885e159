/** What the scheduler said about each node: filters, room after placement, weight, verdict; by any column. */
import { useEffect, useRef, useState } from 'react'
import type { ExplainedNode, ExplainedPass } from '../../scheduler/explanation.ts'
import {
  Bar,
  FilterMark,
  filterAnswer,
  percentOf,
  scoreOf,
  termOf,
  verdictWords,
  weightInWords,
} from './verdict-cells.tsx'
import { type Column, columnsOf, type Sorting, sorted } from './verdict-columns.ts'

interface VerdictTableProps {
  readonly rows: readonly ExplainedNode[]
  readonly pass: ExplainedPass
  readonly filters: readonly string[]
  readonly target: string
  /** Node that was asked about by hand; -1 for none. */
  readonly asked: number
  readonly caption: string
}

export function VerdictTable({ rows, pass, filters, target, asked, caption }: VerdictTableProps) {
  const [sorting, setSorting] = useState<Sorting>()
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    if (asked >= 0) body.current?.querySelector('.asked')?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  const columns = columnsOf(pass, rows, filters)
  const bestSum = sharedBest(pass)
  const sortBy = ({ title }: Column) =>
    setSorting((last) => {
      if (last?.title !== title) return { title, isDown: false }
      return last.isDown ? undefined : { title, isDown: true }
    })
  return (
    <section
      className="table-scroller"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach it
      tabIndex={0}
      aria-label="The nodes and what was said of each"
    >
      <table className="verdicts">
        {caption !== '' && <caption>{caption}</caption>}
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.title} column={column} sorting={sorting} onSort={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {sorted(rows, columns, sorting).map((row) => (
            <tr key={row.node} className={rowClass(row, target, asked)}>
              {columns.map((column) => (
                <Cell key={column.title} row={row} column={column} filters={filters}>
                  {column.kind === 'verdict' ? verdictWords(row, target, bestSum) : undefined}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function rowClass({ name, node }: ExplainedNode, target: string, asked: number): string {
  if (node === asked) return 'asked'
  return name === target ? 'chosen' : ''
}

/** Where one weight is the best alone, containers decided nothing. */
function sharedBest({ nodes }: ExplainedPass): number | undefined {
  const ranked = nodes.flatMap(({ verdict }) => (verdict.type === 'ranked' ? [verdict] : []))
  const best = ranked.find(({ rank }) => rank === 1)?.score
  if (best === undefined || best.compared !== undefined) return undefined
  return ranked.filter(({ score }) => score?.sum === best.sum).length > 1 ? best.sum : undefined
}

interface HeadProps {
  readonly column: Column
  readonly sorting: Sorting | undefined
  readonly onSort: (column: Column) => void
}

function Head({ column, sorting, onSort }: HeadProps) {
  const { title, kind, isNumber } = column
  const isOwn = sorting?.title === title
  const order = isOwn ? (sorting.isDown ? 'descending' : 'ascending') : 'none'
  const sign = { none: '', ascending: '▴', descending: '▾' }[order]
  return (
    <th
      scope="col"
      aria-sort={order}
      className={`sorts ${kind === 'filter' ? 'filter' : isNumber ? 'number' : ''}`}
    >
      <button
        type="button"
        title="Sort by it; once more the other way round"
        onClick={() => onSort(column)}
      >
        {title}
        <span aria-hidden="true">{sign}</span>
      </button>
    </th>
  )
}

interface CellProps {
  readonly row: ExplainedNode
  readonly column: Column
  readonly filters: readonly string[]
  readonly children: string | undefined
}

function Cell({ row, column, filters, children }: CellProps) {
  switch (column.kind) {
    case 'node':
      return <th scope="row">{row.name}</th>
    case 'filter':
      return (
        <td className="filter">
          <FilterMark answer={filterAnswer(row, column.title, filters)} />
        </td>
      )
    case 'cpu':
    case 'memory':
      return (
        <td title={termOf(row, column.kind)?.words}>
          <Bar percent={percentOf(row, column.kind)} />
        </td>
      )
    case 'weight':
      return (
        <td
          className="number weight"
          title={scoreOf(row)
            ?.terms.map(({ words }) => words)
            .join('; ')}
        >
          {weightInWords(row)}
        </td>
      )
    case 'term':
      return (
        <td className="number" title={termOf(row, column.title)?.words}>
          {termOf(row, column.title)?.value ?? '·'}
        </td>
      )
    case 'verdict':
      return <td className={row.verdict.type === 'ranked' ? '' : 'tone-fail'}>{children}</td>
  }
}
