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
    const steps = distance(wanted, candidate.toLowerCase())
    if (steps >= bestDistance) continue
    best = candidate
    bestDistance = steps
  }
  return best
}

function withoutDigits(word: string): string {
  return word.replace(/\d+/g, '0')
}

/** A list of words for a sentence, cut where it would no longer help. */
export function listed(words: readonly string[], most = 12): string {
  if (words.length <= most) return words.join(', ')
  return `${words.slice(0, most).join(', ')} and ${words.length - most} more`
}
