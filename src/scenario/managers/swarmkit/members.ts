/** Which nodes are managers: from the start, by promotion, or because they join as managers. */
import { inside, type Place } from '../../text/place.ts'
import type { Workspace } from '../../workspace.ts'
import type { SwarmContext } from '../manager.ts'
import { type ManagersEntry, registerManagers } from '../named.ts'
import { managersMax, type SwarmkitNode } from './schema.ts'

type Members = Pick<Workspace, 'nodes' | 'managers' | 'issues'>

/** Those of `managers:` and the nodes with `role: manager`; one on a machine of its own if nobody is. */
export function registerFirst(entry: ManagersEntry | undefined, context: SwarmContext): void {
  const { nodes, place } = context
  const roles = nodes.specs.flatMap((_, node) => (isManager(node, nodes) ? [node] : []))
  if (entry !== undefined || roles.length === 0) {
    registerManagers(entry ?? 1, context, (node) => node)
  }
  for (const node of roles) becomeManager(node, { ...context, place: nodes.places[node] ?? place })
  checkNames(context)
  checkNumber(context, inside(place, 'managers'))
}

/** Machines that join as managers. */
export function registerJoined(
  joined: readonly number[],
  atUs: number,
  place: Place,
  { nodes, managers, issues }: Members,
): void {
  for (const node of joined) {
    if (isManager(node, nodes)) becomeManager(node, { nodes, managers, issues, place, atUs })
  }
}

/** The manager on this node, from that time on if it is not one yet. */
export function becomeManager(
  node: number,
  context: Members & { readonly place: Place; readonly atUs?: number },
): number {
  const { nodes, managers, atUs } = context
  const known = managers.onNode(node)
  if (known >= 0) return known
  const name = nodes.specs[node]?.name ?? ''
  const spec = { name, node }
  if (atUs === undefined) return managers.add(spec)
  const index = managers.add({ ...spec, isLater: true }, atUs)
  checkNumber(context, context.place)
  return index
}

function isManager(node: number, { entries }: Workspace['nodes']): boolean {
  // The schema of swarm mode has checked the keys it adds.
  return (entries[node] as SwarmkitNode | undefined)?.role === 'manager'
}

/** A manager on a machine of its own must not be taken for a node, and no node is two managers. */
function checkNames({ nodes, managers, issues, place }: SwarmContext): void {
  for (const [index, { name, node }] of managers.specs.entries()) {
    if (node >= 0 && managers.onNode(node) !== index) {
      const found = `${nodes.specs[node]?.name} as two managers`
      issues.error({ place: inside(place, 'managers'), found, expected: 'one manager on a node' })
    }
    const other = nodes.indexOf.get(name) ?? -1
    if (other < 0 || other === node) continue
    const found = `a manager ${name} beside a node of that name`
    const expected = 'another name, or on: and the node'
    issues.error({ place: inside(place, 'managers'), found, expected })
  }
}

function checkNumber({ managers, issues }: Members, place: Place): void {
  const count = managers.specs.length
  if (count <= managersMax) return
  const because = 'more make a swarm slower, not safer'
  const expected = `at most ${managersMax}`
  issues.error({ place, found: `${count} managers`, expected, because })
}
