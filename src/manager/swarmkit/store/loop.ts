/**
 * One moment of the manager, step by step: what one part writes reaches the others one after the other,
 * when the writer is done. Nothing calls anything else in between. While a commit waits for the other
 * managers everything waits.
 */
import type { SwarmContext } from '../context.ts'

export interface Loop {
  nowUs(): number
  /** Now, but after everything that waits already. */
  soon(callback: () => void): void
  at(timeUs: number, callback: () => void): void
  /** Runs the callback, and then everything that follows from it at this moment. */
  enter(callback: () => void): void
  /** Nothing runs until every hold is released; what comes meanwhile waits its turn. */
  hold(): () => void
}

export function createLoop(context: SwarmContext): Loop {
  let queue: (() => void)[] = []
  let isRunning = false
  let holds = 0
  /** What had its turn coming when the loop was held. */
  let held: (() => void)[] = []

  function enter(callback: () => void): void {
    if (holds > 0) {
      held.push(callback)
      return
    }
    queue.push(callback)
    if (!isRunning) run()
  }

  function run(): void {
    isRunning = true
    // The queue is followed by an index: shifting a long array would cost its length each time.
    let next = 0
    while (next < queue.length && holds === 0) queue[next++]()
    // Not by spreading: more may wait than fit a call's arguments.
    held = next < queue.length ? queue.slice(next).concat(held) : held
    queue = []
    isRunning = false
  }

  function release(): void {
    holds--
    if (holds > 0 || isRunning) return
    queue = queue.concat(held)
    held = []
    run()
  }

  return {
    nowUs: () => context.nowUs(),
    soon(callback) {
      if (isRunning || holds === 0) queue.push(callback)
      else held.push(callback)
    },
    at: (timeUs, callback) => context.at(timeUs, () => enter(callback)),
    enter,
    hold() {
      holds++
      let isReleased = false
      return () => {
        if (isReleased) return
        isReleased = true
        release()
      }
    },
  }
}
