/** Reads stack files given as text, as `docker stack deploy -c stack.yml shop` does. */
import { readStackDeploy, type StackDeploy } from '../../src/scenario/compose/stack.ts'
import { IssueList } from '../../src/scenario/issue-list.ts'
import { formatIssue, ScenarioError } from '../../src/scenario/scenario-error.ts'
import { wholeFile } from '../../src/scenario/text/yaml-source.ts'
import { ServiceRegister, type Workspace } from '../../src/scenario/workspace.ts'
import type { Files } from './compile-text.ts'

interface Options {
  readonly files?: Files
  readonly environment?: Readonly<Record<string, string>>
  readonly scale?: Readonly<Record<string, number>>
  /** Further files that lie on top of `stack.yml`. */
  readonly also?: readonly string[]
  readonly stack?: string
}

export interface DeployedText {
  readonly action: StackDeploy | undefined
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly ignored: readonly string[]
}

export function deployText(content: string | Uint8Array, options: Options = {}): DeployedText {
  const { environment = {}, scale, also = [], stack = 'shop' } = options
  const files: Files = { ...options.files, 'stack.yml': content }
  const issues = new IssueList()
  // A stack is read without knowing the nodes: the rest of the compiler's workspace is not touched.
  const workspace = {
    file: 'scenario.yaml',
    issues,
    files: { read: (path: string) => files[path] },
    environment,
    services: new ServiceRegister(),
  } as Partial<Workspace> as Workspace
  const action = readStackDeploy(
    {
      files: ['stack.yml', ...also],
      stack,
      prune: false,
      place: wholeFile('scenario.yaml'),
      ...(scale === undefined ? {} : { scale }),
    },
    workspace,
  )
  return {
    action,
    errors: errorsOf(issues),
    warnings: issues.warnings.map(formatIssue),
    ignored: issues.ignored.map(formatIssue),
  }
}

function errorsOf(issues: IssueList): readonly string[] {
  try {
    issues.throwIfAny('scenario.yaml')
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues.map(formatIssue)
    throw error
  }
  return []
}

/** The stack of a text without mistakes. */
export function stackOf(content: string, options: Options = {}): StackDeploy {
  const { action, errors } = deployText(content, options)
  if (action === undefined || errors.length > 0) throw new Error(errors.join('\n'))
  return action
}

/** The only service of a file with these lines under `web:`. */
export function webOf(lines: string, options: Options = {}) {
  const [spec] = stackOf(webFile(lines), options).services
  if (spec === undefined) throw new Error('no service')
  return spec
}

/** A file with one service. The lines stand four blanks deep. */
export function webFile(lines: string): string {
  const inside = lines.trimEnd().replaceAll('\n', '\n    ')
  return `services:\n  web:\n    image: nginx\n    ${inside}\n`
}
