/** What the docker prompt remembers: the lines that were typed, and what the last of them gave. */
import type { WorkbenchContext } from '../state/workbench-context.ts'

export interface Said {
  /** Without `docker`. */
  readonly line: string
  /** When it was asked, in microseconds of the run. */
  readonly timeUs: number
  /** What the manager answered; absent where the line is a command, whose output is in the run. */
  readonly answer?: string
}

export interface DockerTalk {
  /** Oldest first; a line that is repeated stands once. */
  readonly lines: readonly string[]
  /** Nothing while its panel is closed. */
  readonly said: Said | undefined
}

export type DockerEvent =
  | { readonly type: 'docker.said'; readonly said: Said }
  | { readonly type: 'docker.closed' }

/** More lines than this nobody goes back through. */
const linesMax = 100

export function spoken({ docker }: WorkbenchContext, said: Said): Partial<WorkbenchContext> {
  const lines = [...docker.lines.filter((line) => line !== said.line), said.line].slice(-linesMax)
  return { docker: { lines, said } }
}

export function closed({ docker }: WorkbenchContext): Partial<WorkbenchContext> {
  return { docker: { ...docker, said: undefined } }
}
