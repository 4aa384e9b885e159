/** The known word a mistyped one most likely meant. */
import { distance } from 'fastest-levenshtein'

/**
 * The nearest of the known words, or nothing if none is near: at most one letter in three may
 * differ, so that `memry` finds `memory` and `foo` finds nothing.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    // `node-9` is no misspelt `node-1`: numbers are meant as they are.
    if (withoutDigits(candidate) === withoutDigits(word)) continue
    const steps = isSwapped(wanted, candidate) ? 1 : distance(wanted, candidate.toLowerCase())
    if (steps >= bestDistance) continue
    best = candidate
    bestDistance = steps
  }
  return best
}

/** Two neighbouring letters changed places: `fualt`. */
function isSwapped(word: string, candidate: string): boolean {
  if (word.length !== candidate.length) return false
  const at = [...word].findIndex((letter, index) => letter !== candidate[index])
  return (
    at >= 0 &&
    word[at] === candidate[at + 1] &&
    word[at + 1] === candidate[at] &&
    word.slice(at + 2) === candidate.slice(at + 2)
  )
}

function withoutDigits(word: string): string {
  return word.replace(/\d+/g, '0')
}

/** A list of words for a sentence, cut where it would no longer help. */
export function listed(words: readonly string[], most = 12): string {
  if (words.length <= most) return words.join(', ')
  return `${words.slice(0, most).join(', ')} and ${words.length - most} more`
}
