/**
 * Expressions of affinities and constraints: `key==value`, `key!=value`, soft with `~`. A syntax
 * error is a value, because Swarm reports it only when the filter comes to it.
 */
import { compilePattern, type Pattern } from './pattern.ts'

export interface Expression {
  /** As written, for example `Storage==~ssd`. */
  readonly text: string
  /** In lower case. */
  readonly key: string
  readonly operator: '==' | '!='
  /** Without the `~`. */
  readonly value: string
  /** Ignored in the second pass. */
  readonly soft: boolean
  readonly pattern: Pattern
}

export type Expressions =
  | { readonly type: 'expressions'; readonly list: readonly Expression[] }
  /** Swarm's own words for the first entry that cannot be read. */
  | { readonly type: 'invalid'; readonly error: string }

// The `u` flag folds cases as the original does: its `[a-z]` takes the long s and the Kelvin sign.
const validKey = /^[a-z_][a-z0-9\-_.]+$/iu
const validValue = /^[=!/]?~?[a-z0-9:\-_\t\n\f\r .*/()?+[\]\\^$|]+$/iu

export function parseExpressions(texts: readonly string[]): Expressions {
  const list: Expression[] = []
  for (const text of texts) {
    const parsed = parseExpression(text)
    if (typeof parsed === 'string') return { type: 'invalid', error: parsed }
    list.push(parsed)
  }
  return { type: 'expressions', list }
}

/** As the manager writes it in its errors: lower-case key, no `~`. */
export function describeExpression({ key, operator, value }: Expression): string {
  return `${key}${operator}${value}`
}

/** The expression, or the error in Swarm's words. */
function parseExpression(text: string): Expression | string {
  // `==` anywhere wins over an earlier `!=`: `storage!==ssd` has the key `storage!`.
  const operator = text.includes('==') ? '==' : '!='
  const at = text.indexOf(operator)
  if (at < 0) return 'One of operator ==, != is expected'
  const key = text.slice(0, at)
  const written = text.slice(at + operator.length)
  if (!validKey.test(key)) return `Key '${key}' is invalid`
  if (!validValue.test(written)) return `Value '${written}' is invalid`
  // At most one `~` gets through the check above, and only a first character is soft.
  const soft = written.startsWith('~')
  const value = soft ? written.slice(1) : written
  return { text, key: key.toLowerCase(), operator, value, soft, pattern: compilePattern(value) }
}
