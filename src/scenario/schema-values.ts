/**
 * The values a scenario writes as one word (sizes, durations, names), each as a zod schema that
 * reads it, describes itself for the JSON Schema, and says in a person's words what it expects.
 */

import { parseBytes, parseDurationUs } from './text/units.ts'
import { z } from './zod.ts'

/** What a reader answers when it cannot read a value. */
export interface Refusal {
  readonly expected: string
  readonly suggestion?: string
}

export class Refused {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    this.refusal = refusal
  }
}

export function refuse(expected: string, suggestion?: string): Refused {
  return new Refused(suggestion === undefined ? { expected } : { expected, suggestion })
}

/** A schema from a reading function; `json` is its JSON Schema. */
export function parsed<T>(json: Record<string, unknown>, read: (value: unknown) => T | Refused) {
  return z
    .unknown()
    .meta(json)
    .transform((value, context): T => {
      const result = read(value)
      if (!(result instanceof Refused)) return result
      const { expected, suggestion } = result.refusal
      context.issues.push({ code: 'custom', input: value, params: { expected, suggestion } })
      return z.NEVER
    })
}

export const duration = parsed(
  {
    type: ['string', 'integer'],
    pattern: '^(0|(\\d+(\\.\\d+)?(us|µs|ms|s|m|h|d))+)$',
    examples: ['500ms', '30s', '1m30s'],
  },
  (value) => {
    const us = parseDurationUs(wordOf(value) ?? '')
    if (us !== undefined) return us
    return refuse('a duration such as 500ms, 30s or 1m30s', withUnit(value, 's'))
  },
)

/** A time of the run, or its end. */
export const moment = parsed(
  { type: ['string', 'integer'], examples: ['30s', '10m', 'end'] },
  (value): number | 'end' | Refused => {
    if (value === 'end') return 'end'
    const us = parseDurationUs(wordOf(value) ?? '')
    return us ?? refuse('a time such as 30s or 10m, or end', withUnit(value, 's'))
  },
)

export const size = parsed(
  {
    type: ['string', 'integer'],
    pattern: '^\\d+(\\.\\d+)? ?([bBkKmMgGtTpP]([iI]?[bB])?)?$',
    examples: ['512m', '8g', '1.5GiB'],
  },
  (value) => {
    const bytes = parseBytes(wordOf(value) ?? '')
    if (bytes !== undefined) return bytes
    return refuse('a size such as 512m, 8g or 1.5GiB')
  },
)

/** Memory of a machine or container: a bare small number is a forgotten unit. */
export const memory = parsed(
  {
    type: ['string', 'integer'],
    pattern: '^\\d+(\\.\\d+)? ?([bBkKmMgGtTpP]([iI]?[bB])?)?$',
    examples: ['512m', '8g'],
  },
  (value) => {
    const bytes = parseBytes(wordOf(value) ?? '')
    if (bytes === undefined) return refuse('a size such as 512m, 8g or 1.5GiB')
    if (bytes > 0 && bytes < 4 * 1024 ** 2) {
      return refuse('a size of at least 4m', withUnit(value, 'g'))
    }
    return bytes
  },
)

/** A share of all: `50%`, or `0.5`. */
export const share = parsed(
  { type: ['string', 'number'], examples: ['50%', 0.5] },
  (value): number | Refused => {
    const [, amount = '', percent] = /^(\d*\.?\d+)\s*(%?)$/.exec(wordOf(value) ?? '') ?? []
    const part = percent === '%' ? Number(amount) / 100 : Number(amount)
    return amount !== '' && part <= 1 ? part : refuse('a share such as 50% or 0.5')
  },
)

/** A whole number within bounds. */
export function whole(minimum: number, maximum = Number.MAX_SAFE_INTEGER) {
  const hasMost = maximum < Number.MAX_SAFE_INTEGER
  const bounds = hasMost ? { minimum, maximum } : { minimum }
  const expected = hasMost ? `from ${minimum} to ${maximum}` : `of at least ${minimum}`
  return parsed({ type: 'integer', ...bounds }, (value): number | Refused => {
    const isWhole = typeof value === 'number' && Number.isSafeInteger(value)
    return isWhole && value >= minimum && value <= maximum
      ? value
      : refuse(`a whole number ${expected}`)
  })
}

/** A word or a number or true/false, taken as text: YAML makes a number of `rack: 7`. */
export const text = parsed({ type: ['string', 'number', 'boolean'] }, (value) => {
  const word = wordOf(value)
  return word === undefined || word === '' ? refuse('a word') : word
})

/** Text that may be empty. */
export const anyText = parsed({ type: ['string', 'number', 'boolean'] }, (value) => {
  return wordOf(value) ?? refuse('text')
})

/** One word, or a list of words. */
export const texts = parsed(
  {
    anyOf: [
      { type: ['string', 'number'] },
      { type: 'array', items: { type: ['string', 'number'] }, minItems: 1 },
    ],
  },
  (value): readonly string[] | Refused => {
    const words = (Array.isArray(value) ? value : [value]).map(wordOf)
    const isFull = words.length > 0 && words.every((word) => word !== undefined && word !== '')
    return isFull ? (words as string[]) : refuse('a name or a list of names')
  },
)

/** The text of a scalar, nothing for lists, maps and empty values. */
export function wordOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return undefined
}

function withUnit(value: unknown, unit: string): string | undefined {
  const isNumber = typeof value === 'number' && value > 0
  return isNumber || /^\d+$/.test(String(value)) ? `${String(value)}${unit}` : undefined
}
