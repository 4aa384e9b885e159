/**
 * The Docker engines of all nodes: they answer requests with their costs in time, send events to
 * whoever is subscribed, and fail as their machines do. A refused connection, a connection that
 * breaks and an engine that hangs are three different things here, as they are for Swarm.
 */
import type {
  EngineCall,
  EngineEvent,
  EnginePort,
  EngineReply,
  ManagerPort,
} from '../model/messages.ts'
import type { RunContext } from '../model/run-context.ts'
import { nodeState } from '../model/states.ts'
import { createEngineStates, type EngineState, type Operation } from './engine-state.ts'
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

const refused: EngineReply = { type: 'refused' }
const broken: EngineReply = { type: 'broken' }

/** The answer has reached the manager. */
function deliver({ life, reply, answer }: Operation): void {
  if (life.isAlive && answer) reply(answer)
}

/** @param managers filled by the run before the first request. */
export function createEngines(
  context: RunContext,
  managers: readonly ManagerPort[],
  eventDelayUs: (node: number, nowUs: number) => number,
): Engines {
  const { model, cluster } = context
  const states = createEngineStates(context)
  const { latencyUs } = model.costs

  const isReachable = (node: number) => {
    const state = cluster.nodes.actual[node]
    return state === nodeState.up || state === nodeState.frozen
  }

  function notify(node: number, event: EngineEvent, container: number): void {
    const { subscribers } = states[node]
    for (const [number, manager] of managers.entries()) {
      const isTold = subscribers.has(number)
      // What was sent before a connection broke is still read afterwards.
      if (isTold) {
        const delayUs = eventDelayUs(node, context.nowUs())
        context.after(delayUs, () => manager.event(node, event, container))
      }
      manager.disturbed(node, isTold)
    }
  }

  function disturb(node: number): void {
    for (const manager of managers) manager.disturbed(node, false)
  }

  const work = createWork(context, states, notify)

  // A run makes hundreds of thousands of calls: each is one object that passes through functions.
  function call(
    manager: number,
    node: number,
    { life, request, roundTrips, agoUs }: EngineCall,
    reply: (reply: EngineReply) => void,
  ): void {
    const operation: Operation = {
      manager,
      node,
      request,
      answerUs: latencyUs * (2 * roundTrips - 1),
      life,
      reply,
      answer: undefined,
      isOpen: true,
      worksOn: true,
    }
    context.afterWith(latencyUs - agoUs, receive, operation)
  }

  function answer(operation: Operation, value: EngineReply, delayUs = operation.answerUs): void {
    operation.answer = value
    context.afterWith(delayUs, deliver, operation)
  }

  /** The request has reached the machine: it is refused, or the engine works on it. */
  function receive(operation: Operation): void {
    const { node } = operation
    if (!isReachable(node)) {
      answer(operation, refused, latencyUs)
      return
    }
    begin(operation)
  }

  function begin(operation: Operation): void {
    const { manager, node, request } = operation
    if (hangs(operation, begin)) return
    if (request.type === 'subscribe' && operation.isOpen) states[node].subscribers.add(manager)
    const costUs = work.costUs(node, request)
    if (costUs === 0) end(operation)
    else {
      states[node].underWay.add(operation)
      context.afterWith(costUs, end, operation)
    }
  }

  function end(operation: Operation): void {
    const { node, request } = operation
    if (hangs(operation, end)) return
    const value = work.perform(node, request)
    states[node].underWay.delete(operation)
    if (operation.isOpen) answer(operation, value)
  }

  /** True when the step may not be taken now: the engine hangs, or its machine stopped for good. */
  function hangs(operation: Operation, step: (operation: Operation) => void): boolean {
    const { node } = operation
    if (!operation.worksOn) return true
    if (cluster.nodes.actual[node] !== nodeState.frozen) return false
    states[node].underWay.add(operation)
    states[node].waiting.push(() => step(operation))
    return true
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
      for (const operation of state.underWay) {
        if (operation.isOpen) answer(operation, broken)
        operation.isOpen = false
        if (workStops) operation.worksOn = false
      }
      // What an engine works on without a connection can still be stopped with its machine.
      if (workStops) state.underWay.clear()
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
      // What happens until the next subscription, no event will tell.
      disturb(node)
    },
  }
}
