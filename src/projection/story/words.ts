/** Names and numbers as parts of sentences: lists of nodes, and how containers spread over them. */

import { formatCount, listed, plural } from '../../model/format.ts'
import type { Trace } from '../../model/trace.ts'
import { largest, smallest } from '../../sim/extent.ts'

/** A sentence names at most this many things before it counts them. */
export const namesMax = 4

/** `node-2`, `node-2 and node-3`, `4 nodes of rack r2`, `40 nodes (node-81 to node-120)`. */
export function nodesInWords(trace: Trace, unordered: readonly number[]): string {
  const nodes = [...unordered].sort((one, other) => one - other)
  const names = nodes.map((node) => trace.model.nodes[node].name)
  // A rack says more than the names of its nodes; a zone only when they are many.
  const domains = names.length > namesMax ? (['rack', 'zone'] as const) : (['rack'] as const)
  const place = names.length > 2 ? commonPlace(trace, nodes, domains) : ''
  if (place !== '') return `${plural(names.length, 'node')} of ${place}`
  if (names.length <= namesMax) return listed(names)
  const first = nodes[0]
  const last = nodes[nodes.length - 1]
  const range = `${trace.model.nodes[first].name} to ${trace.model.nodes[last].name}`
  const isRange = last - first + 1 === names.length
  return `${plural(names.length, 'node')} (${isRange ? range : listed(names, 3)})`
}

/** The rack, or else the zone, that these nodes and no others make up; `''` if there is none. */
function commonPlace(
  trace: Trace,
  nodes: readonly number[],
  domains: readonly ('rack' | 'zone')[],
): string {
  const { nodes: specs } = trace.model
  for (const domain of domains) {
    const name = specs[nodes[0]][domain]
    if (name === '' || !nodes.every((node) => specs[node][domain] === name)) continue
    // Racks of different zones may share a name.
    const isIt = (spec: (typeof specs)[number]) =>
      spec[domain] === name && (domain === 'zone' || spec.zone === specs[nodes[0]].zone)
    const { zone } = specs[nodes[0]]
    const full = domain === 'rack' && zone !== '' ? `${zone}/${name}` : name
    if (specs.filter(isIt).length === nodes.length) return `${domain} ${full}`
  }
  return ''
}

/** `node-1`, `node-1 (2) and node-3`, `14 nodes (2 each)`, `9 nodes (1 to 3 each)`. */
export function spreadInWords(trace: Trace, nodes: readonly number[]): string {
  const counts = new Map<number, number>()
  for (const node of nodes) counts.set(node, (counts.get(node) ?? 0) + 1)
  const each = [...counts].sort(([one], [other]) => one - other)
  const least = smallest(counts.values())
  const most = largest(counts.values())
  const isEven = least === most
  if (each.length > namesMax) {
    const many = isEven ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`
    return `${plural(each.length, 'node')} (${many} each)`
  }
  const names = each.map(([node, count]) => {
    const { name } = trace.model.nodes[node]
    return isEven || count === 1 ? name : `${name} (${formatCount(count)})`
  })
  const suffix = isEven && most > 1 && each.length > 1 ? ` (${formatCount(most)} each)` : ''
  return listed(names) + suffix
}

/** `app_web_2`, `app_web_1 and app_web_2`, `30 containers`. */
export function containersInWords(trace: Trace, containers: readonly number[]): string {
  if (containers.length > namesMax) return plural(containers.length, 'container')
  return listed(containers.map((container) => trace.tables.containers[container].name))
}

/** `its container`, `its 3 containers`, `their 120 containers`. */
export function theirContainers(nodes: number, containers: number): string {
  const whose = nodes === 1 ? 'its' : 'their'
  return containers === 1 ? `${whose} container` : `${whose} ${plural(containers, 'container')}`
}

/** Counts equal things and lists them, most frequent first, then in order of appearance. */
export function grouped<T>(things: readonly T[], key: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const name = key(thing)
    const group = groups.get(name)
    if (group) group.push(thing)
    else groups.set(name, [thing])
  }
  return new Map([...groups].sort(([, one], [, other]) => other.length - one.length))
}
