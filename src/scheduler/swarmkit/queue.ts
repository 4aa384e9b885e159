/**
 * The tasks that wait. Those without a node are all looked at again when something may have changed for
 * them (a `tick`); preassigned ones whenever the scheduler runs.
 */
export interface Queue {
  /** Tasks without a node, in the order in which they came. */
  unassigned: number[]
  /** Tasks that wait on the node that was chosen for them. */
  readonly preassigned: Set<number>
  /** Tasks without a node are to be looked at. */
  isTickDue: boolean
}

export function createQueue(): Queue {
  // The first round looks at everything.
  return { unassigned: [], preassigned: new Set(), isTickDue: true }
}
