/** Whether we answer one record as the real Swarm did, and if not, what differs. */

export interface Verdict {
  readonly id: string
  readonly family: string
  readonly agrees: boolean
  /** What was recorded and what we answer, one line each. */
  readonly differences: readonly string[]
  /** Answers that a sample of the original's random answers does not contain; no difference. */
  readonly notes?: readonly string[]
}

export function verdictOf(
  { id, family }: { readonly id: string; readonly family: string },
  differences: readonly string[],
): Verdict {
  return { id, family, agrees: differences.length === 0, differences }
}

/** Collects what differs, as text. */
export class Differences {
  readonly list: string[] = []

  compare(what: string, recorded: unknown, ours: unknown): void {
    const [a, b] = [JSON.stringify(recorded), JSON.stringify(ours)]
    if (a !== b) this.list.push(`${what}: recorded ${a}, we answer ${b}`)
  }
}

/** Names of a record that cannot be read, as far as they can. */
export function namesOf(record: unknown): { readonly id: string; readonly family: string } {
  const { id, family } = (record ?? {}) as { readonly id?: unknown; readonly family?: unknown }
  return {
    id: typeof id === 'string' ? id : '?',
    family: typeof family === 'string' ? family : '?',
  }
}
