/** Tables as comma-separated values, as RFC 4180 has them: what could be misread is quoted. */

export type CsvValue = string | number

/** Heads, then one line per row, each ended by CR and LF. */
export function csvText(heads: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [csvLine(heads)]
  for (const row of rows) lines.push(csvLine(row))
  return lines.join('')
}

function csvLine(row: readonly CsvValue[]): string {
  return `${row.map(quoted).join(',')}\r\n`
}

/** Spaces at an end are data, and some readers would drop them. */
function quoted(value: CsvValue): string {
  const text = String(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
