/**
 * The answer to an expectation's question at the current moment of a walk: a number, a word, or a
 * duration in microseconds. It reads the counts that the walk keeps and decides nothing.
 */
import type { Cluster } from '../model/cluster.ts'
import type { Comparison, Quantity } from '../model/expectation.ts'
import { containerState, containerStates, engineStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { unreachable } from '../sim/assert.ts'
import type { OutageTracker } from './outages.ts'
import type { Tally } from './tally.ts'

export type Measured = number | string

/** What a measurement is read from. */
export interface Gauges {
  readonly trace: Trace
  readonly tally: Tally
  readonly outages: OutageTracker
}

/** Answers one question again and again while a walk goes on. */
export function createMeasure(
  gauges: Gauges,
  quantity: Quantity,
): (cluster: Cluster, timeUs: number) => Measured {
  const { trace, tally } = gauges
  switch (quantity.type) {
    case 'running':
    case 'believed':
    case 'unplaced':
    case 'duplicates':
    case 'moves': {
      const { type, service } = quantity
      return () => tally.of(service)[type]
    }
    case 'recovery':
      return recoveryMeasure(gauges, quantity.service)
    case 'node': {
      const candidates = containersNamed(trace, quantity.container)
      return (cluster) => {
        const container = theOneThatCounts(cluster, candidates)
        return container < 0 ? '' : trace.model.nodes[cluster.containers.node[container]].name
      }
    }
    case 'state': {
      const node = trace.model.nodes.findIndex(({ name }) => name === quantity.of)
      if (node >= 0) return (cluster) => engineStates[cluster.nodes.believed[node]]
      const candidates = containersNamed(trace, quantity.of)
      return (cluster) => {
        const container = theOneThatCounts(cluster, candidates)
        return containerStates[container < 0 ? 0 : cluster.containers.actual[container]]
      }
    }
    default:
      return unreachable(quantity)
  }
}

/** Whether `measured comparison value` is true. Words can only be equal or not. */
export function compare(measured: Measured, comparison: Comparison, value: Measured): boolean {
  switch (comparison) {
    case '==':
      return measured === value
    case '!=':
      return measured !== value
    case '<':
      return measured < value
    case '<=':
      return measured <= value
    case '>':
      return measured > value
    case '>=':
      return measured >= value
    default:
      return unreachable(comparison)
  }
}

/** Containers with this name, or whose slot or only service has it; newest last. */
export function containersNamed(trace: Trace, name: string): readonly number[] {
  const { containers, slots } = trace.tables
  const numbersWhere = (matches: (container: number) => boolean) =>
    containers.flatMap((_, container) => (matches(container) ? [container] : []))
  const exact = numbersWhere((container) => containers[container].name === name)
  if (exact.length > 0) return exact
  const ofService = slots.filter(({ service }) => service === name)
  if (ofService.length !== 1) return []
  return numbersWhere((container) => slots[containers[container].slot]?.service === name)
}

/** The newest that runs, else the newest that exists, else -1. */
function theOneThatCounts(cluster: Cluster, candidates: readonly number[]): number {
  const { actual } = cluster.containers
  const newest = (isIt: (state: number) => boolean) =>
    candidates.findLast((container) => isIt(actual[container])) ?? -1
  const running = newest((state) => state === containerState.running)
  if (running >= 0) return running
  return newest((state) => state !== containerState.none && state !== containerState.removed)
}

/** Longest time without a reachable copy so far, of any slot of the service. */
function recoveryMeasure({ trace, outages }: Gauges, service: string) {
  const { slots } = trace.tables
  const concerns = (slot: number) => service === '' || slots[slot].service === service
  let longestUs = 0
  let seen = 0
  return (_cluster: Cluster, timeUs: number): number => {
    for (; seen < outages.closed.length; seen++) {
      const { slot, lostUs, endUs } = outages.closed[seen]
      if (concerns(slot)) longestUs = Math.max(longestUs, endUs - lostUs)
    }
    if (!outages.isAnyOpen) return longestUs
    return outages
      .open(timeUs)
      .filter(({ slot }) => concerns(slot))
      .reduce((longest, { lostUs }) => Math.max(longest, timeUs - lostUs), longestUs)
  }
}
