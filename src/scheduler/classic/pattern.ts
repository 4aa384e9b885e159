/**
 * The value of an expression as something that a text matches or not. The original turns every
 * value into an RE2 regular expression, so a value that looks like a plain word may not be one
 * (`.` is any character). The simple ones are matched by hand here, with the same answers.
 */
import { RE2JS } from 're2js'

export interface Pattern {
  /** As written, without the `~`. */
  readonly value: string
  /** `crash`: the value is `/`, and asking it crashes the real manager. */
  readonly type: 'literal' | 'glob' | 'regexp' | 'crash'
  matches(text: string): boolean
}

/** Answers remembered per pattern; forgotten all at once, so that a long run stays small. */
const answersMax = 4096

/** Characters that mean themselves in RE2 outside brackets. */
const literal = /^[A-Za-z0-9_:/=!~ -]*$/
/** With the two that the glob matcher below knows. */
const glob = /^[A-Za-z0-9_:/=!~ .*-]*$/
/** Texts in which one character is one code unit and a dot matches every one of them. */
const simpleText = /^[^\n\ud800-\udfff]*$/

export function compilePattern(value: string): Pattern {
  // The original cuts off the first and the last character, which are the same one here.
  if (value === '/') return { value, type: 'crash', matches: () => false }
  if (value.startsWith('/') && value.endsWith('/')) {
    return { value, type: 'regexp', matches: remembered(re2(value.slice(1, -1))) }
  }
  if (literal.test(value)) return { value, type: 'literal', matches: (text) => text === value }
  const anchored = `^${value.replaceAll('*', '.*')}$`
  if (glob.test(value)) return { value, type: 'glob', matches: globMatcher(value, re2(anchored)) }
  return { value, type: 'regexp', matches: remembered(re2(anchored)) }
}

type Matcher = (text: string) => boolean

/** Compiled at the first question; a pattern that RE2 refuses matches nothing. */
function re2(source: string): Matcher {
  let compiled: RE2JS | undefined
  let broken = false
  return (text) => {
    if (compiled === undefined && !broken) {
      try {
        compiled = RE2JS.compile(source)
      } catch {
        // The original logs the error of a broken pattern and goes on with "no match".
        broken = true
      }
    }
    return compiled?.test(text) ?? false
  }
}

function remembered(matcher: Matcher): Matcher {
  const answers = new Map<string, boolean>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = matcher(text)
    if (answers.size >= answersMax) answers.clear()
    answers.set(text, answer)
    return answer
  }
}

/** Pieces between the stars must follow one another; the first and the last are anchored. */
function globMatcher(value: string, exact: Matcher): Matcher {
  const pieces = value.split('*')
  const [first] = pieces
  const last = pieces[pieces.length - 1]
  const middle = pieces.slice(1, -1)
  if (value.includes('.')) return (text) => (simpleText.test(text) ? dotted(text) : exact(text))
  return plain

  /** No dots: the pieces are plain text, and only a star can meet a new line. */
  function plain(text: string): boolean {
    if (text.length < first.length + last.length) return false
    if (!text.startsWith(first) || !text.endsWith(last)) return false
    const end = text.length - last.length
    let at = first.length
    for (const piece of middle) {
      at = text.indexOf(piece, at)
      if (at < 0 || at + piece.length > end) return false
      at += piece.length
    }
    return text.includes('\n') ? exact(text) : true
  }

  function dotted(text: string): boolean {
    if (pieces.length === 1) return text.length === first.length && pieceAt(first, text, 0)
    if (text.length < first.length + last.length || !pieceAt(first, text, 0)) return false
    const end = text.length - last.length
    if (!pieceAt(last, text, end)) return false
    let at = first.length
    for (const piece of middle) {
      while (at + piece.length <= end && !pieceAt(piece, text, at)) at++
      if (at + piece.length > end) return false
      at += piece.length
    }
    return true
  }
}

/** Whether the piece stands in the text at this place; a dot stands for any character. */
function pieceAt(piece: string, text: string, at: number): boolean {
  for (let index = 0; index < piece.length; index++) {
    const wanted = piece.charCodeAt(index)
    if (wanted !== dot && wanted !== text.charCodeAt(at + index)) return false
  }
  return true
}

const dot = 46
