/**
 * The loop of a simulation: takes the next event, moves the time to it and calls its handler.
 *
 * An event is a number for its type and three whole operands, never an object or a closure, so
 * that a million of them may wait. What the numbers mean is the business of the handlers.
 */
import { fail } from './assert.ts'
import { EventQueue } from './event-queue.ts'

/** Called when an event is due. The three operands are whatever the scheduler of the event gave. */
export type EventHandler = (a: number, b: number, c: number) => void

export interface KernelOptions {
  /** The type of an event is an index into this list. */
  readonly handlers: readonly EventHandler[]
  /** Every run has a bound: `runUntil` stops rather than handle one event more than this. */
  readonly eventsMax: number
}

/** Why `runUntil` came back. */
export type RunEnd =
  | { readonly type: 'reached' }
  /** The run was cut: `timeUs` is the time of the last event that was handled. */
  | { readonly type: 'eventsMax'; readonly timeUs: number }

export interface Kernel {
  readonly nowUs: number
  readonly eventsHandled: number
  /** How many events wait. */
  readonly pending: number
  /** Schedules an event. Operands are whole and fit 32 bits; the time is not in the past. */
  at(timeUs: number, type: number, a?: number, b?: number, c?: number): void
  after(delayUs: number, type: number, a?: number, b?: number, c?: number): void
  /** Time of the next event; Infinity when none waits. */
  nextTimeUs(): number
  /** Handles the next event, whatever `eventsMax` says: who steps, counts. False when none waits. */
  step(): boolean
  /** Handles every event up to and at this time, and then it is this time. */
  runUntil(timeUs: number): RunEnd
}

export function createKernel(options: KernelOptions): Kernel {
  return new EventLoop(options)
}

class EventLoop implements Kernel {
  nowUs = 0
  eventsHandled = 0
  private readonly queue = new EventQueue()
  private readonly handlers: readonly EventHandler[]
  private readonly eventsMax: number
  private isHandling = false

  constructor({ handlers, eventsMax }: KernelOptions) {
    if (!(eventsMax >= 0)) fail(`a kernel was asked for at most ${eventsMax} events`)
    this.handlers = [...handlers]
    this.eventsMax = eventsMax
  }

  get pending(): number {
    return this.queue.size
  }

  at(timeUs: number, type: number, a = 0, b = 0, c = 0): void {
    // Not assert: its message would be built for every event.
    if (!isTime(timeUs) || timeUs < this.nowUs) {
      fail(`an event of type ${type} was scheduled for ${timeUs} us, and it is ${this.nowUs} us`)
    }
    if (!(type >>> 0 === type && type < this.handlers.length)) {
      fail(`no handler for events of type ${type}`)
    }
    if ((a | 0) !== a || (b | 0) !== b || (c | 0) !== c) {
      fail(`the operands of an event must be whole and fit 32 bits: ${a}, ${b}, ${c}`)
    }
    this.queue.push(timeUs, type, a, b, c)
  }

  after(delayUs: number, type: number, a = 0, b = 0, c = 0): void {
    this.at(this.nowUs + delayUs, type, a, b, c)
  }

  nextTimeUs(): number {
    return this.queue.nextTimeUs()
  }

  step(): boolean {
    const { queue } = this
    if (queue.size === 0) return false
    // A handler that runs the loop would see time move under its feet.
    if (this.isHandling) fail('a handler tried to run the kernel')
    queue.pop()
    this.nowUs = queue.timeUs
    this.eventsHandled++
    this.isHandling = true
    this.handlers[queue.type](queue.a, queue.b, queue.c)
    // Not reached when a handler throws: a run with a bug does not go on.
    this.isHandling = false
    return true
  }

  runUntil(timeUs: number): RunEnd {
    if (!isTime(timeUs) || timeUs < this.nowUs) {
      fail(`the kernel was told to run until ${timeUs} us, and it is ${this.nowUs} us`)
    }
    while (this.queue.nextTimeUs() <= timeUs) {
      if (this.eventsHandled >= this.eventsMax) return { type: 'eventsMax', timeUs: this.nowUs }
      this.step()
    }
    this.nowUs = timeUs
    return { type: 'reached' }
  }
}

function isTime(timeUs: number): boolean {
  return Math.floor(timeUs) === timeUs && timeUs <= Number.MAX_SAFE_INTEGER
}
