/** Option values that are lists of `key=value`, separated by commas. */
import { type Refused, refuse } from '../schema-values.ts'
import { nearest } from '../text/suggest.ts'
import { splitPair } from './reading.ts'

/** The pairs of a text, keys in small letters; refuses keys that are not known. */
export function readPairs<T extends string>(
  text: string,
  known: readonly T[],
): ReadonlyMap<T, string> | Refused {
  const pairs = new Map<T, string>()
  for (const field of fieldsOf(text)) {
    const [name, value] = splitPair(field)
    const key = known.find((word) => word === name.trim().toLowerCase())
    if (key === undefined) {
      return refuse(`key=value with the keys ${known.join(', ')}`, nearest(name, known))
    }
    pairs.set(key, value)
  }
  return pairs
}

/** Splits at commas, but not inside of double quotes, as a reader of CSV does. */
function fieldsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|,)((?:"(?:[^"]|"")*"|[^",])*)/g)].map(([, field = '']) => {
    return field.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"')
  })
}
