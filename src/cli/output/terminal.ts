/**
 * Where and how lines are printed: colour only on a terminal (and never with `NO_COLOR`), lines no
 * wider than the terminal and at most 100 columns. What a person or a pipe reads goes to standard
 * output; progress and complaints go to standard error.
 */
import pc from 'picocolors'

/** Text beyond this is hard to read, however wide the terminal. */
const widthMax = 100

const wantsColour =
  process.env.FORCE_COLOR !== undefined && process.env.FORCE_COLOR !== '0'
    ? true
    : process.stdout.isTTY === true && process.env.TERM !== 'dumb'
const hasColour = wantsColour && (process.env.NO_COLOR ?? '') === ''

export const colour = pc.createColors(hasColour)
/** For standard error, which may be a terminal when the output is not. */
export const errorColour = pc.createColors(
  process.stderr.isTTY === true && (process.env.NO_COLOR ?? '') === '',
)

// A terminal that does not know its width says 0.
export const width = Math.min(widthMax, Math.max(60, process.stdout.columns || widthMax))

export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

export function complain(line = ''): void {
  process.stderr.write(`${line}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** Breaks a sentence into lines at most `columns` wide; a single long word is left whole. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** A sentence behind a first column, its further lines below itself. */
export function hanging(first: string, text: string, columns = width): string {
  const room = Math.max(20, columns - first.length)
  return wrapped(text, room)
    .map((line, index) => (index === 0 ? first : ' '.repeat(first.length)) + line)
    .join('\n')
}
