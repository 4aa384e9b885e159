/** Small helpers for the options of several commands. */

/** Collects a repeatable option. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
