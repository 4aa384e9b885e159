/** The options that a command line gave, with readers that report what cannot be read where it stands. */
import { type CommandLine, type OptionTable, parseOptions } from '../../../docker/options.ts'
import type { Token } from '../../../docker/tokens.ts'
import { Refused } from '../../../schema-values.ts'
import { shown } from '../../../text/place.ts'

export class Given {
  readonly line: CommandLine
  /** The words that are no options. */
  readonly rest: readonly Token[]
  readonly #values: ReadonlyMap<string, readonly Token[]>

  constructor(line: CommandLine, table: OptionTable, { stopAtFirstWord = false } = {}) {
    this.line = line
    const { values, rest } = parseOptions(line, table, { stopAtFirstWord })
    this.#values = values
    this.rest = rest
  }

  all(name: string): readonly Token[] {
    return this.#values.get(name) ?? []
  }

  last(name: string): Token | undefined {
    return this.all(name).at(-1)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  isSet(name: string): boolean {
    return this.last(name)?.text === 'true'
  }

  /** The value of an option that is given once; nothing if it is not given or cannot be read. */
  one<T>(name: string, read: (text: string) => T | Refused): T | undefined {
    const token = this.last(name)
    return token === undefined ? undefined : this.read(token, read)
  }

  /** The values of an option that is given many times. */
  each<T>(name: string, read: (text: string) => T | Refused): readonly T[] {
    return this.all(name).flatMap((token) => {
      const value = this.read(token, read)
      return value === undefined ? [] : [value]
    })
  }

  read<T>(token: Token, read: (text: string) => T | Refused): T | undefined {
    const value = read(token.text)
    if (!(value instanceof Refused)) return value
    this.refuse(token, value)
    return undefined
  }

  refuse({ text, offset }: Token, { refusal }: Refused, because?: string): void {
    const { place, issues } = this.line
    const { expected, suggestion } = refusal
    issues.error({
      place,
      offset,
      found: shown(text),
      expected,
      suggestion,
      ...(because === undefined ? {} : { because }),
    })
  }

  /** What is missing from the line as a whole. */
  missing(found: string, expected: string): void {
    this.line.issues.error({ place: this.line.place, found, expected })
  }
}

/** The fields that are there: a change names only what it changes. */
export function known<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
