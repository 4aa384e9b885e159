/** What a docker line can go on with: commands by their words, then the names that the run knows. */

export interface Completion {
  /** The line, as far as it is certain. */
  readonly line: string
  /** What its last word can be, where there is a choice. */
  readonly choices: readonly string[]
}

/**
 * @param commands by their words: `service scale`
 * @param names of nodes, services and containers
 */
export function completionOf(
  line: string,
  commands: readonly string[],
  names: readonly string[],
): Completion {
  const start = line.replace(/^\s+/, '')
  const isCommand = commands.some((command) => start.startsWith(`${command} `))
  if (!isCommand) {
    const choices = commands.filter((command) => command.startsWith(start))
    return complete('', start, choices, ' ')
  }
  const at = start.lastIndexOf(' ') + 1
  const word = start.slice(at)
  // An option is known to the manager's own reader, which says what it takes.
  if (word.startsWith('-')) return { line: start, choices: [] }
  const choices = [...new Set(names)].filter((name) => name.startsWith(word)).sort()
  return complete(start.slice(0, at), word, choices, '')
}

function complete(
  before: string,
  word: string,
  choices: readonly string[],
  after: string,
): Completion {
  if (choices.length === 0) return { line: before + word, choices }
  const [only] = choices
  if (choices.length === 1) return { line: `${before}${only}${after}`, choices: [] }
  return { line: before + sharedStart(choices), choices }
}

function sharedStart(words: readonly string[]): string {
  const [first] = words
  let length = first.length
  for (const word of words) while (!word.startsWith(first.slice(0, length))) length--
  return first.slice(0, length)
}
