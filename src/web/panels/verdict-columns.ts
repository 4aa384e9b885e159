/** The columns of the table of verdicts, and what each is sorted by. */
import type { ExplainedNode, ExplainedPass } from '../../scheduler/explanation.ts'
import { filterAnswer, percentOf, scoreOf, termOf } from './verdict-cells.tsx'

export interface Column {
  readonly title: string
  readonly kind: 'node' | 'filter' | 'cpu' | 'memory' | 'weight' | 'term' | 'verdict'
  readonly isNumber: boolean
  /** Small comes first; nothing comes last, whichever way the column is sorted. */
  keyOf(row: ExplainedNode): number | string | undefined
}

const answers = { refuses: 0, passes: 1, 'not asked': undefined } as const

export function columnsOf(
  pass: ExplainedPass,
  rows: readonly ExplainedNode[],
  filters: readonly string[],
): readonly Column[] {
  const score = pass.nodes.map(scoreOf).find((one) => one !== undefined)
  const isByTerm = score?.compared === 'term by term'
  const hasSum = score !== undefined && !isByTerm
  const has = (resource: 'cpu' | 'memory') =>
    hasSum || rows.some((row) => percentOf(row, resource) !== undefined)
  const percent = (resource: 'cpu' | 'memory'): Column => ({
    title: `${resource} after, %`,
    kind: resource,
    isNumber: false,
    keyOf: (row) => percentOf(row, resource),
  })
  return [
    { title: 'node', kind: 'node', isNumber: false, keyOf: (row) => row.node },
    ...filters.map(
      (filter): Column => ({
        title: filter,
        kind: 'filter',
        isNumber: false,
        keyOf: (row) => answers[filterAnswer(row, filter, filters)],
      }),
    ),
    ...(has('cpu') ? [percent('cpu')] : []),
    ...(has('memory') ? [percent('memory')] : []),
    ...(hasSum
      ? [
          {
            title: 'weight',
            kind: 'weight',
            isNumber: true,
            keyOf: (row: ExplainedNode) => scoreOf(row)?.sum,
          } as const,
        ]
      : []),
    ...(isByTerm ? score.terms : []).map(
      ({ name }): Column => ({
        title: name,
        kind: 'term',
        isNumber: true,
        keyOf: (row) => termOf(row, name)?.value,
      }),
    ),
    {
      title: 'verdict',
      kind: 'verdict',
      isNumber: false,
      keyOf: ({ verdict }) =>
        verdict.type === 'ranked'
          ? verdict.rank
          : `~${verdict.type === 'refused' ? verdict.by : ''} ${verdict.reason}`,
    },
  ]
}

export interface Sorting {
  readonly title: string
  readonly isDown: boolean
}

/** Equals keep their order. */
export function sorted(
  rows: readonly ExplainedNode[],
  columns: readonly Column[],
  sorting: Sorting | undefined,
): readonly ExplainedNode[] {
  const column = columns.find(({ title }) => title === sorting?.title)
  if (column === undefined || sorting === undefined) return rows
  const sign = sorting.isDown ? -1 : 1
  return rows
    .map((row, index) => ({ row, index, key: column.keyOf(row) }))
    .sort((one, other) => {
      if (one.key === undefined || other.key === undefined) {
        return Number(one.key === undefined) - Number(other.key === undefined)
      }
      return sign * compare(one.key, other.key) || one.index - other.index
    })
    .map(({ row }) => row)
}

/** Numbers before words. */
function compare(one: number | string, other: number | string): number {
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1
  return one < other ? -1 : one > other ? 1 : 0
}
