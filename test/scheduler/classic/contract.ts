/** What every filter and every strategy promises. Run over all of them, so that a new one is held to it. */
import { describe, expect, test } from 'vitest'
import type { ContainerConfig } from '../../../src/model/container-config.ts'
import type { ClassicFilter } from '../../../src/scheduler/classic/condition.ts'
import { explain } from '../../../src/scheduler/classic/explain.ts'
import type { ClassicStrategy } from '../../../src/scheduler/classic/strategies/strategy.ts'
import { tracePlacement } from '../../../src/scheduler/classic/tracing.ts'
import { clusterOf, type GivenNode, requestOf } from './clusters.ts'

export interface FilterCase {
  readonly title: string
  readonly nodes: readonly GivenNode[]
  readonly asks: Partial<ContainerConfig>
  /** Names of the nodes that the filter leaves, or the error when it leaves none. */
  readonly leaves: readonly string[] | string
}

export function describeFilter(filter: ClassicFilter, cases: readonly FilterCase[]): void {
  const alone = { filters: [filter.name] }
  const answer = (nodes: readonly GivenNode[], asks: Partial<ContainerConfig>) => {
    const { placer } = clusterOf(nodes, alone)
    const [pass] = tracePlacement(placer, requestOf(asks)).passes
    const names = pass.left.map((slot) => placer.cluster.nodes[slot].name)
    return pass.ended === undefined ? names : pass.ended.error
  }

  describe(`the ${filter.name} filter`, () => {
    test.each(cases)('$title', ({ nodes, asks, leaves }) => {
      expect(answer(nodes, asks)).toEqual(leaves)
    })

    test.each(cases)('answers the same twice and leaves its input alone: $title', (given) => {
      const before = structuredClone(given)
      expect(answer(given.nodes, given.asks)).toEqual(answer(given.nodes, given.asks))
      expect(given).toEqual(before)
    })

    test.each(cases)('does not depend on the order of nodes: $title', ({ nodes, asks, leaves }) => {
      const reversed = answer(nodes.toReversed(), asks)
      expect(typeof reversed === 'string' ? reversed : reversed.toReversed()).toEqual(leaves)
    })

    test.each(cases)('gives each node it refuses a reason to read: $title', (given) => {
      const { placer } = clusterOf(given.nodes, alone)
      const [pass] = explain(placer, requestOf(given.asks)).passes
      for (const { verdict } of pass.nodes) {
        if (verdict.type === 'ranked') continue
        expect(verdict.reason).toMatch(/^[^\s].{9,}[^\s.]$/)
        expect(verdict.reason).not.toMatch(/undefined|NaN|\[object|Infinity/)
      }
    })
  })
}

export function describeStrategy(strategy: ClassicStrategy, nodes: readonly GivenNode[]): void {
  const { name } = strategy
  const bestOf = (given: readonly GivenNode[], asks: Partial<ContainerConfig>) =>
    explain(clusterOf(given, { strategy: name }).placer, requestOf(asks)).best
  const requests = [{}, { cpus: 1 }, { memoryBytes: 2 ** 30 }, { cpus: 1, memoryBytes: 2 ** 30 }]

  describe(`the ${name} strategy`, () => {
    test.each(requests)('answers the same twice and leaves its input alone: %o', (asks) => {
      const before = structuredClone(nodes)
      expect(bestOf(nodes, asks)).toEqual(bestOf(nodes, asks))
      expect(nodes).toEqual(before)
    })

    test.each(requests)('does not depend on the order of nodes: %o', (asks) => {
      expect(bestOf(nodes.toReversed(), asks).toReversed()).toEqual(bestOf(nodes, asks))
    })

    test.each(requests)(
      'gives every node it ranks a place that others can be compared with: %o',
      (asks) => {
        const { passes, best } = explain(
          clusterOf(nodes, { strategy: name }).placer,
          requestOf(asks),
        )
        const first = passes[0].nodes.filter(
          ({ verdict }) => verdict.type === 'ranked' && verdict.rank === 1,
        )
        expect(first.map((node) => node.name)).toEqual(best)
      },
    )

    if (strategy.type === 'scoring') {
      test('ranks a higher number of containers differently, and never like another score', () => {
        const ranks = [-1000, -1, 0, 200].map((score) => strategy.rank(score, 3))
        expect(new Set(ranks).size).toBe(ranks.length)
        expect(strategy.rank(0, 1)).not.toBe(strategy.rank(0, 2))
        const step = Math.abs(strategy.rank(1, 0) - strategy.rank(0, 0))
        expect(step).toBeGreaterThan(Math.abs(strategy.rank(0, 1_000_000) - strategy.rank(0, 0)))
      })
    }
  })
}
