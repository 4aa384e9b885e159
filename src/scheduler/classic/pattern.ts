/** The value of an expression as something that a text matches or not. */

export interface Pattern {
  /** As written, without the `~`. */
  readonly value: string
  /** `crash`: the value is `/`, and asking it crashes the real manager. */
  readonly type: 'literal' | 'glob' | 'regexp' | 'broken' | 'crash'
  matches(text: string): boolean
}
