/** Keeps the nodes on which the wanted ports of the host are free. Ingress ports are on no node. */
import { portColumn } from '../cluster.ts'
import { onNodes, type SwarmkitFilter } from './filter.ts'

export const hostPort: SwarmkitFilter = {
  name: 'hostPort',
  applies: ({ hostPorts }) => hostPorts.length > 0,
  accepts: (cluster, slot, { spec }) =>
    spec.hostPorts.every((port) => portColumn(cluster, port)[slot] === 0),
  explain: onNodes('host-mode port already in use'),
  reason(cluster, slot, { spec }) {
    const taken = spec.hostPorts.filter((port) => portColumn(cluster, port)[slot] === 1)
    return `${taken.join(' and ')} already in use by another task`
  },
}
