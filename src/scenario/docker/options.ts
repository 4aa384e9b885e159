/**
 * Reads the options of a command line against a table. Written out because messages point at the
 * column of the word, and because Docker's forms (`-dit`, `-p80:80`, `--name=db`) must all work.
 */
import type { IssueList } from '../issue-list.ts'
import type { Place } from '../text/place.ts'
import { listed, nearest } from '../text/suggest.ts'
import type { Token } from './tokens.ts'

/** One option: does it take a value, its short letter, and why it is ignored, if it is. */
export interface OptionSpec {
  readonly type: 'flag' | 'value'
  readonly short?: string
  readonly ignored?: string
}

export type OptionTable = Readonly<Record<string, OptionSpec>>

export interface ParsedOptions {
  /** Values by long name, in order; a flag has `true` or `false`. */
  readonly values: ReadonlyMap<string, readonly Token[]>
  /** The words that are no options. */
  readonly rest: readonly Token[]
}

/** A command line with what is needed to speak about it. */
export interface CommandLine {
  readonly tokens: readonly Token[]
  readonly place: Place
  readonly issues: IssueList
  /** For messages: `docker run`. */
  readonly command: string
  /** Options that came later, with their predecessors. */
  readonly later?: Readonly<Record<string, string>>
}

/**
 * With `stopAtFirstWord` everything after the first word that is no option is left alone: what
 * follows the image in `docker run` belongs to the container.
 */
export function parseOptions(
  line: CommandLine,
  table: OptionTable,
  { stopAtFirstWord }: { stopAtFirstWord: boolean },
): ParsedOptions {
  const { tokens } = line
  const values = new Map<string, Token[]>()
  const rest: Token[] = []
  const shorts = new Map(
    Object.entries(table).flatMap(([name, { short }]) => (short ? [[short, name]] : [])),
  )
  const put = (name: string, value: Token) => {
    const spec = table[name] as OptionSpec
    if (spec.ignored !== undefined)
      line.issues.ignore(`--${name}`, line.place, spec.ignored, value.offset)
    values.set(name, [...(values.get(name) ?? []), value])
  }

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    if (token.text === '--') {
      rest.push(...tokens.slice(index + 1))
      break
    }
    if (!token.text.startsWith('-') || token.text === '-') {
      rest.push(token)
      if (!stopAtFirstWord) continue
      rest.push(...tokens.slice(index + 1))
      break
    }
    const takeNext = (option: string): Token | undefined => {
      const next = tokens[index + 1]
      if (next === undefined) missingValue(line, token, option)
      else index++
      return next
    }
    if (token.text.startsWith('--')) readLong(line, token, table, put, takeNext)
    else readShort(line, token, { table, shorts }, put, takeNext)
  }
  return { values, rest }
}

type Put = (name: string, value: Token) => void
type TakeNext = (option: string) => Token | undefined

function readLong(
  line: CommandLine,
  token: Token,
  table: OptionTable,
  put: Put,
  next: TakeNext,
): void {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(token.text) ?? []
  const spec = Object.hasOwn(table, name) ? table[name] : undefined
  if (spec === undefined) {
    const known = Object.keys(table).map((word) => `--${word}`)
    const later = Object.hasOwn(line.later ?? {}, name) ? line.later?.[name] : undefined
    const suggestion = later ?? nearest(`--${name}`, known)
    const expected = later === undefined ? `an option of ${line.command}` : 'an option of its time'
    unknownOption(line, { text: `--${name}`, offset: token.offset }, expected, suggestion)
    return
  }
  if (value !== undefined) {
    put(name, { text: value, offset: token.offset + name.length + 3 })
    return
  }
  const taken = spec.type === 'flag' ? { text: 'true', offset: token.offset } : next(`--${name}`)
  if (taken !== undefined) put(name, taken)
}

interface ShortTable {
  readonly table: OptionTable
  readonly shorts: ReadonlyMap<string, string>
}

/** `-dit`, `-p 80:80`, `-p80:80`, `-m=512m`. */
function readShort(
  line: CommandLine,
  token: Token,
  known: ShortTable,
  put: Put,
  next: TakeNext,
): void {
  for (let index = 1; index < token.text.length; index++) {
    const letter = token.text[index] as string
    const name = known.shorts.get(letter)
    const offset = token.offset + index
    if (name === undefined) {
      const words = [...known.shorts.keys()].map((short) => `-${short}`)
      const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
      const suggestion = known.shorts.has(swapped) ? `-${swapped}` : undefined
      const expected = words.length === 0 ? 'no options' : `one of ${listed(words, 30)}`
      unknownOption(line, { text: `-${letter}`, offset }, expected, suggestion)
      return
    }
    if (known.table[name]?.type === 'flag') {
      put(name, { text: 'true', offset })
      continue
    }
    const attached = token.text.slice(index + 1)
    const skip = attached.startsWith('=') ? 1 : 0
    const value =
      attached === ''
        ? next(`-${letter}`)
        : { text: attached.slice(skip), offset: offset + 1 + skip }
    if (value !== undefined) put(name, value)
    return
  }
}

function unknownOption(
  { issues, place }: CommandLine,
  { text, offset }: Token,
  expected: string,
  suggestion: string | undefined,
): void {
  issues.error({ place, offset, found: `the unknown option ${text}`, expected, suggestion })
}

function missingValue(line: CommandLine, token: Token, option: string): void {
  line.issues.error({
    place: line.place,
    offset: token.offset,
    found: `${option} at the end of the line`,
    expected: `a value after ${option}`,
  })
}
