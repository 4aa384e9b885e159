/**
 * A container as the scheduler books it. Its IDs are computed only when a filter asks for them:
 * most requests never do, and a cluster has tens of thousands of containers.
 */
import { containerId, swarmId } from '../../model/ids.ts'
import type { RunContext } from '../../model/run-context.ts'
import type { CompiledRequest } from '../../scheduler/classic/request.ts'
import type { SchedulerContainer } from '../../scheduler/classic/scheduler.ts'

/** A class, because getters on a shared prototype cost no memory per container. */
export class BookedContainer implements SchedulerContainer {
  readonly request: CompiledRequest
  readonly pending: boolean
  readonly #context: RunContext
  readonly #container: number

  constructor(
    context: RunContext,
    container: number,
    options: { readonly request: CompiledRequest; readonly pending: boolean },
  ) {
    this.#context = context
    this.#container = container
    this.request = options.request
    this.pending = options.pending
  }

  get name(): string {
    return this.#context.tables.containers[this.#container].name
  }

  get id(): string {
    return this.pending ? '' : containerId(this.#context.model.seed, this.#container)
  }

  get swarmId(): string {
    const { slot } = this.#context.tables.containers[this.#container]
    return slot < 0 ? '' : swarmId(this.#context.model.seed, slot)
  }
}
