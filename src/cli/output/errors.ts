/**
 * What a person sees when a command cannot do its work: for bad input every issue with its line and
 * a caret, for a bug what to report.
 */
import { readFileSync } from 'node:fs'
import { listed, plural } from '../../model/format.ts'
import { TraceError } from '../../model/trace-json.ts'
import { type Issue, ScenarioError } from '../../scenario/scenario-error.ts'
import { exitCode, UsageError } from '../exit-codes.ts'
import { givenTexts } from '../input/files.ts'
import { version } from '../package.ts'
import { errorColour as colour, complain } from './terminal.ts'

/** Prints the error and returns the exit code it deserves. */
export function reportError(error: unknown): number {
  if (error instanceof ScenarioError) {
    complain(issuesInWords(error))
    return exitCode.badInput
  }
  if (error instanceof UsageError || error instanceof TraceError) {
    complain(`${colour.red('error:')} ${error.message}`)
    return exitCode.badInput
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  complain(`${colour.red('internal error:')} ${message}`)
  complain()
  complain('This is a bug in Reberth. Please report it with the scenario file and these lines:')
  complain(`  reberth ${version}, Node ${process.versions.node}, ${process.platform}`)
  complain(`  reberth ${process.argv.slice(2).join(' ')}`)
  complain(stack ?? '')
  return exitCode.internal
}

/** More than this is a file of another kind, and no list of mistakes. */
const issuesMax = 50

/** The issues of a scenario, each with its line. */
export function issuesInWords({ file, issues }: ScenarioError): string {
  const lines = issues.slice(0, issuesMax).flatMap((issue) => [issueInWords(issue), ''])
  const more = issues.length - issuesMax
  return [
    ...lines,
    ...(more > 0
      ? [`and ${plural(more, 'more problem')}; validate --json lists all of them`, '']
      : []),
    `${colour.red(plural(issues.length, 'problem'))} in ${filesOf(file, issues)}; nothing was run.`,
  ].join('\n')
}

/** The files with issues; a Compose file is one of its own, whatever scenario was made around it. */
function filesOf(file: string, issues: ScenarioError['issues']): string {
  const files = [...new Set(issues.map((issue) => issue.file))]
  return files.length === 0 ? file : listed(files)
}

/** `file:line:column`, the message, and the line of the file with a caret below the place. */
export function issueInWords(issue: Issue): string {
  const { file, line, column, path, message, severity } = issue
  const paint = severity === 'error' ? colour.red : colour.yellow
  const where = colour.bold(`${file}:${line}:${column}`)
  const first = `${where} ${paint(`${severity}:`)} ${path === '' ? '' : `${path}: `}${message}`
  const source = lineOf(file, line)
  if (source === undefined) return first
  const number = `${line} | `
  // Tabs are kept, so that the caret stands below its place.
  const indent = source.slice(0, column - 1).replace(/[^\t]/g, ' ')
  return [
    first,
    `  ${colour.dim(number)}${source}`,
    `  ${' '.repeat(number.length)}${indent}${paint('^')}`,
  ].join('\n')
}

/** Wider lines, such as those of a binary file, are not shown. */
const lineWidthMax = 160

function lineOf(file: string, line: number): string | undefined {
  try {
    const text = (givenTexts.get(file) ?? readFileSync(file, 'utf8')).split(/\r?\n/)[line - 1]
    const isReadable =
      text !== undefined && text.trim() !== '' && text.length <= lineWidthMax && isPrintable(text)
    return isReadable ? text : undefined
  } catch {
    // The file is not there, or was never one (`--set`): the message says enough.
    return undefined
  }
}

function isPrintable(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if ((code < 32 && code !== 9) || code === 0xfffd) return false
  }
  return true
}
