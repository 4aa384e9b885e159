/** Tables without boxes: aligned columns, numbers to the right, no colour of their own. */
import Table from 'cli-table3'
import { colour } from './terminal.ts'

export interface Column<Row> {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Longer cells are broken into lines of this width. */
  readonly width?: number
  cell(row: Row): string
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** A column whose cells are all empty, or all `0` where `0` is nothing to tell, is left out. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const shown = columns.filter((column) => rows.some((row) => column.cell(row) !== ''))
  const widths = shown.map(({ width }) => width ?? null)
  const output = new Table({
    head: shown.map(({ title }) => colour.bold(title)),
    chars: noLines,
    colAligns: shown.map(({ align }) => align ?? 'left'),
    colWidths: widths,
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  for (const row of rows) output.push(shown.map((column) => column.cell(row)))
  return output
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
