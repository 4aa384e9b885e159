/** A scenario with every kind of entry of swarm mode. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { jsonSchema } from '../../../src/scenario/index.ts'
import { compileText } from '../compile-text.ts'

const text = readFileSync(new URL('everything.yaml', import.meta.url), 'utf8')

test('every kind of entry compiles without a warning, to data that survives JSON', () => {
  const { model, warnings, ignoredKeys } = compileText(text)
  expect([...warnings, ...ignoredKeys]).toEqual([])
  expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model)
})

test('the published schema accepts it, and refuses keys that neither manager has', () => {
  const schema = jsonSchema()
  // zod cannot read `oneOf` beside `properties`.
  const { event } = schema.$defs as { event: { oneOf?: unknown } }
  delete event.oneOf
  const checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  const scenario = parse(text) as { swarm: object }
  expect(checker.safeParse(scenario).error?.issues).toBeUndefined()
  const swarm = { ...scenario.swarm, strategy: 'spread' }
  expect(checker.safeParse({ ...scenario, swarm }).success).toBe(false)
})
