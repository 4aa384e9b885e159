/**
 * Wires kernel, world and managers, and carries out the timeline. The run itself is a pure function
 * of the model: everything from outside enters as a dated entry.
 */
import type { Chance } from '../manager/classic/chance.ts'
import type { Cluster } from '../model/cluster.ts'
import type { Model } from '../model/model.ts'
import type { Trace, TraceTables } from '../model/trace.ts'
import { createContext } from './context.ts'
import { managerKind } from './managers.ts'

export interface SimulationOptions {
  /** Takes the place of the random draws of classic Swarm: a recorded run. */
  readonly chance?: Chance
  /** Makes every beat of periodic work an event. Slow; the facts are the same, and a test says so. */
  readonly everyBeat?: boolean
}

export interface Simulation {
  readonly nowUs: number
  readonly events: number
  readonly facts: number
  readonly tables: TraceTables
  /** The cluster now. It is the run's own: it changes with the next event. */
  readonly cluster: Cluster
  /** Handles everything due up to this time. False when the bound on events was reached. */
  runUntil(timeUs: number): boolean
  finish(): Trace
}

export function createSimulation(model: Model, options: SimulationOptions = {}): Simulation {
  const context = createContext(model)
  const { kernel, cluster } = context
  const managed = managerKind(model).create(context, options)

  context.at(0, managed.begin)
  for (const [entry, { atUs, action }] of model.timeline.entries()) {
    context.at(atUs, () => {
      context.emit('timeline.reached', entry)
      managed.perform(action, entry)
    })
  }

  return {
    tables: context.tables,
    cluster,
    get nowUs() {
      return kernel.nowUs
    },
    get events() {
      return kernel.eventsHandled
    },
    get facts() {
      return context.writer.length
    },
    runUntil: (timeUs) => kernel.runUntil(timeUs).type === 'reached',
    finish: () => {
      cluster.timeUs = kernel.nowUs
      return context.writer.finish(kernel.nowUs)
    },
  }
}
