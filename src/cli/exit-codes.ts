/** How a command ends, the same for all of them; and the error for what was typed wrongly. */

export const exitCode = {
  ok: 0,
  /** An expectation failed, or something differs from what was stored or recorded. */
  differs: 1,
  /** The command line or a file cannot be used as it is. */
  badInput: 2,
  /** A bug in Reberth. */
  internal: 3,
  /** The reader of the output went away: 128 + SIGPIPE, as shells count it. */
  pipeClosed: 141,
} as const

export const exitCodesHelp = `
Exit codes:
  0  all is well
  1  an expectation failed, or something differs
  2  bad input: the message says where and what was expected
  3  internal error: a bug in Reberth`

/** Something on the command line that a person has to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
