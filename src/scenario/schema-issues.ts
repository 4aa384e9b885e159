/**
 * Checks data against a schema and reports in a person's words: zod finds what is wrong, this file
 * says what was found, what was expected and which known word is nearest.
 */

import type { Finding, IssueList } from './issue-list.ts'
import { inside, type Key, type Place, shown } from './text/place.ts'
import { listed, nearest } from './text/suggest.ts'
import { z } from './zod.ts'

type ZodIssue = z.core.$ZodIssue

/** What to say about a key that is known elsewhere; nothing for a key that nobody knows. */
export type StrangerFinder = (
  key: string,
) => Pick<Finding, 'found' | 'expected' | 'because'> | undefined

/** The checked data, or nothing if something was wrong (which is then among the issues). */
export function check<T extends z.ZodType>(
  schema: T,
  value: unknown,
  place: Place,
  issues: IssueList,
  stranger: StrangerFinder = () => undefined,
): z.output<T> | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) report(issue, { schema, value, place, issues, stranger })
  return undefined
}

interface Scene {
  readonly schema: z.ZodType
  readonly value: unknown
  readonly place: Place
  readonly issues: IssueList
  readonly stranger: StrangerFinder
}

function report(issue: ZodIssue, scene: Scene): void {
  const path = issue.path as Key[]
  const place = inside(scene.place, ...path)
  const value = valueAt(scene.value, path)
  if (issue.code === 'invalid_union') {
    const branch = likeliest(issue.errors)
    for (const inner of branch)
      report({ ...inner, path: [...path, ...inner.path] } as ZodIssue, scene)
    return
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(scene.schema, path, scene.value)
    for (const key of issue.keys) {
      const at = inside(place, key)
      const elsewhere = known.length === 0 ? undefined : scene.stranger(key)
      if (elsewhere === undefined) reportUnknownKey(at, key, known, scene.issues, ownKeysMax)
      else scene.issues.error({ place: at, spot: 'key', ...elsewhere })
    }
    return
  }
  const spot = value === undefined ? 'key' : 'value'
  scene.issues.error({ place, found: shown(value), spot, ...expectation(issue, value) })
}

/** Our own entries have at most so many keys: they are all named. */
const ownKeysMax = 40

/**
 * A key nobody knows, with the nearest one that is known.
 *
 * @param most keys that are named one by one; a service of Compose has far more
 */
export function reportUnknownKey(
  place: Place,
  key: string,
  known: readonly string[],
  issues: IssueList,
  most = 24,
): void {
  issues.error({
    place,
    spot: 'key',
    found: `the unknown key ${key}`,
    expected: keysExpected(known, most),
    suggestion: nearest(key, known),
  })
}

/** A hundred words help nobody; the nearest one is named beside. */
function keysExpected(known: readonly string[], most: number): string {
  if (known.length === 0) return 'no keys'
  return known.length > most ? 'a key that Compose knows' : `one of ${listed(known, most)}`
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
}

function expectation(
  issue: ZodIssue,
  value: unknown,
): { expected: string; suggestion?: string | undefined } {
  if (issue.code === 'custom') {
    const { expected, suggestion } = issue.params as { expected: string; suggestion?: string }
    return { expected, suggestion }
  }
  if (issue.code === 'invalid_type')
    return { expected: typeWords[issue.expected] ?? issue.expected }
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String)
    const expected = words.length === 1 ? (words[0] as string) : `one of ${words.join(', ')}`
    return { expected, suggestion: typeof value === 'string' ? nearest(value, words) : undefined }
  }
  if (issue.code === 'too_small' && issue.origin === 'array')
    return { expected: 'at least one entry' }
  if (issue.code === 'too_small') {
    return { expected: `a number ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}` }
  }
  if (issue.code === 'too_big') return { expected: `a number of at most ${issue.maximum}` }
  return { expected: issue.message }
}

/** Of the branches of a union the one the writer meant: the one that fails deepest inside. */
function likeliest(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] {
  const depth = (branch: readonly ZodIssue[]) =>
    Math.max(
      ...branch.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)),
    )
  let best = branches[0] ?? []
  for (const branch of branches) if (depth(branch) > depth(best)) best = branch
  return best
}

function valueAt(value: unknown, path: readonly Key[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key))
      return undefined
    current = (current as Record<Key, unknown>)[key]
  }
  return current
}

/** Keys of the object schema at a path of the data. */
function knownKeys(schema: z.ZodType, path: readonly Key[], value: unknown): readonly string[] {
  let current: z.ZodType | undefined = schema
  let data = value
  for (const key of path) {
    current = current === undefined ? undefined : childOf(unwrap(current, data), key)
    data = valueAt(data, [key])
  }
  const object = current === undefined ? undefined : unwrap(current, data)
  return object instanceof z.ZodObject ? Object.keys(object.shape) : []
}

function childOf(schema: z.ZodType, key: Key): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[key]
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType
  return undefined
}

function unwrap(schema: z.ZodType, data: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap() as z.ZodType, data)
  if (!(schema instanceof z.ZodUnion)) return schema
  const options = (schema.options as z.ZodType[]).map((option) => unwrap(option, data))
  const wanted = Array.isArray(data) ? z.ZodArray : z.ZodObject
  return options.find((option) => option instanceof wanted) ?? schema
}
