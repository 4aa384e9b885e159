/** From an issue's line and column to the characters it is about, and what would mend it. */
import type { Issue } from '../../scenario/index.ts'

export interface Span {
  readonly from: number
  readonly to: number
}

export interface Fix extends Span {
  readonly text: string
  /** What stands there, so that a text that was changed since is left alone. */
  readonly was: string
}

/** The characters that an issue of this text is about; never empty unless the text is. */
export function spanOf(text: string, issue: Pick<Issue, 'line' | 'column' | 'found'>): Span {
  const offset = offsetOf(text, issue)
  const word = foundWord(text, offset, issue.found)
  if (word !== undefined) return word
  const rest = text.slice(offset, offset + 200)
  // A quoted value, or a plain word: a colon inside of one is followed by no space.
  const token =
    /^"(?:[^"\\\n]|\\.)*"|^'[^'\n]*'|^(?:[^\s,{}[\]"'#:]|:(?=\S))+/.exec(rest)?.[0] ??
    rest.slice(0, 1)
  const to = offset + Math.max(1, token.trimEnd().length)
  if (to <= text.length && text[offset] !== '\n') return { from: offset, to }
  return { from: Math.max(0, offset - 1), to: offset }
}

/** Writing the suggestion in place of what was found. Nothing where that is not one word. */
export function fixOf(text: string, issue: Issue): Fix | undefined {
  if (issue.suggestion === undefined) return undefined
  const word = foundWord(text, offsetOf(text, issue), issue.found) ?? lastWord(text, issue)
  return word === undefined
    ? undefined
    : {
        ...word,
        text: issue.suggestion,
        was: text.slice(word.from, word.to),
      }
}

/** `found` is a sentence such as `the unknown key stratgy`: the longest word of it that stands there. */
function foundWord(text: string, offset: number, found: string): Span | undefined {
  const from = /["']/.test(text[offset] ?? '') ? offset + 1 : offset
  const words = (found.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'))
  const best = words
    .filter((word) => word !== '' && text.startsWith(word, from))
    .sort((one, other) => other.length - one.length)[0]
  return best === undefined ? undefined : { from, to: from + best.length }
}

/** `no node has the label storag`, at `constraint:storag==ssd`: the last word, if it stands there once. */
function lastWord(text: string, issue: Issue): Span | undefined {
  const word = /[\w.-]+(?=["']?$)/.exec(issue.found)?.[0]
  if (word === undefined) return undefined
  const { from, to } = spanOf(text, issue)
  const parts = text.slice(from, to).split(word)
  if (parts.length !== 2) return undefined
  return { from: from + parts[0].length, to: from + parts[0].length + word.length }
}

function offsetOf(text: string, { line, column }: Pick<Issue, 'line' | 'column'>): number {
  let start = 0
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start)
    if (end < 0) return text.length
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  return Math.min(start + column - 1, end < 0 ? text.length : end)
}
