/** One mistake in a stack file, and what is said of it. */

/** Lines under a service. */
export type BadKey = readonly [lines: string, says: string]

export type BadFile = readonly [title: string, says: string, file: string]
