/**
 * The shared state of one run: kernel, trace and cluster behind the `RunContext` that engines and
 * managers see. Stating a fact writes it to the trace and applies it, in this order, always.
 */
import { apply } from '../machine/apply.ts'
import { type Cluster, createCluster, ensureSize } from '../model/cluster.ts'
import { factCode } from '../model/facts.ts'
import type { Model } from '../model/model.ts'
import type { RunContext } from '../model/run-context.ts'
import { createTraceWriter, type TraceWriter } from '../model/trace.ts'
import { createKernel, type Kernel } from '../sim/kernel.ts'

export interface OwnedContext extends RunContext {
  readonly kernel: Kernel
  readonly writer: TraceWriter
}

export function createContext(model: Model): OwnedContext {
  const writer = createTraceWriter(model)
  const { tables } = writer
  const cluster: Cluster = createCluster({
    nodes: model.nodes.length,
    containers: 0,
    slots: 0,
    managers: model.manager.managers.length,
  })
  // Callbacks wait in a table with what they are called for; the queue holds their numbers.
  const callbacks: ((thing: unknown) => void)[] = []
  const things: unknown[] = []
  const free: number[] = []
  const kernel = createKernel({
    handlers: [
      (index) => {
        const callback = callbacks[index]
        const thing = things[index]
        things[index] = undefined
        free.push(index)
        callback(thing)
      },
    ],
    eventsMax: model.eventsMax,
  })

  function at(timeUs: number, callback: (thing: unknown) => void, thing?: unknown): void {
    const index = free.pop() ?? callbacks.length
    callbacks[index] = callback
    things[index] = thing
    kernel.at(timeUs, 0, index)
  }

  function resize(): void {
    ensureSize(cluster, {
      nodes: model.nodes.length,
      containers: tables.containers.length,
      slots: tables.slots.length,
      services: tables.services?.length ?? 0,
      managers: model.manager.managers.length,
    })
  }

  return {
    model,
    tables,
    cluster,
    kernel,
    writer,
    nowUs: () => kernel.nowUs,
    emit(type, a = 0, b = 0, c = 0) {
      writer.write(kernel.nowUs, type, a, b, c)
      apply(cluster, kernel.nowUs, factCode[type], a, b, c)
    },
    text: writer.text,
    image: writer.image,
    addSlot(row) {
      tables.slots.push(row)
      resize()
      return tables.slots.length - 1
    },
    addContainer(row) {
      tables.containers.push(row)
      resize()
      cluster.containers.slot[tables.containers.length - 1] = row.slot
      return tables.containers.length - 1
    },
    addService(name) {
      tables.services?.push(name)
      resize()
    },
    addConfig(config) {
      tables.configs.push(config)
      return tables.configs.length - 1
    },
    after: (delayUs, callback) => at(kernel.nowUs + delayUs, callback),
    afterWith: (delayUs, callback, thing) =>
      // The thing comes back as it was put in, which the table's type does not know.
      at(kernel.nowUs + delayUs, callback as (thing: unknown) => void, thing),
    at,
  }
}
