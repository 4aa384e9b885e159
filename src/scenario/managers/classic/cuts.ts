/**
 * Partitions under classic Swarm. Its manager knows connections to engines only, and they are there or
 * refused: a partition that takes nodes away from every manager is `unreachable`, and no other can be
 * told from a network that is whole.
 */
import type { Action } from '../../../model/action.ts'
import type { LinkChange, Machine } from '../../../model/swarm-action.ts'
import type { Place } from '../../text/place.ts'
import type { Link } from '../../timeline/links.ts'
import type { Workspace } from '../../workspace.ts'

export function cutClassic(
  change: LinkChange,
  { place, atUs }: { readonly place: Place; readonly atUs: number },
  { managers, nodes, issues }: Workspace,
): Action | undefined {
  const refuse = (found: string, because: string): undefined => {
    const expected = 'nodes on one side and every manager on the other'
    issues.error({ place, found, expected, because })
  }
  if (change.isOneWay || change.loss < 1) {
    const found = change.isOneWay ? 'a partition that is one-way' : 'a partition with loss or delay'
    return refuse(found, 'connections of classic Swarm are there or refused, nothing between')
  }
  const homes = managers.specs.map(({ node }, manager) => (node < 0 ? `m${manager}` : `n${node}`))
  const sides = [change.from, change.to].map((side) => ({
    nodes: side.flatMap((machine) => (machine.type === 'node' ? [machine.node] : [])),
    managers: new Set(side.map(keyOf).filter((key) => homes.includes(key))).size,
    all: side.length,
  }))
  const lost = sides.find((side) => side.managers === 0 && side.nodes.length === side.all)
  const held = sides.find((side) => side !== lost)
  if (lost !== undefined && held?.managers === new Set(homes).size) {
    // As with racks, what joins later is left alone.
    const there = lost.nodes.filter((node) => (nodes.joinsAtUs[node] as number) <= atUs)
    return { type: 'fault', fault: 'unreachable', nodes: there }
  }
  const found = lost === undefined ? 'managers on both sides' : 'managers on neither side'
  return refuse(found, 'managers of classic Swarm meet through discovery, engines never do')
}

/** The nodes are reachable again. */
export function restoreClassic(links: readonly Link[]): Action {
  const nodes = links.flatMap(({ action }) => (action.type === 'fault' ? action.nodes : []))
  return { type: 'fault', fault: 'recover', nodes: [...new Set(nodes)] }
}

function keyOf(machine: Machine): string {
  return machine.type === 'node' ? `n${machine.node}` : `m${machine.manager}`
}
