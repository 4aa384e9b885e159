/**
 * The order of things that happen at the same moment: what a part of the manager writes reaches the
 * other parts one after the other, when the writer is done. Nothing calls anything else in between.
 */
import type { SwarmContext } from '../context.ts'

export interface Loop {
  nowUs(): number
  /** Now, but after everything that waits already. */
  soon(callback: () => void): void
  at(timeUs: number, callback: () => void): void
  /** Runs the callback, and then everything that follows from it at this moment. */
  enter(callback: () => void): void
}

export function createLoop(context: SwarmContext): Loop {
  let queue: (() => void)[] = []
  let isRunning = false

  function enter(callback: () => void): void {
    queue.push(callback)
    if (isRunning) return
    isRunning = true
    // The queue is followed by an index: shifting a long array would cost its length each time.
    for (let next = 0; next < queue.length; next++) queue[next]()
    queue = []
    isRunning = false
  }

  return {
    nowUs: () => context.nowUs(),
    soon: (callback) => queue.push(callback),
    at: (timeUs, callback) => context.at(timeUs, () => enter(callback)),
    enter,
  }
}
