/**
 * Keeps the nodes that can still hold what the task reserves. Only reservations count, never what is
 * really used.
 */
import { formatCpus, formatMemory } from '../../../model/format.ts'
import { freeOf, hasEnough } from '../generic-resources.ts'
import { onNodes, type SwarmkitFilter } from './filter.ts'

export const resource: SwarmkitFilter = {
  name: 'resource',
  applies: ({ reserves }) => reserves,
  accepts(cluster, slot, { spec }) {
    if (spec.nanoCpus > cluster.freeCpus[slot]) return false
    if (spec.memoryBytes > cluster.freeMemory[slot]) return false
    if (spec.generic.length === 0) return true
    const pool = cluster.generic[slot]
    return pool !== undefined && spec.generic.every((wanted) => hasEnough(pool, wanted))
  },
  explain: onNodes('insufficient resources'),
  reason(cluster, slot, { spec }) {
    const missing: string[] = []
    const freeCpus = cluster.freeCpus[slot]
    const freeMemory = cluster.freeMemory[slot]
    if (spec.nanoCpus > freeCpus) {
      missing.push(`${cpus(spec.nanoCpus)} CPUs reserved, ${cpus(freeCpus)} free`)
    }
    if (spec.memoryBytes > freeMemory) {
      missing.push(`${formatMemory(spec.memoryBytes)} reserved, ${formatMemory(freeMemory)} free`)
    }
    const pool = cluster.generic[slot] ?? new Map()
    for (const wanted of spec.generic) {
      if (hasEnough(pool, wanted)) continue
      const free = freeOf(pool, wanted.kind)
      missing.push(`${wanted.value} ${wanted.kind} reserved, ${free} free`)
    }
    return missing.join('; ')
  },
}

function cpus(nanoCpus: number): string {
  return formatCpus(nanoCpus / 1e9)
}
