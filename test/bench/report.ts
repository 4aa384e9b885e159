/**
 * What the benchmarks found: a table for people, plain data for machines.
 *
 * A bare number says little on somebody else's machine. Where there is a floor (the same work with
 * everything of ours left out, measured in the same process), the ratio to it is what counts.
 */
export interface Measurement {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The floor in the same unit, and value / floor. */
  readonly floor?: number
  readonly ratio?: number
  /** What was wanted, in words: `ratio >= 0.5`. */
  readonly aim?: string
  readonly met?: boolean
  readonly note?: string
}

export interface Report {
  readonly measurements: readonly Measurement[]
  add(measurement: Measurement): void
  /** Lines of a table with aligned columns. */
  table(): string
}

export function createReport(): Report {
  const measurements: Measurement[] = []
  return {
    measurements,
    add: (measurement) => {
      measurements.push(measurement)
    },
    table: () => aligned([heads, ...measurements.map(cells)]),
  }
}

const heads = ['measurement', 'value', 'unit', 'floor', 'ratio', 'aim', 'met', 'note']
/** Columns of numbers, which align on the right. */
const numeric = new Set(['value', 'floor', 'ratio'])

function cells({ name, value, unit, floor, ratio, aim, met, note }: Measurement): string[] {
  return [
    name,
    readable(value),
    unit,
    floor === undefined ? '' : readable(floor),
    ratio === undefined ? '' : ratio.toFixed(2),
    aim ?? '',
    met === undefined ? '' : met ? 'yes' : 'NO',
    note ?? '',
  ]
}

/** Three digits that count, thousands apart: 4,120,000 and 0.0123. */
function readable(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

function aligned(rows: readonly string[][]): string {
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          numeric.has(heads[column]) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
