/**
 * What the manager has promised on the nodes it trusts, kept up to date along a walk: the shares of
 * all their memory and CPUs, and how unevenly they are filled. Only promises count, as they do for
 * the scheduler; what stands on a node that the manager has given up counts neither way.
 */
import type { Cluster } from '../model/cluster.ts'
import { factCode, fieldsOf } from '../model/facts.ts'
import { isTrustedBelief } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { readingOf } from './managers/registry.ts'
import type { PlacedOn } from './placed-on.ts'
import type { Row, Visitor } from './walk.ts'

/** What the evenness is about: memory if anything reserves it, else cpu, else numbers of containers. */
export type LoadMeasure = 'memory' | 'cpu' | 'count'

export interface Booking extends Visitor {
  readonly measure: LoadMeasure
  /** Shares of the trusted nodes' memory and cpu; 0 where there is none. */
  readonly memory: number
  readonly cpu: number
  /** Standard deviation of the nodes' loads: shares, or numbers of containers. */
  readonly spread: number
  readonly nodes: number
  readonly booked: number
}

/** Must stand behind `placedOn` in the list of visitors. */
export function createBooking(trace: Trace, placedOn: PlacedOn): Booking {
  const { model, tables } = trace
  const { isBooked } = readingOf(model)
  const uses = tables.containers.map(({ config }) => tables.configs[config])
  const measure = measureOf(uses)
  const home = new Int32Array(tables.containers.length).fill(-1)
  const used = model.nodes.map(() => ({ memory: 0, cpu: 0, count: 0 }))
  const isTrusted = new Uint8Array(model.nodes.length)
  const total = { memory: 0, cpu: 0, count: 0, memoryAll: 0, cpuAll: 0, nodes: 0 }
  const sums = { load: 0, squared: 0 }

  const loadOf = (node: number) => {
    const { memoryBytes, cpus } = model.nodes[node]
    if (measure === 'memory') return memoryBytes > 0 ? used[node].memory / memoryBytes : 0
    return measure === 'count' ? used[node].count : cpus > 0 ? used[node].cpu / cpus : 0
  }

  /** Takes a trusted node's part out of the totals, or puts it in. */
  function weigh(node: number, sign: 1 | -1): void {
    const load = loadOf(node)
    total.memory += sign * used[node].memory
    total.cpu += sign * used[node].cpu
    total.count += sign * used[node].count
    sums.load += sign * load
    sums.squared += sign * load * load
  }

  function book(container: number, node: number, sign: 1 | -1): void {
    if (isTrusted[node] === 1) weigh(node, -1)
    const { memoryBytes, cpus } = uses[container]
    used[node].memory += sign * memoryBytes
    used[node].cpu += sign * cpus
    used[node].count += sign
    if (isTrusted[node] === 1) weigh(node, 1)
  }

  function look(container: number, cluster: Cluster): void {
    const node = isBooked(cluster, container) ? cluster.containers.believedNode[container] : -1
    if (node === home[container]) return
    if (home[container] >= 0) book(container, home[container], -1)
    home[container] = node
    if (node >= 0) book(container, node, 1)
  }

  function trust(node: number, { nodes }: Cluster): void {
    const now = isTrustedBelief(nodes.believed[node]) ? 1 : 0
    if (now === isTrusted[node]) return
    const sign = now === 1 ? 1 : -1
    weigh(node, sign)
    isTrusted[node] = now
    total.memoryAll += sign * model.nodes[node].memoryBytes
    total.cpuAll += sign * model.nodes[node].cpus
    total.nodes += sign
    // Nothing is left over from sums of fractions once nobody is trusted.
    if (total.nodes === 0) sums.load = sums.squared = 0
  }

  return {
    measure,
    get memory() {
      return total.memoryAll === 0 ? 0 : rounded(total.memory / total.memoryAll)
    },
    get cpu() {
      return total.cpuAll === 0 ? 0 : rounded(total.cpu / total.cpuAll)
    },
    get spread() {
      if (total.nodes === 0) return 0
      const mean = sums.load / total.nodes
      return rounded(Math.sqrt(Math.max(0, sums.squared / total.nodes - mean * mean)))
    },
    get nodes() {
      return total.nodes
    },
    get booked() {
      return total.count
    },
    after(row: Row, cluster: Cluster) {
      switch (fieldsOf[factCode[row.type]][0]?.[1]) {
        case 'container':
          look(row.a, cluster)
          break
        case 'node':
          trust(row.a, cluster)
          for (const container of placedOn.of(row.a)) look(container, cluster)
          break
        default:
          break
      }
    },
  }
}

function measureOf(uses: readonly { readonly memoryBytes: number; readonly cpus: number }[]) {
  if (uses.some(({ memoryBytes }) => memoryBytes > 0)) return 'memory'
  return uses.some(({ cpus }) => cpus > 0) ? 'cpu' : 'count'
}

/** Sums of fractions differ in their last digits by the order in which they came: those do not count. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
