/**
 * What is due in the group, in an order that is its own: by time, then by what it is and whom it
 * reaches, never by when it was put here. So a beat that nobody simulated has its place in the order
 * all the same, and a quiet group tells the same story as one in which every beat is an event.
 */
import type { Message } from './messages.ts'

/** At one moment first come the ticks, then beats, then their answers, then everything else. */
export const kinds = { tick: 0, heartbeat: 1, answer: 2, other: 3, afterAll: 4 } as const

export interface Place {
  readonly timeUs: number
  readonly kind: number
  readonly to: number
  readonly from: number
  /** Tells two apart that travel the same way: of beats the time of sending, else a count. */
  readonly sequence: number
}

export interface Due extends Place {
  /** None for a tick. */
  readonly message: Message | undefined
}

export function isUpTo(a: Place, b: Place): boolean {
  return compare(a, b) <= 0
}

function compare(a: Place, b: Place): number {
  return (
    a.timeUs - b.timeUs ||
    a.kind - b.kind ||
    a.to - b.to ||
    a.from - b.from ||
    a.sequence - b.sequence
  )
}

/** A binary heap: the smallest stands first, and no entry before the one it hangs on. */
export class Agenda {
  private readonly heap: Due[] = []

  peek(): Due | undefined {
    return this.heap[0]
  }

  push(due: Due): void {
    const { heap } = this
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (compare(heap[parent], due) <= 0) break
      heap[at] = heap[parent]
      at = parent
    }
    heap[at] = due
  }

  pop(): void {
    const { heap } = this
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && compare(heap[child + 1], heap[child]) < 0) child++
      if (compare(last, heap[child]) <= 0) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = last
  }
}
