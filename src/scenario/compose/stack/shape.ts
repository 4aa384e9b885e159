/**
 * What a stack file may look like, as data, and the check of a file against it. It refuses what
 * `docker stack deploy` refuses, in a person's words with Docker's own in brackets, but names
 * everything at once where Docker stops at the first mistake.
 */
import type { IssueList } from '../../issue-list.ts'
import { wordOf } from '../../schema-values.ts'
import { type Key, type Place, shown } from '../../text/place.ts'
import { isRecord } from '../../text/plain.ts'
import { listed, nearest } from '../../text/suggest.ts'
import { entriesOf, itemsOf, type Located } from '../located.ts'

export type ScalarType = 'text' | 'whole' | 'number' | 'flag' | 'duration'

export type Shape =
  | { readonly type: ScalarType | 'nothing' | 'any' }
  | { readonly type: 'list'; readonly of: Shape }
  /** Keys of a fixed set; `elsewhere` names what stands for a key of other formats. */
  | {
      readonly type: 'map'
      readonly keys: Readonly<Record<string, Shape>>
      readonly elsewhere?: Readonly<Record<string, string>>
      readonly required?: readonly string[]
      /** The minor version of the format that brought a key, and the one that brought the map. */
      readonly since?: Readonly<Record<string, number>>
      readonly mapSince?: number
    }
  /** A map whose keys are names. */
  | { readonly type: 'names'; readonly of: Shape }
  | { readonly type: 'either'; readonly of: readonly Shape[] }
  /** A key that Docker knows and refuses. */
  | { readonly type: 'forbidden'; readonly says: string }

/** In our words, and in those of the client's schema. */
const words = {
  text: ['text in quotes', 'string'],
  whole: ['a whole number', 'integer'],
  number: ['a number', 'number'],
  flag: ['true or false', 'boolean'],
  duration: ['a duration such as 500ms, 10s or 1m30s', 'string'],
  list: ['a list', 'list'],
  map: ['a map', 'mapping'],
  names: ['a map', 'mapping'],
  nothing: ['nothing', 'null'],
} as const

/** The minor version of the file, and where its mistakes go. */
export interface ShapeCheck {
  readonly minor: number
  readonly issues: IssueList
}

export function checkShape(located: Located, shape: Shape, check: ShapeCheck): void {
  const { issues } = check
  const { place } = located
  const value = castVariable(located, shape)
  const forms = shape.type === 'either' ? shape.of : [shape]
  // Each of several forms has a type of its own, so that the type tells which was meant.
  const form = forms.find((one) => hasType(castVariable({ value, place }, one), one))
  switch (form?.type) {
    case undefined:
      reportType({ value, place }, forms, issues)
      break
    case 'forbidden':
      reportForbidden(place, form.says, issues)
      break
    case 'either':
      checkShape({ value, place }, form, check)
      break
    case 'list':
      for (const item of itemsOf({ value, place })) checkShape(item, form.of, check)
      break
    case 'map':
      checkKeys({ value, place }, form, check)
      break
    case 'names':
      for (const [, entry] of entriesOf({ value, place })) checkShape(entry, form.of, check)
      break
    case 'duration':
      checkDuration({ value, place }, issues)
      break
    default:
  }
}

function reportForbidden(place: Place, says: string, issues: IssueList): void {
  const key = String(place.path.at(-1))
  issues.error({
    place,
    spot: 'key',
    found: `the key ${key}`,
    expected: 'a key that docker stack deploy takes',
    because: `docker: ${key}: ${says}`,
  })
}

function hasType(value: unknown, shape: Shape): boolean {
  switch (shape.type) {
    case 'text':
    case 'duration':
      return typeof value === 'string'
    case 'whole':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'flag':
      return typeof value === 'boolean'
    case 'nothing':
      return value === null
    case 'list':
      return Array.isArray(value)
    case 'map':
    case 'names':
      return isRecord(value)
    case 'either':
      return shape.of.some((one) => hasType(value, one))
    case 'any':
    case 'forbidden':
      return true
  }
}

/** Docker turns the text that a variable leaves into the number or truth value that belongs there. */
function castVariable({ value, place }: Located, { type }: Shape): unknown {
  if (typeof value !== 'string' || !String(writtenAt(place)).includes('$')) return value
  if (type === 'flag' && /^(true|yes|y|on)$/i.test(value)) return true
  if (type === 'flag' && /^(false|no|n|off)$/i.test(value)) return false
  const isNumber = (type === 'whole' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value)
  return isNumber ? Number(value) : value
}

