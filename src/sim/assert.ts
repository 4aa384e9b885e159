/**
 * Checks of our own code. What a person wrote is never asserted: wrong input gets an error that
 * helps to mend it. A failed assertion means that Reberth itself is wrong, so nobody catches it.
 */

/** A bug in Reberth, found by Reberth. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'

  constructor(message: string) {
    super(`a bug in Reberth: ${message}`)
  }
}

/** The message is built even when all is well: on a hot path test first, then call `fail`. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) fail(message)
}

export function fail(message: string): never {
  throw new AssertionError(message)
}

/** Closes a switch over a union: the compiler refuses it while a case is missing. */
export function unreachable(value: never): never {
  fail(`a case nobody thought of: ${JSON.stringify(value)}`)
}
