/** Collects what is wrong while the compiler goes on, so that a person sees all of it at once. */
import { type Issue, ScenarioError } from './scenario-error.ts'
import { formatPath, type Place, type Spot } from './text/place.ts'

/** What a reader of a file has to say about one place. */
export interface Finding {
  readonly place: Place
  readonly found: string
  readonly expected: string
  readonly suggestion?: string | undefined
  /** Why, where the rule is not obvious. */
  readonly because?: string
  /** Points at the key instead of the value. */
  readonly spot?: Spot
  /** Characters into the value, for example of a word in a command line. */
  readonly offset?: number
}

/** Errors, warnings and ignored keys of one compilation. */
export class IssueList {
  readonly #errors: Issue[] = []
  readonly #warnings: Issue[] = []
  readonly #ignored = new Map<string, Issue>()

  error(finding: Finding): void {
    this.#errors.push(toIssue(finding, 'error'))
  }

  warn(finding: Finding): void {
    this.#warnings.push(toIssue(finding, 'warning'))
  }

  /** A key that is right but changes nothing here; each `name` is listed once, where it first stood. */
  ignore(name: string, place: Place, because: string, offset = 0): void {
    if (this.#ignored.has(name)) return
    const finding = { place, found: name, expected: 'nothing: it changes nothing here', because }
    const issue = toIssue({ ...finding, spot: 'key', offset }, 'warning')
    this.#ignored.set(name, { ...issue, message: `${name} is ignored: ${because}` })
  }

  get hasErrors(): boolean {
    return this.#errors.length > 0
  }

  get warnings(): readonly Issue[] {
    return inFileOrder(this.#warnings)
  }

  get ignored(): readonly Issue[] {
    return [...this.#ignored.values()]
  }

  /** Ends the compilation if anything was wrong. */
  throwIfAny(file: string): void {
    if (this.hasErrors) throw new ScenarioError(file, inFileOrder(this.#errors))
  }
}

function toIssue(finding: Finding, severity: Issue['severity']): Issue {
  const { place, found, expected, suggestion, because, spot = 'value', offset = 0 } = finding
  const reason = because === undefined ? '' : ` (${because})`
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`
  return {
    ...place.source.locate(place.path, spot, offset),
    path: formatPath(place.path),
    found,
    expected,
    ...(suggestion === undefined ? {} : { suggestion }),
    message: `found ${found}, expected ${expected}${reason}${hint}`,
    severity,
  }
}

/** By file as they came, then by line and column; issues of one place keep their order. */
function inFileOrder(issues: readonly Issue[]): readonly Issue[] {
  const files = [...new Set(issues.map(({ file }) => file))]
  return issues
    .map((issue, index) => ({ issue, index }))
    .sort(
      (a, b) =>
        files.indexOf(a.issue.file) - files.indexOf(b.issue.file) ||
        a.issue.line - b.issue.line ||
        a.issue.column - b.issue.column ||
        a.index - b.index,
    )
    .map(({ issue }) => issue)
}
