/**
 * Where SwarmKit leaves an order open (it walks hash maps), chance decides. The scheduler asks for
 * each order by its purpose, so that a run depends on its seed alone and a new question in one place
 * moves no answer in another.
 */
import type { Random, RandomStream } from '../../sim/random.ts'

/**
 * `groups`: which service comes first. `tasks`: which task of a group gets the next place. `nodes`:
 * which of equally good nodes comes first. `branches`: which branch of a preference is asked first.
 */
export type ChancePurpose = 'groups' | 'tasks' | 'nodes' | 'branches'

export interface SwarmkitChance {
  /** Puts the items in random order, in place, and returns them. */
  order<Items extends number[] | Int32Array | unknown[]>(
    purpose: ChancePurpose,
    items: Items,
  ): Items
  /** Whole, in [0, count), each equally likely. */
  pick(purpose: ChancePurpose, count: number): number
}

/** One stream per purpose, named `scheduler/nodes` and so on. */
export function createSwarmkitChance(random: Random, name = 'scheduler'): SwarmkitChance {
  const streamOf = (purpose: ChancePurpose) => random.stream(`${name}/${purpose}`)
  const streams: Readonly<Record<ChancePurpose, RandomStream>> = {
    groups: streamOf('groups'),
    tasks: streamOf('tasks'),
    nodes: streamOf('nodes'),
    branches: streamOf('branches'),
  }
  return {
    order(purpose, items) {
      const stream = streams[purpose]
      for (let last = items.length - 1; last > 0; last--) {
        const chosen = stream.below(last + 1)
        const item = items[last]
        items[last] = items[chosen]
        items[chosen] = item
      }
      return items
    },
    pick: (purpose, count) => (count === 1 ? 0 : streams[purpose].below(count)),
  }
}
