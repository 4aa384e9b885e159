/** The allocator: NEW tasks become PENDING. Networks are not simulated, so it has nothing to wait for. */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import type { TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'

export function startAllocator(term: Term): void {
  const { store } = term

  function allocate(task: TaskObject): void {
    if (task.isDeleted || task.state !== taskStateCode.new) return
    store.setState(task, taskStateCode.pending, { owner: 'allocator' })
  }

  for (const task of store.tasks) allocate(task)
  store.commit()
  term.watch((changes) => {
    for (const change of changes) if (change.type === 'task.created') allocate(change.task)
    store.commit()
  })
}
