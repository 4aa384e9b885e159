/** How well a typed word fits a name: beginnings first, then parts, letters in order, and slips. */
import { distance } from 'fastest-levenshtein'

/** 0 is the name itself; undefined does not fit. */
export function fitOf(typed: string, name: string): number | undefined {
  const word = typed.toLowerCase()
  const whole = name.toLowerCase()
  if (word === '' || word === whole) return 0
  if (whole.startsWith(word)) return 1 + (whole.length - word.length) / 100
  if (whole.split(/[\s\-_.]/).some((part) => part.startsWith(word))) return 2 + whole.length / 100
  if (whole.includes(word)) return 3 + whole.length / 100
  // `nd3` is node-3: the letters in their order, from the first on.
  if (word.length > 1 && whole[0] === word[0] && isInOrder(word, whole))
    return 4 + whole.length / 100
  const slips = distance(word, whole.slice(0, word.length + 1))
  return word.length > 3 && slips <= Math.floor(word.length / 3) ? 5 + slips : undefined
}

function isInOrder(word: string, whole: string): boolean {
  let at = 0
  for (const letter of word) {
    at = whole.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** The names that fit best, with their values; equals keep their order. */
export function bestFits<T>(
  typed: string,
  all: readonly T[],
  nameOf: (one: T) => string,
  most: number,
): { readonly one: T; readonly score: number }[] {
  return all
    .flatMap((one, index) => {
      const score = fitOf(typed, nameOf(one))
      return score === undefined ? [] : [{ one, score, index }]
    })
    .sort((left, right) => left.score - right.score || left.index - right.index)
    .slice(0, most)
}
