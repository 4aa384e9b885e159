/**
 * Expressions of affinities and constraints: `key==value`, `key!=value`, soft with `~`. A syntax
 * error is a value, because Swarm reports it only when the filter comes to it.
 */
import type { Pattern } from './pattern.ts'

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
