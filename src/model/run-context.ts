/**
 * What every part of a running simulation shares: the model, the clock, the way to state a fact
 * and the way to be called later. The run implements it; engines and managers only see this.
 */
import type { Cluster } from './cluster.ts'
import type { FactType } from './facts.ts'
import type { Model } from './model.ts'
import type { ContainerRow, SlotRow, TraceTables } from './trace.ts'

export interface RunContext {
  readonly model: Model
  readonly tables: TraceTables
  /** The fold of all facts so far. Read it; only `emit` changes it. */
  readonly cluster: Cluster
  nowUs(): number
  /** States a fact: it is written to the trace and applied to the cluster. */
  emit(type: FactType, a?: number, b?: number, c?: number): void
  /** Index of a text in the trace's table. */
  text(value: string): number
  image(name: string): number
  addSlot(row: SlotRow): number
  addContainer(row: ContainerRow): number
  /** The next service of swarm mode. */
  addService(name: string): void
  /** Index of a configuration made during the run. */
  addConfig(config: Model['configs'][number]): number
  after(delayUs: number, callback: () => void): void
  /** The same for one function and many things: no closure has to be made for each. */
  afterWith<T>(delayUs: number, callback: (thing: T) => void, thing: T): void
  at(timeUs: number, callback: () => void): void
}
