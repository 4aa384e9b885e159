/**
 * What a person types to find things: `service:web state:failed zone:a`, or any words. Terms of one
 * key are alternatives, terms of different keys must all hold, and `-` before a term turns it round.
 * What no run can match is said with the nearest known word instead of finding nothing in silence.
 */
import { distance } from 'fastest-levenshtein'
import type { Trace } from '../model/trace.ts'
import { namesOfAttachments } from './attachments.ts'

export const searchKeys = [
  'service',
  'container',
  'node',
  'zone',
  'rack',
  'image',
  'state',
  'network',
  'volume',
] as const
export type SearchKey = (typeof searchKeys)[number]

export interface SearchTerm {
  /** `text` looks at every name. */
  readonly key: SearchKey | 'text'
  /** In small letters; `*` stands for any letters. */
  readonly value: string
  readonly isNot: boolean
}

export interface SearchProblem {
  /** What was typed. */
  readonly word: string
  /** A sentence: what is wrong, what is known, and what may have been meant. */
  readonly message: string
  /** The whole text with the nearest known word in it, `''` if none is near. */
  readonly instead: string
}

export interface Search {
  readonly terms: readonly SearchTerm[]
  readonly problems: readonly SearchProblem[]
}

/** Words of a run for each key, in small letters. */
export type Vocabulary = Readonly<Record<SearchKey, readonly string[]>>

/** States of containers, then of nodes, as `state:` knows them. */
export const containerStateWords = [
  'running',
  'ghost',
  'unseen',
  'pulling',
  'starting',
  'paused',
  'exited',
  'failed',
  'lost',
  'moved',
  'asked',
  'duplicate',
  'waiting',
  'refused',
] as const
export const nodeStateWords = [
  'up',
  'crashed',
  'frozen',
  'cut-off',
  'absent',
  'healthy',
  'unhealthy',
  'pending',
  'drained',
] as const

export function vocabularyOf(trace: Trace): Vocabulary {
  const { model, tables } = trace
  const { nodes } = model
  return {
    service: distinct(tables.slots.map(({ service }) => service)),
    container: distinct(tables.containers.map(({ name }) => name)),
    node: distinct(nodes.map(({ name }) => name)),
    zone: distinct(nodes.map(({ zone }) => zone)),
    rack: distinct(nodes.map(({ rack }) => rack)),
    image: distinct(tables.configs.map(({ image }) => image)),
    state: [...containerStateWords, ...nodeStateWords],
    network: namesOfAttachments(trace, 'networks'),
    volume: namesOfAttachments(trace, 'volumes'),
  }
}

/** Reads the text; every wrong word is a problem of its own, and the others still hold. */
export function parseSearch(text: string, vocabulary: Vocabulary): Search {
  const terms: SearchTerm[] = []
  const problems: SearchProblem[] = []
  for (const word of wordsOf(text)) {
    const isNot = word.startsWith('-') && word.length > 1
    const bare = (isNot ? word.slice(1) : word).toLowerCase()
    const at = bare.indexOf(':')
    // A name may hold a colon (`nginx:1.9`): only a word of letters before it is a key.
    if (at <= 0 || !/^[a-z]+$/.test(bare.slice(0, at)) || hasImage(bare, vocabulary)) {
      terms.push({ key: 'text', value: unquoted(bare), isNot })
      continue
    }
    const name = bare.slice(0, at)
    const key = searchKeys.find((candidate) => candidate === name)
    if (key === undefined) {
      problems.push(problemOf(text, word, name, { noun: 'word before a colon', known: searchKeys }))
      continue
    }
    // Nothing behind the colon yet: it is still being typed.
    for (const value of bare.slice(at + 1).split(',')) {
      const plain = unquoted(value)
      if (plain === '') continue
      terms.push({ key, value: plain, isNot })
      const known = vocabulary[key]
      if (known.some((candidate) => matchesWord(key, plain, candidate))) continue
      problems.push(problemOf(text, word, plain, { noun: key, known }))
    }
  }
  return { terms, problems }
}

/** Whether a name is the one that was typed: whole, with `*` for any letters; images also untagged. */
export function matchesWord(key: SearchKey | 'text', value: string, name: string): boolean {
  const low = name.toLowerCase()
  if (key === 'text' && !value.includes('*')) return low.includes(value)
  if (value.includes('*')) return isLike(low, value.split('*'))
  if (low === value) return true
  if (key !== 'image') return false
  const repository = low.replace(/:[^:/]*$/, '')
  return repository === value || repository.endsWith(`/${value}`)
}

/** Parts in their order, the first at the start and the last at the end. */
function isLike(name: string, parts: readonly string[]): boolean {
  const [first] = parts
  const last = parts[parts.length - 1]
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at + last.length <= name.length
}

/** At white space, but not inside of quotes. */
function wordsOf(text: string): string[] {
  return text.match(/(?:[^\s"]+|"[^"]*"?)+/g) ?? []
}

function unquoted(value: string): string {
  return value.replaceAll('"', '')
}

function hasImage(word: string, { image }: Vocabulary): boolean {
  return image.some((name) => name.toLowerCase() === word)
}

/** So many known words are listed, then only their number. */
const listedMax = 8

function problemOf(
  text: string,
  word: string,
  typed: string,
  { noun, known }: { readonly noun: string; readonly known: readonly string[] },
): SearchProblem {
  if (known.length === 0) {
    return { word, message: `Nothing in this run has a ${noun}.`, instead: '' }
  }
  const near = nearest(typed, known)
  const listed =
    known.length <= listedMax
      ? `Known: ${known.join(', ')}.`
      : `${known.length} are known, for example ${known.slice(0, 3).join(', ')}.`
  const hint = near === undefined ? listed : `Did you mean ${near}? ${listed}`
  return {
    word,
    message: `There is no ${noun} “${typed}”. ${hint}`,
    instead: near === undefined ? '' : text.replace(word, word.replace(typed, near)),
  }
}

/** The known word that is nearest, if it is near enough to have been meant. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(typed.length / 2))
  let best: string | undefined
  let bestScore = most + 1
  for (const word of known) {
    const far = distance(typed, word.toLowerCase())
    // Of two words that are equally far the one with the same first letter was meant.
    const score = far + (word[0]?.toLowerCase() === typed[0] ? 0 : 0.5)
    // Of three letters two can be turned round, but not all be wrong.
    const isNear =
      far <= most && (typed.length > 3 || far < 2 || word[0]?.toLowerCase() === typed[0])
    if (!isNear || score >= bestScore) continue
    best = word
    bestScore = score
  }
  return best
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== '')
}
