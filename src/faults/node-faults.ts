/**
 * What happens to machines. A fault changes the world only; what the managers make of it is theirs
 * to find out. A fault that cannot happen (a crashed machine crashes again, one that has not joined
 * yet freezes) is no fact.
 */
import type { NodeFault } from '../model/action.ts'
import type { EngineEvent } from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'
import { containerState, nodeState } from '../model/states.ts'

/** What faults do to engines; the run hands it in. */
export interface FaultyEngines {
  readonly states: readonly {
    readonly containers: Set<number>
    readonly byName: Map<string, number>
    readonly images: Set<string>
    readonly layers: Set<string>
    engineId: string
  }[]
  breakConnections(node: number, options: { readonly workStops: boolean }): void
  resume(node: number): void
  disturb(node: number): void
  notify(node: number, event: EngineEvent, container: number): void
}

export interface NodeFaults {
  fault(fault: NodeFault, node: number): void
  join(node: number): void
  leave(node: number): void
  replace(node: number, engineId: string): void
}

export function createNodeFaults(context: RunContext, engines: FaultyEngines): NodeFaults {
  const { nodes, containers } = context.cluster
  const { model, tables } = context

  function crash(node: number): void {
    if (nodes.actual[node] === nodeState.crashed) return
    context.emit('node.crashed', node)
    for (const container of engines.states[node].containers) {
      const state = containers.actual[container]
      if (state === containerState.running || state === containerState.paused) {
        context.emit('container.died', container)
      }
    }
    engines.breakConnections(node, { workStops: true })
  }

  function freeze(node: number): void {
    if (nodes.actual[node] === nodeState.frozen || nodes.actual[node] === nodeState.crashed) return
    context.emit('node.frozen', node)
    engines.disturb(node)
  }

  function cutOff(node: number): void {
    if (nodes.actual[node] === nodeState.cutOff || nodes.actual[node] === nodeState.crashed) return
    context.emit('node.cutOff', node)
    engines.breakConnections(node, { workStops: false })
  }

  function recover(node: number): void {
    const was = nodes.actual[node]
    if (was === nodeState.up) return
    context.emit('node.recovered', node)
    if (was === nodeState.crashed) restart(node)
    engines.resume(node)
  }

  /**
   * After a boot Docker starts what ran, by `unless-stopped`, and by `always` also what a user had
   * stopped.
   */
  function restart(node: number): void {
    for (const container of engines.states[node].containers) {
      if (containers.actual[container] !== containerState.exited) continue
      const { restartPolicy } = tables.configs[tables.containers[container].config]
      const diedRunning = containers.died[container] === 1
      const isDue =
        restartPolicy === 'always' || (restartPolicy === 'unless-stopped' && diedRunning)
      if (!isDue) continue
      context.after(model.costs.startUs, () => {
        const isStill = containers.actual[container] === containerState.exited
        if (!isStill || nodes.actual[node] !== nodeState.up) return
        context.emit('container.started', container)
        engines.notify(node, 'start', container)
      })
    }
  }

  return {
    fault(fault, node) {
      if (nodes.actual[node] === nodeState.absent) return
      if (fault === 'crash') crash(node)
      else if (fault === 'freeze') freeze(node)
      else if (fault === 'unreachable') cutOff(node)
      else recover(node)
    },
    join(node) {
      if (nodes.actual[node] === nodeState.absent) context.emit('node.joined', node)
      else if (nodes.listed[node] === 0) context.emit('node.relisted', node)
    },
    leave(node) {
      if (nodes.listed[node] === 1) context.emit('node.left', node)
    },
    replace(node, engineId) {
      const state = engines.states[node]
      engines.breakConnections(node, { workStops: true })
      context.emit('node.replaced', node, context.text(engineId))
      for (const container of state.containers) context.emit('container.removed', container)
      state.containers.clear()
      state.byName.clear()
      state.images.clear()
      state.layers.clear()
      state.engineId = engineId
    },
  }
}
