/**
 * The constraint enforcer: whenever an active node is updated, its tasks must still meet the constraints
 * of their services as these are now, and fit into what the node has. Those that do not are REJECTED, and
 * then restarted as their policy says, with its delay.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { noLongerFits } from '../constants.ts'
import { fits } from '../store/compiled-spec.ts'
import type { NodeObject, TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'

export function startConstraintEnforcer(term: Term): void {
  const { store } = term

  function enforce(node: NodeObject): void {
    // A drained node loses its tasks anyway, and a paused one is left alone.
    if (node.isDeleted || node.availability !== 'active' || node.tasks.size === 0) return
    const tasks = [...node.tasks].filter(
      ({ desired }) => desired >= taskStateCode.assigned && desired <= taskStateCode.complete,
    )
    const { resources } = node.description ?? {}
    let freeCpus = resources?.nanoCpus ?? 0
    let freeMemory = resources?.memoryBytes ?? 0
    const noLonger: TaskObject[] = []
    const isTight = tasks.some(({ spec }) => spec.request.reserves)
    for (const task of isTight ? term.chance.order('storeOrder', tasks) : tasks) {
      const { nanoCpus, memoryBytes } = task.spec.request
      const spec = task.service.isDeleted ? task.spec : task.service.current.spec
      if (!fits(spec, node) || memoryBytes > freeMemory || nanoCpus > freeCpus) {
        noLonger.push(task)
        continue
      }
      freeCpus -= nanoCpus
      freeMemory -= memoryBytes
    }
    for (const task of noLonger) {
      store.setState(task, taskStateCode.rejected, {
        owner: 'enforcer',
        error: noLongerFits,
      })
    }
    store.commit()
  }

  for (const node of store.nodes.values()) enforce(node)
  term.watch((changes) => {
    for (const change of changes) if (change.type === 'node.updated') enforce(change.node)
  })
}
