/**
 * What workers have reported of their tasks and nobody has written yet: the newest report of each task, in
 * the order of the first. In columns, because every step of every task comes by here.
 */
import type { TaskStateCode } from '../../../model/swarm-mode.ts'
import { growInt32 } from '../../../sim/growable.ts'
import type { TaskObject } from '../store/objects.ts'

export interface TaskReport {
  readonly task: TaskObject
  readonly state: TaskStateCode
  readonly error: string
}

export class TaskReports {
  private readonly tasks: TaskObject[] = []
  private readonly states: TaskStateCode[] = []
  private readonly errors: string[] = []
  /** By task: the place of its report, from 1; 0 for none. */
  private places: Int32Array = new Int32Array(0)

  get size(): number {
    return this.tasks.length
  }

  put({ task, state, error }: TaskReport): void {
    this.places = growInt32(this.places, task.index + 1)
    let place = this.places[task.index]
    if (place === 0) {
      place = this.tasks.push(task)
      this.places[task.index] = place
    }
    this.states[place - 1] = state
    this.errors[place - 1] = error
  }

  /** Gives out all, in the order into which `order` puts their numbers. */
  take(
    order: (numbers: number[]) => number[],
    write: (task: TaskObject, state: TaskStateCode, error: string) => void,
  ): void {
    const numbers = order(Array.from(this.tasks, (_, number) => number))
    for (const number of numbers) {
      write(this.tasks[number], this.states[number], this.errors[number])
    }
    for (const task of this.tasks) this.places[task.index] = 0
    this.tasks.length = 0
    this.states.length = 0
    this.errors.length = 0
  }
}
