/**
 * Explains one placement of the classic scheduler, node by node. Nothing is remembered for it: the
 * placement is worked out again from what the scheduler knows now.
 */
import { formatMemory, listed, plural } from '../../model/format.ts'
import {
  type ExplainedNode,
  type ExplainedPass,
  type Explanation,
  type NodeVerdict,
  type RoomAfter,
  roomOf,
} from '../explanation.ts'
import { nodesThatHold, stepsOf } from './chain.ts'
import { inInputOrder } from './cluster.ts'
import type { Condition, Step } from './condition.ts'
import { hasNode, nodesOf } from './node-set.ts'
import type { Placer } from './placing.ts'
import type { CompiledRequest } from './request.ts'
import { percentInUse } from './resources.ts'
import { roomReason, scoreWords } from './score-words.ts'
import { type TracedPass, type TracedPlacement, tracePlacement } from './tracing.ts'
import { findChanges } from './would-fit.ts'

export interface ExplainOptions {
  /** Handle of the node that was taken, where the caller knows it. */
  readonly chosen?: number
  /** How the manager draws among equals. */
  readonly ties?: 'random' | 'name'
}

export function explain(
  placer: Placer,
  request: CompiledRequest,
  options: ExplainOptions = {},
): Explanation {
  const trace = tracePlacement(placer, request)
  const { nodes } = placer.cluster
  const best = trace.order.slice(0, trace.tied)
  const taken = options.chosen ?? (trace.tied === 1 ? best[0] : undefined)
  const passes = trace.passes.map((pass, index) => {
    // Only the last pass can have found nodes, and only its nodes have a rank.
    const isLast = index === trace.passes.length - 1
    return explainPass(placer, request, { pass, trace: isLast ? trace : undefined, taken })
  })
  return {
    request: requestWords(request),
    strategy: placer.strategy.name,
    filters: placer.options.filters,
    outcome: trace.type,
    error: trace.error,
    passes,
    best: best.map((slot) => nodes[slot].name),
    chosen: taken === undefined ? '' : nodes[taken].name,
    tie: tieWords(placer, trace, options.ties ?? 'random'),
    wouldFit: trace.type === 'placed' ? [] : findChanges(placer, request),
  }
}

interface PassToExplain {
  readonly pass: TracedPass
  /** Given for the pass that found nodes. */
  readonly trace: TracedPlacement | undefined
  readonly taken: number | undefined
}

function explainPass(
  placer: Placer,
  request: CompiledRequest,
  { pass, trace, taken }: PassToExplain,
): ExplainedPass {
  const { cluster, options } = placer
  const steps = stepsOf(options.filters, request, pass.soft)
  const refusals = firstRefusals(placer, steps)
  const stop = steps.find(({ type }) => type !== 'condition')
  const ranked = new Map(pass.ranked.map((node) => [node.slot, node]))
  const places = trace === undefined ? new Map<number, number>() : placesIn(placer, trace)
  const verdictOf = (slot: number): NodeVerdict => {
    const refusal = refusals.get(slot)
    if (refusal !== undefined) {
      return { type: 'refused', by: refusal.filter, reason: refusal.reason(cluster, slot) }
    }
    if (stop !== undefined) return { type: 'unjudged', reason: stop.error }
    const node = ranked.get(slot)
    if (placer.strategy.type === 'scoring' && node === undefined) {
      return { type: 'refused', by: 'resources', reason: roomReason(cluster, slot, request) }
    }
    const rank = places.get(slot) ?? 1
    return {
      type: 'ranked',
      score: node === undefined ? undefined : scoreWords(placer, request, node),
      rank,
      tied: rank === 1 && (trace?.tied ?? 0) > 1,
      chosen: slot === taken,
    }
  }
  const slots = inInputOrder(cluster, nodesOf(cluster.known))
  const nodes: ExplainedNode[] = slots.map((slot) => {
    const room = roomAfter(placer, request, slot)
    const name = cluster.nodes[slot].name
    return { node: slot, name, verdict: verdictOf(slot), ...(room !== undefined && { room }) }
  })
  return { soft: pass.soft, error: pass.error, nodes }
}

function roomAfter(
  { cluster }: Placer,
  { cpus, memoryBytes }: CompiledRequest,
  slot: number,
): RoomAfter | undefined {
  const { usedCpus, totalCpus, usedMemoryBytes, totalMemoryBytes } = cluster
  const percent = (used: number, asked: number, total: number) =>
    asked > 0 && total > 0 ? percentInUse({ used, asked, total }) : undefined
  const cpuPercent = percent(usedCpus[slot], cpus, totalCpus[slot])
  const memoryPercent = percent(usedMemoryBytes[slot], memoryBytes, totalMemoryBytes[slot])
  return roomOf(cpuPercent, memoryPercent)
}

/** Each node's place, one more than the number of better nodes, so that equals share a place. */
function placesIn({ strategy }: Placer, { order, passes }: TracedPlacement): Map<number, number> {
  const places = new Map<number, number>()
  if (strategy.type === 'drawing') return places
  const ranks = new Map<number, number>()
  for (const { slot, score, containers } of passes.at(-1)?.ranked ?? []) {
    ranks.set(slot, strategy.rank(score.sum, containers))
  }
  let place = 1
  for (const [index, slot] of order.entries()) {
    if (index > 0 && ranks.get(slot) !== ranks.get(order[index - 1])) place = index + 1
    places.set(slot, place)
  }
  return places
}

/** For each refused node the first condition that it does not meet. */
function firstRefusals(placer: Placer, steps: readonly Step[]): Map<number, Condition> {
  const refusals = new Map<number, Condition>()
  const known = nodesOf(placer.cluster.known)
  for (const step of steps) {
    if (step.type !== 'condition') break
    const nodes = nodesThatHold(placer, step.question)
    for (const slot of known) {
      if (hasNode(nodes, slot) !== step.wanted && !refusals.has(slot)) refusals.set(slot, step)
    }
  }
  return refusals
}

function tieWords(
  { strategy }: Placer,
  { type, tied }: TracedPlacement,
  ties: 'random' | 'name',
): string {
  if (type !== 'placed') return ''
  const how = ties === 'random' ? 'drawn at random' : 'the first by name'
  if (tied === 1) return 'the best node, alone'
  if (strategy.type === 'drawing') return `one of the ${tied} nodes that the filters left, ${how}`
  return `one of ${tied} equals, ${how}`
}

function requestWords(request: CompiledRequest): string {
  const { config, cpus, memoryBytes, ports, affinities, constraints } = request
  const words = [
    cpus > 0 ? plural(cpus, 'CPU') : '',
    memoryBytes > 0 ? `${formatMemory(memoryBytes)} of memory` : '',
    ...ports.filter(({ hostPort }) => hostPort !== '').map(({ hostPort }) => `port ${hostPort}`),
    ...request.links.map((link) => `link ${link}`),
    ...request.volumesFrom.map((volumes) => `volumes from ${volumes}`),
    ...affinities.map((text) => `affinity ${text}`),
    ...constraints.map((text) => `constraint ${text}`),
  ].filter((text) => text !== '')
  const image = config.image === '' ? 'a container' : config.image
  return words.length === 0 ? `${image}, nothing special` : `${image} with ${listed(words)}`
}
