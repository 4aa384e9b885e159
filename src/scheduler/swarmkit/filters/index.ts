/** All the filters, in the order in which they are asked. Left out: volumes of CSI drivers. */
import { constraint } from './constraint.ts'
import type { SwarmkitFilter } from './filter.ts'
import { hostPort } from './host-port.ts'
import { maxReplicas } from './max-replicas.ts'
import { platform } from './platform.ts'
import { plugin } from './plugin.ts'
import { ready } from './ready.ts'
import { resource } from './resource.ts'

export const swarmkitFilters: readonly SwarmkitFilter[] = [
  ready,
  resource,
  plugin,
  constraint,
  platform,
  hostPort,
  maxReplicas,
]
