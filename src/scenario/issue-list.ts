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

/** Something to know that is no error: a whole sentence. */
export interface Remark {
  readonly place: Place
  readonly says: string
  readonly suggestion?: string | undefined
  readonly spot?: Spot
  readonly offset?: number
  /** A remark with the same word here is made only once. */
  readonly once?: string
}

/** Errors, warnings and ignored keys of one compilation. */
export class IssueList {
  readonly #errors: Issue[] = []
  readonly #warnings: Issue[] = []
  readonly #ignored = new Map<string, Issue>()
  readonly #said = new Set<string>()

  error(finding: Finding): void {
    this.#errors.push(toError(finding))
  }

  warn(remark: Remark): void {
    const { once } = remark
    if (once !== undefined && this.#said.has(once)) return
    if (once !== undefined) this.#said.add(once)
    this.#warnings.push(toWarning(remark))
  }

  /** A key that is right but changes nothing here; each `name` is listed once, where it first stood. */
  ignore(name: string, place: Place, because: string, offset = 0): void {
    if (this.#ignored.has(name)) return
    const says = `${name} is ignored: ${because}`
    this.#ignored.set(name, toWarning({ place, says, offset, spot: 'key' }))
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

function toError(finding: Finding): Issue {
  const { place, found, expected, suggestion, because, spot = 'value', offset = 0 } = finding
  const reason = because === undefined ? '' : ` (${because})`
  return {
    ...place.source.locate(place.path, spot, offset),
    path: formatPath(place.path),
    found,
    expected,
    ...(suggestion === undefined ? {} : { suggestion }),
    message: `found ${found}, expected ${expected}${reason}${hint(suggestion)}`,
    severity: 'error',
  }
}

function toWarning({ place, says, suggestion, spot = 'value', offset = 0 }: Remark): Issue {
  return {
    ...place.source.locate(place.path, spot, offset),
    path: formatPath(place.path),
    found: says,
    expected: '',
    ...(suggestion === undefined ? {} : { suggestion }),
    message: says + hint(suggestion),
    severity: 'warning',
  }
}

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : `; did you mean ${suggestion}?`
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
