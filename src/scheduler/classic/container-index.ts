/**
 * Finds containers by ID, Swarm ID, name or the beginning of an ID, the way the original looks up
 * the target of a link: among the containers of one node at a time, in four steps, the first that
 * finds anything deciding.
 */
import type { ClusterColumns } from './cluster.ts'
import { addToSet, type NodeSet } from './node-set.ts'

/** Docker shows the first twelve digits of an ID, and Swarm accepts them as a whole ID. */
const shortIdLength = 12
/** IDs are filed under so many first digits: 256 drawers for hexadecimal ones. */
const drawerLength = 2

type Drawers = Map<string, Set<number>>

export interface ContainerIndex {
  readonly names: Drawers
  readonly ids: Drawers
  readonly swarmIds: Drawers
}

export function createContainerIndex(cluster: ClusterColumns): ContainerIndex {
  const index: ContainerIndex = { names: new Map(), ids: new Map(), swarmIds: new Map() }
  for (let handle = 0; handle < cluster.containers.length; handle++) {
    if (cluster.containerNode[handle] >= 0) fileContainer(index, cluster, handle)
  }
  return index
}

export function fileContainer(
  index: ContainerIndex,
  cluster: ClusterColumns,
  handle: number,
): void {
  const { id, swarmId, name, otherNames } = cluster.containers[handle]
  if (id !== '') put(index.ids, id.slice(0, drawerLength), handle)
  if (swarmId !== '') put(index.swarmIds, swarmId.slice(0, drawerLength), handle)
  if (name !== '') put(index.names, name, handle)
  for (const other of otherNames ?? []) put(index.names, other, handle)
}

export function unfileContainer(
  index: ContainerIndex,
  cluster: ClusterColumns,
  handle: number,
): void {
  const { id, swarmId, name, otherNames } = cluster.containers[handle]
  take(index.ids, id.slice(0, drawerLength), handle)
  take(index.swarmIds, swarmId.slice(0, drawerLength), handle)
  take(index.names, name, handle)
  for (const other of otherNames ?? []) take(index.names, other, handle)
}

/** Puts the nodes on which the target is found into the empty set. */
export function findTarget(
  index: ContainerIndex,
  cluster: ClusterColumns,
  search: { readonly target: string; readonly found: NodeSet },
): void {
  const { target, found } = search
  if (target === '') return
  /** How often a node was hit by the weaker steps; the steps before have decided for the others. */
  const decided = new Set<number>()
  const prefixes = new Map<number, number>()
  for (const drawers of [index.ids, index.swarmIds]) {
    for (const handle of candidates(drawers, target)) {
      const { id, swarmId } = cluster.containers[handle]
      const full = drawers === index.ids ? id : swarmId
      if (!full.startsWith(target)) continue
      const slot = cluster.containerNode[handle]
      prefixes.set(slot, (prefixes.get(slot) ?? 0) + 1)
      if (full === target || target.length === shortIdLength) {
        decided.add(slot)
        addToSet(found, slot)
      }
    }
  }
  for (const [slot, handles] of namesakes(index, cluster, target)) {
    if (decided.has(slot)) continue
    decided.add(slot)
    if (handles.size === 1) addToSet(found, slot)
  }
  for (const [slot, hits] of prefixes) {
    if (hits === 1 && !decided.has(slot)) addToSet(found, slot)
  }
}

/** Containers whose ID may begin with the target. */
function* candidates(drawers: Drawers, target: string): Iterable<number> {
  if (target.length >= drawerLength) {
    yield* drawers.get(target.slice(0, drawerLength)) ?? []
    return
  }
  for (const [beginning, handles] of drawers) {
    if (beginning.startsWith(target)) yield* handles
  }
}

/** Per node the containers called NAME, /NAME, NODE-ID/NAME or NODE-NAME/NAME. */
function namesakes(
  index: ContainerIndex,
  cluster: ClusterColumns,
  target: string,
): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>()
  const collect = (name: string, owner: string | undefined) => {
    for (const handle of index.names.get(name) ?? []) {
      const slot = cluster.containerNode[handle]
      const node = cluster.nodes[slot]
      if (owner === undefined || node.id === owner || node.name === owner) {
        const handles = found.get(slot)
        if (handles === undefined) found.set(slot, new Set([handle]))
        else handles.add(handle)
      }
    }
  }
  collect(target, undefined)
  for (let slash = target.indexOf('/'); slash >= 0; slash = target.indexOf('/', slash + 1)) {
    const owner = target.slice(0, slash)
    collect(target.slice(slash + 1), owner === '' ? undefined : owner)
  }
  return found
}

function put(drawers: Drawers, key: string, handle: number): void {
  const drawer = drawers.get(key)
  if (drawer === undefined) drawers.set(key, new Set([handle]))
  else drawer.add(handle)
}

function take(drawers: Drawers, key: string, handle: number): void {
  const drawer = drawers.get(key)
  if (drawer === undefined) return
  drawer.delete(handle)
  if (drawer.size === 0) drawers.delete(key)
}
