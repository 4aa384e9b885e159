/**
 * How long a worker waits before it looks for a manager again: a random part of a time that grows from
 * attempt to attempt and is forgotten once it has a session. From the agent of moby/swarmkit.
 */
export const reconnectBaseUs = 100_000
export const reconnectFactor = 2
export const reconnectUsMax = 8_000_000

/** The longest wait before the next attempt, after so many (from 1) have failed. */
export function reconnectUsAtMost(attempt: number): number {
  let ceilingUs = 0
  for (let failed = 0; failed < attempt && ceilingUs < reconnectUsMax; failed++) {
    ceilingUs = reconnectBaseUs + reconnectFactor * ceilingUs
  }
  return Math.min(ceilingUs, reconnectUsMax)
}
