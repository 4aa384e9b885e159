/**
 * The answer to an expectation's question at the current moment of a walk: a number, a word, or a
 * duration in microseconds. It reads the counts that the walk keeps and decides nothing.
 */
import type { Cluster } from '../model/cluster.ts'
import type { Comparison, Quantity } from '../model/expectation.ts'
import type { Trace } from '../model/trace.ts'
import { unreachable } from '../sim/assert.ts'
import { containersNamed, theOneThatCounts } from './containers-named.ts'
import { readingOf } from './managers/registry.ts'
import type { OutageTracker } from './outages.ts'
import type { Tally } from './tally.ts'
import type { TaskTally } from './task-counts.ts'

export type Measured = number | string

/** What a measurement is read from. */
export interface Gauges {
  readonly trace: Trace
  readonly tally: Tally
  readonly tasks: TaskTally
  readonly outages: OutageTracker
}

/** Answers one question again and again while a walk goes on. */
export function createMeasure(
  gauges: Gauges,
  quantity: Quantity,
): (cluster: Cluster, timeUs: number) => Measured {
  const { trace, tally, tasks } = gauges
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
      const { beliefNames, containerState } = readingOf(trace.model)
      const node = trace.model.nodes.findIndex(({ name }) => name === quantity.of)
      if (node >= 0) return (cluster) => beliefNames[cluster.nodes.believed[node]]
      const candidates = containersNamed(trace, quantity.of)
      return (cluster) => containerState(cluster, candidates)
    }
    case 'update':
      return (cluster) => tasks.updateState(cluster, quantity.service)
    case 'leader':
      return ({ primary }) => trace.model.manager.managers[primary]?.name ?? ''
    case 'desired':
      return (cluster) => tasks.desired(cluster, quantity.service)
    case 'tasks':
      return () => tasks.of(quantity.service).created
    case 'failed':
      return () => tasks.of(quantity.service).failed
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
