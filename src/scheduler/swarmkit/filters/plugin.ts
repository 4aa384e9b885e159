/**
 * Keeps the nodes that have the drivers of the task's volumes, networks and log. A node that has told
 * nothing about itself passes, and so does one that lists no log driver at all: old engines did not.
 */
import type { NodePlugin } from '../node.ts'
import type { CompiledTaskSpec } from '../task-spec.ts'
import { onNodes, type SwarmkitFilter } from './filter.ts'

export const plugin: SwarmkitFilter = {
  name: 'plugin',
  applies: ({ volumeDrivers, networkDrivers, logDriver }) =>
    volumeDrivers.length > 0 || networkDrivers.length > 0 || logDriver !== '',
  accepts: (cluster, slot, { spec }) => missingOn(cluster.nodes[slot].description, spec) === '',
  explain: onNodes('missing plugin'),
  reason(cluster, slot, { spec }) {
    return `the node has no ${missingOn(cluster.nodes[slot].description, spec)}`
  },
}

/** The first driver that is missing, in words; `''` for none. */
function missingOn(
  description: { readonly plugins: readonly NodePlugin[] } | undefined,
  { volumeDrivers, networkDrivers, logDriver }: CompiledTaskSpec,
): string {
  if (description === undefined) return ''
  const { plugins } = description
  const has = (type: string, wanted: string) =>
    plugins.some(({ type: other, name }) => {
      return other === type && (name === wanted || name === `${wanted}:latest`)
    })
  const volume = volumeDrivers.find((name) => !has('Volume', name))
  if (volume !== undefined) return `volume driver ${volume}`
  const network = networkDrivers.find((name) => !has('Network', name))
  if (network !== undefined) return `network driver ${network}`
  const listsLogs = plugins.some(({ type }) => type === 'Log')
  return logDriver !== '' && listsLogs && !has('Log', logDriver) ? `log driver ${logDriver}` : ''
}
