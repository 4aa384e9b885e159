/**
 * Splits a command line into words as a shell does, and keeps where each word starts, so that a
 * message can point into it. Quotes and backslashes only: there is no shell behind it.
 */

export interface Token {
  readonly text: string
  /** Characters from the start of the line. */
  readonly offset: number
}

/** The words of a line, or the offset of a quote that is never closed. */
export function tokenize(line: string): readonly Token[] | { readonly openQuoteAt: number } {
  const tokens: Token[] = []
  let text = ''
  let start = -1
  let quote = ''
  let quoteAt = 0
  const finish = () => {
    if (start >= 0) tokens.push({ text, offset: start })
    text = ''
    start = -1
  }
  for (let index = 0; index < line.length; index++) {
    const character = line[index] as string
    if (quote === '' && /\s/.test(character)) {
      finish()
      continue
    }
    if (character === '\\' && quote !== "'" && index + 1 < line.length) {
      index++
      if (line[index] === '\n') continue // A line that goes on below.
      if (start < 0) start = index - 1
      // Inside of double quotes a backslash only protects what is special there.
      const isPlain = quote === '"' && !/["\\$`]/.test(line[index] as string)
      text += isPlain ? `\\${line[index]}` : line[index]
      continue
    }
    if (start < 0) start = index
    if (quote === '' && (character === '"' || character === "'")) {
      quote = character
      quoteAt = index
    } else if (character === quote) quote = ''
    else text += character
  }
  if (quote !== '') return { openQuoteAt: quoteAt }
  finish()
  return tokens
}
