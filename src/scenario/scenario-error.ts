/**
 * What a person is told when a file cannot be run: every issue at once, each with its position,
 * what was found and what was expected.
 */

/** One thing to fix (an error) or to know (a warning). Lines and columns count from 1. */
export interface Issue {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Where in the data, for example `nodes[0].memory`. Empty for the file as a whole. */
  readonly path: string
  readonly found: string
  readonly expected: string
  /** The nearest known word. */
  readonly suggestion?: string
  /** The whole sentence, without file and position. */
  readonly message: string
  readonly severity: 'error' | 'warning'
}

/** A scenario that cannot be run. Carries every issue found, not only the first. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
  readonly file: string
  readonly issues: readonly Issue[]

  constructor(file: string, issues: readonly Issue[]) {
    const count = issues.length === 1 ? 'one problem' : `${issues.length} problems`
    super([`${file}: ${count}`, ...issues.map((issue) => `  ${formatIssue(issue)}`)].join('\n'))
    this.file = file
    this.issues = issues
  }
}

/** `file:line:column: path: message`, the form editors and terminals turn into a link. */
export function formatIssue({ file, line, column, path, message }: Issue): string {
  return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`
}
