/**
 * Taking over the word: the trace shows what the primary believes. A manager that becomes primary
 * states every difference between its own belief and the one the trace shows so far.
 */

import type { RunContext } from '../../model/run-context.ts'
import { beliefState, engineState } from '../../model/states.ts'
import type { Belief } from './belief.ts'
import type { KnownEngine } from './known-engine.ts'

export function publishBelief(context: RunContext, belief: Belief): void {
  const { nodes, containers } = context.cluster
  for (let container = 0; container < containers.length; container++) {
    const shown = containers.believed[container]
    if (shown === beliefState.none) continue
    const engine = belief.engines.get(containers.believedNode[container])
    if (!engine?.containers.has(container)) context.emit('belief.removed', container)
  }
  for (let node = 0; node < nodes.length; node++) {
    const shown = nodes.believed[node]
    const engine = belief.engines.get(node)
    if (!engine && shown !== engineState.unknown) context.emit('engine.dropped', node)
    if (engine) publishEngine(context, engine)
  }
}

function publishEngine(context: RunContext, engine: KnownEngine): void {
  const { nodes, containers } = context.cluster
  const { node } = engine
  const isMember = engine.state !== 'pending'
  const isNew = engine.handle < 0
  if (isNew && isShownAsMember(nodes.believed[node])) context.emit('engine.dropped', node)
  if (nodes.believed[node] === engineState.unknown) context.emit('engine.listed', node)
  const shown = nodes.believed[node]
  if (isMember && shown === engineState.pending) context.emit('engine.connected', node)
  if (engine.state === 'healthy' && shown === engineState.unhealthy) {
    context.emit('engine.reconnected', node)
  }
  if (engine.state === 'unhealthy' && nodes.believed[node] === engineState.healthy) {
    context.emit('engine.unhealthy', node, engine.failures)
  }
  if (!isMember && isShownAsMember(nodes.believed[node])) {
    context.emit('engine.mismatched', node, context.text(engine.error))
  } else if (!isMember && engine.error !== '') {
    context.emit('engine.pendingError', node, context.text(engine.error))
  }
  if (engine.state === 'healthy' && engine.failures !== nodes.failures[node]) {
    if (engine.failures === 0) context.emit('engine.answered', node)
    else context.emit('engine.refused', node, engine.failures, context.text(engine.error))
  }
  if (engine.loop) {
    const agoMs = Math.round((context.nowUs() - engine.loopStartUs) / 1000)
    context.emit('engine.refreshing', node, engine.loops, agoMs)
  }
  if (engine.subscribed !== (nodes.subscribed[node] === 1)) {
    context.emit(engine.subscribed ? 'engine.eventsSubscribed' : 'engine.eventsLost', node)
  }
  for (const { container, state } of engine.containers.values()) {
    if (containers.believed[container] === beliefState.none) {
      context.emit('belief.added', container, node, state)
    } else if (containers.believed[container] !== state) {
      context.emit('belief.changed', container, state)
    }
  }
}

function isShownAsMember(believed: number): boolean {
  return believed === engineState.healthy || believed === engineState.unhealthy
}
