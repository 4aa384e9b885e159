/**
 * What the repository publishes beside the code: the JSON Schema and the scenarios. Each scenario
 * compiles without a warning, and the schema accepts it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  compileLesson,
  compileScenario,
  jsonSchema,
  lessonJsonSchema,
} from '../../src/scenario/index.ts'

const root = new URL('../../', import.meta.url)
const scenarios = readdirSync(new URL('scenarios/', root)).filter((name) => name.endsWith('.yaml'))

function textOf(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8')
  } catch {
    return undefined // As the compiler's file reader says that there is none.
  }
}

/** The published schema as a checker. zod cannot read `oneOf` beside `properties`: left out. */
function checker() {
  const schema = jsonSchema()
  const { event } = schema.$defs as { event: { oneOf?: unknown } }
  delete event.oneOf
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
}

/** Indented by two, with short lists on one line: the form the formatter leaves alone. */
function written(schema: unknown): string {
  const indented = JSON.stringify(schema, null, 2)
  return `${indented.replace(
    /( *"[^"]+": )\[\n([^[\]{}]*)\]/g,
    (whole, key: string, items: string) => {
      const line = `${key}[${items.trim().replace(/\n\s*/g, ' ')}]`
      return line.length <= 99 ? line : whole
    },
  )}\n`
}

// After a change of the schema: npx vitest run test/scenario/published -u
test('public/scenario.schema.json is the schema of this version', async () => {
  await expect(written(jsonSchema())).toMatchFileSnapshot('../../public/scenario.schema.json')
})

test('public/lesson.schema.json is the schema of this version', async () => {
  await expect(written(lessonJsonSchema())).toMatchFileSnapshot('../../public/lesson.schema.json')
})

test('every key says what it means, for whoever points at it in an editor', () => {
  expect([...keysWithout(jsonSchema()), ...keysWithout(lessonJsonSchema())]).toEqual([])
})

type Schema = Readonly<Record<string, unknown>>

/** Paths of the keys of a schema that have no description. */
function keysWithout(schema: Schema, path = ''): string[] {
  const inner = (part: unknown, name: string) =>
    typeof part === 'object' && part !== null ? keysWithout(part as Schema, `${path}${name}`) : []
  const keys = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const variants = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => (schema[key] ?? []) as unknown[])
  const definitions = Object.entries((schema.$defs ?? {}) as Record<string, Schema>)
  return [
    ...keys.flatMap(([key, part]) => [
      ...('description' in part || '$ref' in part ? [] : [`${path}.${key}`]),
      ...inner(part, `.${key}`),
    ]),
    ...definitions.flatMap(([name, part]) => inner(part, `#${name}`)),
    ...variants.flatMap((part) => inner(part, '')),
    ...inner(schema.items, '[]'),
    ...inner(schema.additionalProperties, '.*'),
  ]
}

test.each(scenarios)('scenarios/%s compiles without a warning', (name) => {
  const { model, warnings } = compileScenario(`scenarios/${name}`, { files: { read: textOf } })
  expect(warnings).toEqual([])
  expect(model.expect.length).toBeGreaterThan(0)
  expect(model.about).not.toBe('')
  // A trace carries the model as JSON, and a browser worker receives it as a copy.
  expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model)
})

test.each(scenarios)('the published schema accepts scenarios/%s', (name) => {
  const schema = checker()
  expect(schema.safeParse(parse(textOf(`scenarios/${name}`) ?? '')).error?.issues).toBeUndefined()
})

test('the published schema refuses what the compiler refuses', () => {
  const schema = checker()
  const wrong = [
    { nodes: [] },
    { nodes: [{ name: 'a', memry: '8g' }] },
    { nodes: [{ name: 'a', memory: '-8g' }] },
    { nodes: [{ name: 'a' }], swarm: { strategy: 'pile' } },
    { nodes: [{ name: 'a' }], timeline: [{ at: 'soon', leave: 'a' }] },
  ]
  expect(wrong.filter((scenario) => schema.safeParse(scenario).success)).toEqual([])
})

const lessons = readdirSync(new URL('scenarios/lessons/', root)).filter((name) =>
  name.endsWith('.lesson.yaml'),
)

test.each(lessons)('the published schema accepts scenarios/lessons/%s, which compiles', (name) => {
  const path = `scenarios/lessons/${name}`
  const { lesson } = compileLesson(path, { files: { read: textOf } })
  expect(lesson.scenes.length).toBeGreaterThan(0)
  const schema = lessonJsonSchema()
  const { scene } = schema.$defs as { scene: { oneOf?: unknown } }
  delete scene.oneOf
  const checks = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  expect(checks.safeParse(parse(textOf(path) ?? '')).error?.issues).toBeUndefined()
})

test('the guide of lessons names every key of their schema', () => {
  const guide = textOf('docs/lessons.md') ?? ''
  const keysOf = (schema: unknown): string[] => {
    if (typeof schema !== 'object' || schema === null) return []
    return Object.entries(schema).flatMap(([key, value]) => [
      ...(key === 'properties' ? Object.keys(value as object) : []),
      ...keysOf(value),
    ])
  }
  const keys = new Set(keysOf(lessonJsonSchema()))
  expect([...keys].filter((key) => !guide.includes(`\`${key}\``))).toEqual([])
})

/** The YAML examples of a page that are whole scenarios. */
function examplesIn(page: string): readonly string[] {
  const blocks = (textOf(page) ?? '').matchAll(/```yaml\n(.*?)```/gs)
  return [...blocks].map(([, text]) => text as string).filter((text) => /^nodes:/m.test(text))
}

/** Files that examples name and that the repository does not have. */
const exampleFiles: Readonly<Record<string, string>> = {
  'scenarios/stack.yml': 'version: "3.9"\nservices: { vote: { image: "vote:1" } }\n',
  'scenarios/more.yml': 'version: "3.9"\nservices: { vote: { image: "vote:2" } }\n',
}

test.each(['docs/scenario-format.md', 'docs/compose.md'])('the examples of %s compile', (page) => {
  const examples = examplesIn(page)
  expect(examples.length).toBeGreaterThan(0)
  for (const example of examples) {
    const files: Readonly<Record<string, string>> = {
      ...exampleFiles,
      'scenarios/example.yaml': example,
    }
    const read = (path: string) => files[path] ?? textOf(path)
    expect(compileScenario('scenarios/example.yaml', { files: { read } }).warnings).toEqual([])
  }
})

test('the guide names every key of the schema', () => {
  const guide = textOf('docs/scenario-format.md') ?? ''
  const keys = new Set<string>()
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name)
      collect(value)
    }
  }
  collect(jsonSchema())
  expect([...keys].filter((key) => !guide.includes(key) && !inertFlags.includes(key))).toEqual([])
})

/** Flags of the real program that are accepted and ignored. */
const inertFlags = [
  'engine-refresh-retry',
  'discovery-opt',
  'api-enable-cors',
  'tls',
  'tlsverify',
  'host',
]
