/**
 * The Docker engines of all nodes: they answer requests with their costs in time, send events to
 * whoever is subscribed, and fail as their machines do. A refused connection, a connection that
 * breaks and an engine that hangs are three different things here, as they are for Swarm.
 */
import type {
  EngineEvent,
  EnginePort,
  EngineReply,
  EngineRequest,
  ManagerPort,
} from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'
import { nodeState } from '../model/states.ts'
import { createEngineStates, type EngineState } from './engine-state.ts'
import { type LocalAction, performLocally } from './local.ts'
import { createWork } from './work.ts'

export interface Engines extends EnginePort {
  readonly states: readonly EngineState[]
  /** Connections of a node break: requests under way lose their answers, streams end. */
  breakConnections(node: number, options: { readonly workStops: boolean }): void
  /** A hanging engine answers again. */
  resume(node: number): void
  /** Ends the event streams in an orderly way. */
  closeStreams(node: number): void
  /** Sends an event to every subscriber, and tells all managers that the node changed. */
  notify(node: number, event: EngineEvent, container: number): void
  /** A change of the node that no event tells of. */
  disturb(node: number): void
  setCreateTakes(durationUs: number): void
  performLocally(action: LocalAction): void
}

/** @param managers filled by the run before the first request. */
export function createEngines(context: RunContext, managers: readonly ManagerPort[]): Engines {
  const { model, cluster } = context
  const states = createEngineStates(context)
  const { latencyUs } = model.costs

  const isReachable = (node: number) => {
    const state = cluster.nodes.actual[node]
    return state === nodeState.up || state === nodeState.frozen
  }

  function notify(node: number, event: EngineEvent, container: number): void {
    for (const manager of states[node].subscribers) {
      // What was sent before a connection broke is still read afterwards.
      context.after(latencyUs, () => managers[manager].event(node, event, container))
    }
    disturb(node)
  }

  function disturb(node: number): void {
    for (const manager of managers) manager.disturbed(node)
  }

  const work = createWork(context, states, notify)

  function call(
    manager: number,
    node: number,
    request: EngineRequest,
    roundTrips: number,
    reply: (reply: EngineReply) => void,
  ): void {
    const answer = (value: EngineReply) =>
      context.after(latencyUs * (2 * roundTrips - 1), () => reply(value))
    context.after(latencyUs, () => {
      if (!isReachable(node)) context.after(latencyUs, () => reply({ type: 'refused' }))
      else receive(manager, node, request, answer)
    })
  }

  /** Works on a request that reached the engine; an engine that hangs starts when it wakes. */
  function receive(
    manager: number,
    node: number,
    request: EngineRequest,
    answer: (value: EngineReply) => void,
  ): void {
    const state = states[node]
    let isOpen = true
    let worksOn = true
    const operation = {
      abort: (workStops: boolean) => {
        isOpen = false
        if (workStops) worksOn = false
        answer({ type: 'broken' })
      },
    }
    state.underWay.add(operation)
    const finish = (value: EngineReply) => {
      state.underWay.delete(operation)
      if (isOpen) answer(value)
    }
    /** Takes a step now, when a hanging engine wakes, or never once its machine stopped. */
    const whenAwake = (step: () => void): void => {
      if (!worksOn) return
      if (cluster.nodes.actual[node] !== nodeState.frozen) step()
      else state.waiting.push(() => whenAwake(step))
    }
    whenAwake(() => {
      if (request.type === 'subscribe') {
        state.subscribers.add(manager)
        finish({ type: 'done' })
        return
      }
      const costUs = work.costUs(node, request)
      if (costUs === 0) finish(work.perform(node, request))
      else context.after(costUs, () => whenAwake(() => finish(work.perform(node, request))))
    })
  }

  return {
    states,
    call,
    notify,
    disturb,
    imagesOf: (node) => [...states[node].images],
    unsubscribe: (manager, node) => {
      states[node].subscribers.delete(manager)
    },
    setCreateTakes: work.setCreateTakes,
    performLocally: (action) => performLocally(context, states, work, action),
    breakConnections(node, { workStops }) {
      const state = states[node]
      if (workStops) state.waiting.length = 0
      for (const operation of state.underWay) operation.abort(workStops)
      state.underWay.clear()
      for (const manager of state.subscribers) {
        context.after(latencyUs, () => managers[manager].streamEnded(node, false))
      }
      state.subscribers.clear()
      disturb(node)
    },
    resume(node) {
      const waiting = states[node].waiting.splice(0)
      for (const step of waiting) step()
      disturb(node)
    },
    closeStreams(node) {
      const subscribers = [...states[node].subscribers]
      states[node].subscribers.clear()
      for (const manager of subscribers) {
        context.after(latencyUs, () => managers[manager].streamEnded(node, true))
      }
    },
  }
}
