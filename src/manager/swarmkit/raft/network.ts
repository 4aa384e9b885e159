/**
 * The links between the members as the group last looked at them. A copy, so that what the run
 * changes counts from one moment on, for messages and for beats that nobody simulates alike.
 */
import { isUp, type Member } from './member.ts'
import type { RaftLink, RaftLinks } from './settings.ts'

export interface Network {
  linkOf(from: number, to: number): RaftLink | undefined
  reachableSinceUs(from: number, to: number): number | undefined
  /** Looks at all links again. */
  read(): void
  /** Links or processes have changed: who reaches whom, and since when? */
  note(nowUs: number): void
}

export function createNetwork(members: readonly Member[], links: RaftLinks): Network {
  const size = members.length
  const state = new Array<RaftLink | undefined>(size * size)
  const since = new Array<number | undefined>(size * size)

  function passes(from: number, to: number): boolean {
    const [there, back] = [state[from * size + to], state[to * size + from]]
    return there !== undefined && back !== undefined && isUp(members[from]) && isUp(members[to])
  }

  function forEachLink(visit: (from: number, to: number) => void): void {
    for (let from = 0; from < size; from++) {
      for (let to = 0; to < size; to++) if (from !== to) visit(from, to)
    }
  }

  return {
    linkOf: (from, to) => state[from * size + to],
    reachableSinceUs: (from, to) => since[from * size + to],
    read() {
      forEachLink((from, to) => {
        const link = links.link(from, to)
        // Nothing arrives at the moment at which it was sent: there is an order of things.
        const delayUs = Math.max(1, link?.delayUs ?? 0)
        state[from * size + to] = link && { delayUs, loss: link.loss }
      })
    },
    note(nowUs) {
      forEachLink((from, to) => {
        const at = from * size + to
        since[at] = passes(from, to) ? (since[at] ?? nowUs) : undefined
      })
    },
  }
}
