/** Compiles scenarios given as text, with the files they name beside them. */
import {
  type Compiled,
  type CompileOptions,
  compileScenario,
  formatIssue,
  ScenarioError,
} from '../../src/scenario/index.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>
type Options = Omit<CompileOptions, 'files'>

/** Compiles `scenario.yaml` with this content. */
export function compileText(
  content: string | Uint8Array,
  options: Options = {},
  files: Files = {},
): Compiled {
  const all: Files = { ...files, 'scenario.yaml': content }
  return compileScenario('scenario.yaml', { ...options, files: { read: (path) => all[path] } })
}

/** The issues of a scenario that must not compile, one line each. */
export function issuesOf(
  content: string | Uint8Array,
  options: Options = {},
  files: Files = {},
): string[] {
  try {
    compileText(content, options, files)
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues.map(formatIssue)
    throw error
  }
  return []
}

/** A scenario of one node, with more lines. */
export function oneNode(...lines: readonly string[]): string {
  return ['nodes: [{ name: node-1 }]', ...lines].join('\n')
}
