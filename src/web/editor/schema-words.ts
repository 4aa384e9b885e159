/** What the JSON Schema says of a place in the data: which keys, which values, and what they mean. */
import type { Path, WritingPlace } from './yaml-place.ts'

/** The part of JSON Schema 2020-12 that the schema of scenarios uses. */
export interface JsonSchema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly examples?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
}

/** A word that can be written at a place. */
export interface Word {
  readonly text: string
  readonly kind: 'key' | 'value' | 'example'
  /** `duration`, `one of spread, binpack, random`. */
  readonly about: string
  readonly description: string
}

export interface Help {
  readonly name: string
  readonly about: string
  readonly description: string
  readonly examples: readonly string[]
}

export function wordsAt(root: JsonSchema, place: WritingPlace): Word[] {
  const schemas = schemasAt(root, place.path, place.data)
  const words = place.kind === 'key' ? keysOf(root, schemas) : valuesOf(schemas)
  const free = words.filter(({ text }) => !place.taken.includes(text))
  return free.filter(({ text }, at) => free.findIndex((word) => word.text === text) === at)
}

function keysOf(root: JsonSchema, schemas: readonly JsonSchema[]): Word[] {
  return schemas.flatMap(({ properties }) =>
    Object.entries(properties ?? {}).map(([text, schema]) => {
      const about = aboutSchemas(expanded(root, schema, undefined))
      return { text, kind: 'key' as const, about, description: descriptionOf(root, schema) }
    }),
  )
}

function valuesOf(schemas: readonly JsonSchema[]): Word[] {
  return schemas.flatMap((schema) => {
    const { description = '' } = schema
    const word = (text: unknown, kind: Word['kind']) => {
      return { text: String(text), kind, about: kind === 'example' ? 'example' : '', description }
    }
    const { const: only } = schema
    const fixed = schema.enum ?? (only === undefined ? [] : [only])
    const switches = schema.type === 'boolean' ? [true, false] : []
    return [
      ...fixed.map((value) => word(value, 'value')),
      ...switches.map((value) => word(value, 'value')),
      ...(schema.examples ?? []).map((value) => word(value, 'example')),
    ]
  })
}

/** What hovering a key, or its value, tells. Nothing where the schema knows no such key. */
export function helpAt(root: JsonSchema, path: Path, data: unknown): Help | undefined {
  const name = path.findLast((step): step is string => typeof step === 'string')
  if (name === undefined) return undefined
  const own = path.slice(0, path.lastIndexOf(name) + 1)
  const holders = schemasAt(root, own.slice(0, -1), data)
  const found = holders.flatMap(({ properties }) => properties?.[name] ?? [])
  if (found.length === 0) return undefined
  const schemas = found.flatMap((schema) => expanded(root, schema, undefined))
  return {
    name,
    about: aboutSchemas(schemas),
    description: [...new Set(found.map((schema) => descriptionOf(root, schema)))].join(' ').trim(),
    examples: [...new Set(schemas.flatMap(({ examples = [] }) => examples.map(String)))],
  }
}

/** Every schema that the value at a path may follow. */
export function schemasAt(root: JsonSchema, path: Path, data: unknown): JsonSchema[] {
  let schemas = expanded(root, root, data)
  let value = data
  for (const step of path) {
    value = stepInto(value, step)
    schemas = schemas.flatMap((schema) => {
      const below = typeof step === 'number' ? schema.items : propertyOf(schema, step)
      return below === undefined ? [] : expanded(root, below, value)
    })
  }
  return schemas
}

function propertyOf(
  { properties, additionalProperties }: JsonSchema,
  name: string,
): JsonSchema | undefined {
  const known = properties?.[name]
  if (known !== undefined) return known
  return typeof additionalProperties === 'object' ? additionalProperties : undefined
}

function stepInto(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Record<string | number, unknown>)[step]
}

/** Without references and choices: each variant by itself, as far as the data allows it. */
function expanded(root: JsonSchema, schema: JsonSchema, value: unknown): JsonSchema[] {
  const { $ref, anyOf } = schema
  if ($ref !== undefined) {
    const target = root.$defs?.[$ref.replace('#/$defs/', '')]
    return target === undefined ? [] : expanded(root, target, value)
  }
  if (anyOf === undefined) return [schema]
  const variants = anyOf.flatMap((variant) => expanded(root, variant, value))
  return chosen(variants, value)
}

/**
 * Variants that tell themselves apart by a fixed word, as `manager:` of `swarm:` does: the one whose
 * word is written; without a word the first, which is what the compiler takes, too.
 */
function chosen(variants: readonly JsonSchema[], value: unknown): JsonSchema[] {
  const named = variants.filter((variant) => fixedOf(variant) !== undefined)
  if (named.length < 2) return [...variants]
  const fitting = named.filter((variant) => {
    const [key, word] = fixedOf(variant) ?? ['', '']
    return stepInto(value, key) === word
  })
  if (fitting.length > 0) return fitting
  // The word itself can still be any of them.
  const [key] = fixedOf(named[0]) ?? ['']
  const words = named.map((variant) => fixedOf(variant)?.[1])
  return [
    { ...named[0], properties: { ...named[0].properties, [key]: { type: 'string', enum: words } } },
  ]
}

function fixedOf({
  properties = {},
}: JsonSchema): readonly [key: string, word: unknown] | undefined {
  for (const [key, { const: word }] of Object.entries(properties)) {
    if (typeof word === 'string') return [key, word]
  }
  return undefined
}

function descriptionOf(root: JsonSchema, { $ref, description }: JsonSchema): string {
  const target = $ref === undefined ? undefined : root.$defs?.[$ref.replace('#/$defs/', '')]
  return description ?? target?.description ?? ''
}

function aboutSchemas(schemas: readonly JsonSchema[]): string {
  return [...new Set(schemas.map(aboutSchema))].filter((words) => words !== '').join(' or ')
}

function aboutSchema(schema: JsonSchema): string {
  const { enum: words, const: only, type, examples, minimum, maximum } = schema
  if (words !== undefined) return `one of ${words.join(', ')}`
  if (only !== undefined) return String(only)
  if (examples !== undefined) return `such as ${examples.join(', ')}`
  if (type === 'integer' || type === 'number') return numberWords(type, { minimum, maximum })
  if (type === 'boolean') return 'true or false'
  if (type === 'array') return 'a list'
  if (type === 'object') return 'a map'
  return type === undefined ? '' : 'text'
}

function numberWords(
  type: string,
  {
    minimum,
    maximum,
  }: { readonly minimum: number | undefined; readonly maximum: number | undefined },
): string {
  const noun = type === 'integer' ? 'a whole number' : 'a number'
  // Zod bounds every integer by what a double can count; that is no rule of ours.
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  const isFrom = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER
  if (isFrom && isBounded) return `${noun} from ${minimum} to ${maximum}`
  if (isFrom) return `${noun} from ${minimum}`
  return isBounded ? `${noun} up to ${maximum}` : noun
}
