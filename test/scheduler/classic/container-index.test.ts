/**
 * Goal: looking a link's target up in the drawers finds it on the same nodes as reading all
 * containers of each node in the order of the rules.
 * Method: short IDs and names from few letters, so that they collide and begin alike.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createContainerIndex, findTarget } from '../../../src/scheduler/classic/container-index.ts'
import { createNodeSet, nodesOf } from '../../../src/scheduler/classic/node-set.ts'
import { clusterOf, type GivenContainer } from './clusters.ts'

/** Whether the target is found among the containers of one node, rule by rule. */
function isFound(target: string, node: string, containers: readonly GivenContainer[]): boolean {
  if (target === '') return false
  const isWhole = (id: string) => id !== '' && (id === target || id.slice(0, 12) === target)
  if (containers.some(({ id }) => isWhole(id ?? ''))) return true
  if (containers.some(({ swarmId }) => isWhole(swarmId ?? ''))) return true
  const forms = ({ name }: GivenContainer) =>
    [name, '', node, `${node}-ID`].map((owner, at) => (at === 0 ? name : `${owner}/${name}`))
  const namesakes = containers.filter((given) => given.name !== '' && forms(given).includes(target))
  if (namesakes.length > 0) return namesakes.length === 1
  const beginnings = containers.flatMap(({ id, swarmId }) => [id ?? '', swarmId ?? ''])
  return beginnings.filter((text) => text.startsWith(target)).length === 1
}

const ids = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 }),
  fc.constantFrom('aaaaaaaaaaaab', 'aaaaaaaaaaaa', 'aaaaaaaaaaaac'),
)
const containers = fc.array(
  fc.record({ id: ids, swarmId: ids, name: fc.constantFrom('a', 'ab', 'web', 'x/a', '') }),
  { maxLength: 4 },
)
const targets = fc.oneof(
  ids,
  fc.constantFrom('web', '/web', 'n/web', 'n-ID/web', 'x/a', 'n/x/a', 'm/web', 'aaaaaaaaaa', ''),
)

test('a target is found on the nodes on which reading every container finds it', () => {
  fc.assert(
    fc.property(containers, containers, targets, (first, second, target) => {
      const { placer } = clusterOf([
        { name: 'n', containers: first },
        { name: 'm', containers: second },
      ])
      const { cluster } = placer
      const found = createNodeSet(cluster.capacity)
      findTarget(createContainerIndex(cluster), cluster, { target, found })
      const expected = [
        ...(isFound(target, 'n', first) ? [0] : []),
        ...(isFound(target, 'm', second) ? [1] : []),
      ]
      expect(nodesOf(found)).toEqual(expected)
    }),
    { numRuns: 3000, seed: 11 },
  )
})
