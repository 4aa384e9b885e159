/** Values of a Compose file with the place they stand at, and the forms its keys take. */
import type { IssueList } from '../issue-list.ts'
import { wordOf } from '../schema-values.ts'
import { inside, type Place, shown } from '../text/place.ts'
import { isRecord } from '../text/plain.ts'

export interface Located {
  readonly value: unknown
  readonly place: Place
}

/** A list's items; a single value counts as a list of one, nothing as an empty list. */
export function itemsOf({ value, place }: Located): readonly Located[] {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) return [{ value, place }]
  return value.map((item, index) => ({ value: item as unknown, place: inside(place, index) }))
}

/** A map's entries. */
export function entriesOf({ value, place }: Located): readonly (readonly [string, Located])[] {
  if (!isRecord(value)) return []
  return Object.entries(value).map(([key, item]) => [
    key,
    { value: item, place: inside(place, key) },
  ])
}

/** One value of a map, nothing if it is not there. */
export function memberOf(
  { value, place }: Located,
  ...keys: readonly string[]
): Located | undefined {
  let current: Located = { value, place }
  for (const key of keys) {
    if (!isRecord(current.value) || !Object.hasOwn(current.value, key)) return undefined
    current = { value: current.value[key], place: inside(current.place, key) }
  }
  return current
}

/** The text of a scalar; anything else is reported. */
export function textOf(located: Located, issues: IssueList, expected = 'text'): string | undefined {
  const text = wordOf(located.value)
  if (text === undefined) {
    issues.error({ place: located.place, found: shown(located.value), expected })
  }
  return text
}

/** The texts of a list or of a single scalar. */
export function textsOf(
  located: Located,
  issues: IssueList,
  expected = 'a list of texts',
): readonly (Located & { readonly text: string })[] {
  if (isRecord(located.value)) {
    issues.error({ place: located.place, found: 'a map', expected })
    return []
  }
  return itemsOf(located).flatMap((item) => {
    const text = textOf(item, issues)
    return text === undefined ? [] : [{ ...item, text }]
  })
}

export interface Pair {
  readonly key: string
  /** Nothing for a key without a value. */
  readonly value: string | undefined
  /** A list's entry as it was written. */
  readonly raw?: string
  readonly place: Place
}

/** `KEY: value` maps and `KEY=value` lists, which Compose treats alike. */
export function pairsOf(located: Located, issues: IssueList): readonly Pair[] {
  const { value, place } = located
  if (value === null || value === undefined) return []
  if (isRecord(value)) {
    return entriesOf(located).flatMap(([key, item]): readonly Pair[] => {
      if (item.value === null) return [{ key, value: undefined, place: item.place }]
      const text = textOf(item, issues, 'text, a number or true/false')
      return text === undefined ? [] : [{ key, value: text, place: item.place }]
    })
  }
  if (!Array.isArray(value)) {
    issues.error({ place, found: shown(value), expected: 'a map, or a list of KEY=value' })
    return []
  }
  return itemsOf(located).flatMap((item): readonly Pair[] => {
    const text = textOf(item, issues, 'KEY=value in quotes')
    if (text === undefined) return []
    const end = text.indexOf('=')
    if (end < 0) return [{ key: text, value: undefined, raw: text, place: item.place }]
    return [{ key: text.slice(0, end), value: text.slice(end + 1), raw: text, place: item.place }]
  })
}
