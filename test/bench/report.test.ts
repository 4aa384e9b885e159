import { expect, test } from 'vitest'
import { createReport } from './report.ts'

test('the report is a table with aligned columns, and a missed aim stands out', () => {
  const report = createReport()
  report.add({ name: 'kernel', value: 4_123_456, unit: 'events/s', floor: 9e6, ratio: 0.458 })
  report.add({ name: 'a beat', value: 0.01234, unit: 'us', aim: 'below 0.01', met: false })
  expect(report.table()).toMatchInlineSnapshot(`
    "measurement      value  unit          floor  ratio  aim         met  note
    kernel       4,120,000  events/s  9,000,000   0.46
    a beat          0.0123  us                          below 0.01  NO"
  `)
})
