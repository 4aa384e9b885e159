/** What every filter of swarm mode promises. Run over all of them, so that a new one is held to it. */
import { describe, expect, test } from 'vitest'
import type { SwarmkitFilter } from '../../../src/scheduler/swarmkit/filters/filter.ts'
import { swarmkitFilters } from '../../../src/scheduler/swarmkit/filters/index.ts'
import { openGroup, refusalOf } from '../../../src/scheduler/swarmkit/group.ts'
import { oneOff, serviceOf } from '../../../src/scheduler/swarmkit/services.ts'
import { compileTaskSpec, type TaskSpec } from '../../../src/scheduler/swarmkit/task-spec.ts'
import { clusterOf, type GivenNode, type GivenServices } from './clusters.ts'

export interface FilterCase {
  readonly title: string
  readonly nodes: readonly GivenNode[]
  readonly asks: Partial<TaskSpec>
  /** Services whose tasks are on the nodes. The task that asks is one of `web`. */
  readonly services?: GivenServices
  /** Nodes that the filter accepts; `all` where it does not concern the task. */
  readonly accepts: readonly string[] | 'all'
}

export function describeFilter(filter: SwarmkitFilter, cases: readonly FilterCase[]): void {
  const place = swarmkitFilters.indexOf(filter)

  function judged({ nodes, asks, services }: FilterCase) {
    const { placer, slots } = clusterOf(nodes, services)
    const service = serviceOf(placer.services, 'web')
    const group = openGroup(placer, { service, version: oneOff, spec: compileTaskSpec(asks) }, 0)
    const applies = filter.applies(group.spec)
    const accepted = [...slots]
      .filter(([, slot]) => !applies || filter.accepts(placer.cluster, slot, group))
      .map(([id]) => id)
    return { placer, slots, group, applies, accepted }
  }

  describe(`the ${filter.name} filter`, () => {
    test.each(cases)('$title', (given) => {
      const { accepted, applies } = judged(given)
      if (given.accepts === 'all') expect(applies).toBe(false)
      else expect(accepted).toEqual(given.accepts)
    })

    test.each(cases)(
      'leaves its input alone and does not depend on node order: $title',
      (given) => {
        const before = structuredClone(given)
        const reversed = judged({ ...given, nodes: given.nodes.toReversed() })
        expect(reversed.accepted.toReversed()).toEqual(judged(given).accepted)
        expect(given).toEqual(before)
      },
    )

    test.each(cases)('is asked in its place among all filters: $title', (given) => {
      const { placer, slots, group } = judged(given)
      for (const slot of slots.values()) {
        const first = swarmkitFilters.findIndex(
          (each) => each.applies(group.spec) && !each.accepts(placer.cluster, slot, group),
        )
        expect(refusalOf(placer.cluster, group, slot)).toBe(first)
      }
    })

    test.each(cases)('gives each node it refuses a reason to read: $title', (given) => {
      const { placer, slots, group, accepted } = judged(given)
      for (const [id, slot] of slots) {
        if (accepted.includes(id)) continue
        const reason = filter.reason(placer.cluster, slot, group)
        expect(reason).toMatch(/^[^\s].{9,}[^\s.]$/)
        expect(reason).not.toMatch(/undefined|NaN|\[object|Infinity/)
      }
    })

    test('counts nodes in words', () => {
      expect(place).toBeGreaterThanOrEqual(0)
      const words = [1, 3].map((nodes) => filter.explain(nodes))
      expect(words.join('\n')).toMatchSnapshot()
    })
  })
}
