/** Comma-separated values that every reader reads back as they were. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText } from '../../src/projection/csv.ts'

test('what could be misread is quoted, and nothing else', () => {
  const rows = [
    ['plain', 1.5],
    ['a,b', 'say "no"'],
    ['two\nlines', ' edge '],
  ]
  expect(csvText(['name', 'value'], rows)).toBe(
    'name,value\r\nplain,1.5\r\n"a,b","say ""no"""\r\n"two\nlines"," edge "\r\n',
  )
})

/** A reader of RFC 4180, written apart from the writer. */
function read(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const match = /"((?:[^"]|"")*)"|([^,\r\n]*)/y
    match.lastIndex = at
    const [whole, inQuotes, plain] = match.exec(text) as RegExpExecArray
    row.push(inQuotes === undefined ? (plain ?? '') : inQuotes.replaceAll('""', '"'))
    at += whole.length
    if (text[at] === ',') at += 1
    else {
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}

test('any texts come back as they were', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\r\n', '', ' ', '"",'))
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(table, ([heads, ...rows]) => {
      expect(read(csvText(heads, rows))).toEqual([heads, ...rows])
    }),
  )
})
