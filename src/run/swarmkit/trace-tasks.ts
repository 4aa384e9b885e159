/** Tasks as a trace has them: their service, its specification, and the node of a global service's task. */
import type { SpecRow, Trace } from '../../model/trace.ts'
import { assert } from '../../sim/assert.ts'

/** The version of its service's specification that the task was made of. */
export function specOf({ tables }: Trace, container: number): SpecRow {
  const { spec } = tables.containers[container]
  const row = spec === undefined ? undefined : tables.specs?.[spec]
  assert(row !== undefined, 'a task of swarm mode has a specification')
  return row
}

/** Its service has one task on each node, and not the scheduler but the orchestrator says on which. */
export function isOfEachNode(trace: Trace, container: number): boolean {
  const { type } = specOf(trace, container).spec.mode
  return type === 'global' || type === 'global-job'
}

const positions = new WeakMap<Trace['model'], ReadonlyMap<string, number>>()

/** The node that a global service's task was made for; its slot is named after it. -1 for others. */
export function nodeOfSlot(trace: Trace, container: number): number {
  if (!isOfEachNode(trace, container)) return -1
  const { slot } = trace.tables.containers[container]
  const { name, service } = trace.tables.slots[slot]
  let byName = positions.get(trace.model)
  if (byName === undefined) {
    byName = new Map(trace.model.nodes.map((node, index) => [node.name, index]))
    positions.set(trace.model, byName)
  }
  return byName.get(name.slice(service.length + 1)) ?? -1
}
