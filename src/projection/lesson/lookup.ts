/** What a name in a lesson means in the trace, and what is where at a moment. */
import { clusterAt, positionAt } from '../../machine/fold.ts'
import { containerState } from '../../model/states.ts'
import type { Trace } from '../../model/trace.ts'
import { containersNamed } from '../containers-named.ts'

/** The slots of a container's name: also of one that never found a place. */
export function slotsNamed(trace: Trace, name: string): readonly number[] {
  const { slots, containers } = trace.tables
  const ofContainers = containersNamed(trace, name).map((index) => containers[index].slot)
  const named = slots.flatMap((slot, index) => (slot.name === name ? [index] : []))
  return [...new Set([...ofContainers, ...named])].filter((slot) => slot >= 0)
}

/** Containers that are on the node at a moment, in order of their numbers. */
export function containersOn(trace: Trace, node: number, atUs: number, state?: number): number[] {
  const { containers } = clusterAt(trace, positionAt(trace, atUs))
  const found: number[] = []
  for (let index = 0; index < trace.tables.containers.length; index++) {
    const actual = containers.actual[index]
    const isThere = actual !== containerState.none && actual !== containerState.removed
    if (!isThere || containers.node[index] !== node) continue
    if (state === undefined || actual === state) found.push(index)
  }
  return found
}

/** The name of a slot as people say it. */
export function slotName({ tables }: Trace, slot: number): string {
  const { name, service } = tables.slots[slot]
  return name === '' ? service : name
}
