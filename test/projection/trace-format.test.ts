/** `docs/trace-format.md` describes every fact, with its fields, and nothing else. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type FactType, factFields, traceVersion } from '../../src/model/facts.ts'

const page = readFileSync(new URL('../../docs/trace-format.md', import.meta.url), 'utf8')

test('every fact is described with its fields', () => {
  const described = [...page.matchAll(/^\| `([a-z]+\.[\w.]+)` \| (.*?) \|/gm)].map(
    ([, type, fields]) => [type, [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field)],
  )
  const known = (Object.keys(factFields) as FactType[]).map((type) => [
    type,
    Object.keys(factFields[type]),
  ])
  expect(Object.fromEntries(described)).toEqual(Object.fromEntries(known))
})

test('the page names the version that is written', () => {
  expect(page).toContain(`# The trace format, version ${traceVersion}\n`)
})
