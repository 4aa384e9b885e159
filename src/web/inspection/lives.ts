/** Which life cycles belong to what is selected: each is one actor of the stream. */
import { type MachineName, machines } from '../../machine/machines.ts'
import { lastContainerOf } from '../../projection/slot-containers.ts'
import { viewOf } from '../managers/registry.ts'
import { clusterOf, type LoadedRun } from '../run/loaded-run.ts'
import type { Selection } from '../state/workbench-context.ts'
import { type Actor, definitionOf } from './inspection-event.ts'

export interface Life extends Actor {
  readonly machine: MachineName
  /** Number of the thing among its kind. */
  readonly index: number
}

/** None where nothing that lives is selected. */
export function livesOf(
  run: LoadedRun,
  selection: Selection | undefined,
  position: number,
): readonly Life[] {
  if (selection === undefined) return []
  const { model, tables } = run.trace
  const { thing, belief } = viewOf(model)
  const life = (machine: MachineName, index: number, name: string): Life => ({
    machine,
    index,
    name: `${name}, ${machine}`,
    sessionId: `run-${run.id}/${machine}/${name}`,
    definition: definitionOf(machines[machine]),
  })
  const ofContainer = (container: number) => {
    const { name } = tables.containers[container]
    const own = life('container', container, name)
    return thing === 'task' ? [life('task', container, name), own] : [own]
  }
  switch (selection.type) {
    case 'container':
      return ofContainer(selection.container)
    case 'slot': {
      const cluster = clusterOf(run, { position, timeUs: 0 })
      const container = lastContainerOf(run.trace, cluster, selection.slot)
      return container < 0 ? [] : ofContainer(container)
    }
    case 'node': {
      const { name } = model.nodes[selection.node]
      return [life('node', selection.node, name), life(belief.machine, selection.node, name)]
    }
    case 'manager':
      return [life('manager', selection.manager, model.manager.managers[selection.manager].name)]
    default:
      return []
  }
}