function writtenAt(place: Place): unknown {
  return place.path.reduce<unknown>(
    (value, key: Key) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<Key, unknown>>)[key]
        : undefined,
    place.source.value,
  )
}

function reportType({ value, place }: Located, forms: readonly Shape[], issues: IssueList): void {
  const known = forms.flatMap(({ type }) =>
    type in words ? [words[type as keyof typeof words]] : [],
  )
  const expected = joined(known.map(([ours]) => ours))
  const theirs = joined(known.map(([, their]) => their))
  const only = forms.length === 1 ? forms[0]?.type : undefined
  const word = wordOf(value)
  issues.error({
    place,
    found: shown(value),
    expected,
    because: `docker: ${dotted(place)} must be a ${theirs}`,
    suggestion: word === undefined ? undefined : corrected(word, only),
  })
}

/** What a number without quotes or without a unit was meant to be. */
function corrected(word: string, type: Shape['type'] | undefined): string | undefined {
  if (type === 'text') return JSON.stringify(word)
  return type === 'duration' && /^\d+$/.test(word) ? `${word}s` : undefined
}

function joined(all: readonly string[]): string {
  const distinct = [...new Set(all)]
  if (distinct.length < 2) return distinct.join()
  return `${distinct.slice(0, -1).join(', ')} or ${distinct.at(-1)}`
}

/** The text of a value that has passed the check; nothing for one that has not, or is not there. */
export function textOf(located: Located | undefined, type: ScalarType): string | undefined {
  if (located === undefined) return undefined
  const value = castVariable(located, { type })
  if (!hasType(value, { type })) return undefined
  return type === 'duration' && !goDuration.test(String(value)) ? undefined : wordOf(value)
}

/** Go's durations: no days, but a sign and parts of a number. */
const goDuration = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/

function checkDuration({ value, place }: Located, issues: IssueList): void {
  const text = String(value)
  if (goDuration.test(text)) return
  const expected = words.duration[0]
  const because = `docker: ${dotted(place)} Does not match format 'duration'`
  issues.error({
    place,
    found: shown(value),
    expected,
    because,
    suggestion: corrected(text, 'duration'),
  })
}

function checkKeys(
  located: Located,
  shape: Extract<Shape, { type: 'map' }>,
  check: ShapeCheck,
): void {
  const { place } = located
  const { issues, minor } = check
  const { keys, since = {}, mapSince = 0, required = [] } = shape
  if (minor < mapSince) {
    const because = `docker: ${dotted(place)} must be a string`
    issues.error({ place, found: 'the long form', expected: laterVersion(mapSince), because })
  }
  for (const [key, item] of entriesOf(located)) {
    if (key.startsWith('x-')) continue
    const known = Object.hasOwn(keys, key) ? keys[key] : undefined
    const isLater = Object.hasOwn(since, key) && minor < (since[key] as number)
    if (known === undefined || isLater) reportKey(located, item, { key, shape, issues })
    else checkShape(item, known, check)
  }
  for (const key of required) {
    if (isRecord(located.value) && Object.hasOwn(located.value, key)) continue
    const because = `docker: ${dotted(place)} ${key} is required`
    const expected = `${key}: and its value`
    issues.error({ place, found: `a map without ${key}`, expected, because })
  }
}

/** A key that the format does not have, or not yet. */
function reportKey(
  { place }: Located,
  item: Located,
  {
    key,
    shape,
    issues,
  }: {
    readonly key: string
    readonly shape: Extract<Shape, { type: 'map' }>
    readonly issues: IssueList
  },
): void {
  const { keys, elsewhere = {}, since = {} } = shape
  const known = Object.keys(keys)
  const from = known.includes(key) ? since[key] : undefined
  const other = Object.hasOwn(elsewhere, key) ? elsewhere[key] : undefined
  issues.error({
    place: item.place,
    spot: 'key',
    found: `the key ${key}`,
    expected: from === undefined ? expectedKeys(known) : laterVersion(from),
    because: `docker: ${dotted(place)} Additional property ${key} is not allowed`,
    suggestion: from === undefined ? (other ?? nearest(key, known)) : undefined,
  })
}

function laterVersion(minor: number): string {
  return `version "3.${minor}" or later`
}

/** Docker shows the keys that lead to a value with dots, and the file itself as `(root)`. */
function dotted({ path }: Place): string {
  return path.length === 0 ? '(root)' : path.join('.')
}

function expectedKeys(known: readonly string[]): string {
  return known.length > 24 ? 'a key that docker stack deploy knows' : `one of ${listed(known, 24)}`
}
