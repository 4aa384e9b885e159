/**
 * Compiled specifications, and when a task is outdated ("dirty"): its template or the ports differ from
 * the service's. A difference in placement alone does not count while the node meets the new constraints.
 */
import type { ServiceSpec } from '../../../model/swarm-mode.ts'
import { meetsConstraint } from '../../../scheduler/swarmkit/constraint.ts'
import { compileTaskSpec } from '../../../scheduler/swarmkit/task-spec.ts'
import type { CompiledSpec, NodeObject, SpecVersion, TaskObject } from './objects.ts'

export function compileSpec(spec: ServiceSpec): CompiledSpec {
  const { task, ports } = spec
  const { placement, ...rest } = task
  const { reservations } = task
  return {
    spec,
    key: JSON.stringify(spec),
    taskKey: JSON.stringify([rest, ports]),
    placementKey: JSON.stringify(placement),
    request: compileTaskSpec({
      nanoCpus: reservations.nanoCpus,
      memoryBytes: reservations.memoryBytes,
      generic: reservations.generic,
      constraints: placement.constraints,
      preferences: placement.preferences,
      platforms: placement.platforms,
      maxReplicas: placement.maxReplicas,
      ports,
      volumeDrivers: task.volumeDrivers,
      networkDrivers: task.networkDrivers,
      logDriver: task.logDriver,
    }),
  }
}

export function isDirty({ spec, version }: SpecVersion, task: TaskObject): boolean {
  if (task.specVersion === version) return false
  if (task.spec.taskKey !== spec.taskKey) return true
  return task.spec.placementKey !== spec.placementKey && !fits(spec, task.node)
}

/** Whether the node meets the constraints. */
export function fits(spec: CompiledSpec, node: NodeObject | undefined): boolean {
  if (node === undefined || node.isDeleted) return false
  return spec.request.parsedConstraints.every((one) => meetsConstraint(node.view, one))
}
