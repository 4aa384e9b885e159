/** What swarm mode knows of a machine: labels, availability, platform, plugins, countable things. */
import type { NodeSpec } from '../../../model/model.ts'
import { builtInPlugins } from '../../../model/swarm-defaults.ts'
import type { GenericResource } from '../../../model/swarm-mode.ts'
import type { NodeWords } from '../manager.ts'
import type { SwarmkitNode } from './schema.ts'

/** What `docker node inspect` shows of a usual machine: the kernel's name for its processor. */
const usualPlatform = { os: 'linux', architecture: 'x86_64' } as const

export function describeSwarmNode({
  entry,
  zone,
  rack,
  labels,
}: NodeWords): Pick<NodeSpec, 'labels' | 'swarm'> {
  // The schema of swarm mode has checked the keys it adds.
  const { availability = 'active', platform, plugins = [], generic = {} } = entry as SwarmkitNode
  return {
    labels: labels('engine-labels'),
    swarm: {
      // Failure domains are labels too, so that constraints and preferences can name them.
      labels: {
        ...(zone === '' ? {} : { zone }),
        ...(rack === '' ? {} : { rack }),
        ...labels('labels'),
      },
      availability,
      platform: platform ?? usualPlatform,
      plugins: [...builtInPlugins, ...plugins],
      generic: Object.entries(generic).map(([kind, amount]): GenericResource => {
        return typeof amount === 'number' ? { kind, value: amount } : { kind, names: amount }
      }),
    },
  }
}
