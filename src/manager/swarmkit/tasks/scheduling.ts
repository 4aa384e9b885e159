/**
 * The scheduler's loop: it takes in every commit, and once the store has been quiet for 50 ms, or a
 * second has passed, it decides about all tasks that wait and writes the decisions.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { createSwarmkitScheduler } from '../../../scheduler/swarmkit/scheduler.ts'
import { growInt32 } from '../../../sim/growable.ts'
import { commitDebounceUs, commitLatencyUsMax } from '../constants.ts'
import type { NodeObject, TaskObject } from '../store/objects.ts'
import type { StoreChange } from '../store/store.ts'
import type { Term } from '../term.ts'

export function startScheduling(term: Term): void {
  const { store } = term
  const scheduler = createSwarmkitScheduler(
    term.chance.scheduler(term.number),
    term.settings.extensions.spreadBy,
  )
  /** By index of the node, and by index of the task; -1 for none. */
  let slots: Int32Array = new Int32Array(0)
  let handles: Int32Array = new Int32Array(0)
  const nodeAt: NodeObject[] = []
  const taskOf: TaskObject[] = []
  /** Tasks as the scheduler has left them: it need not hear of its own writing. */
  let debounceStartUs = -1
  let dueUs = -1
  let isEventDue = false

  const slotOf = ({ index }: NodeObject) => (index < slots.length ? slots[index] : -1)
  const handleOf = ({ index }: TaskObject) => (index < handles.length ? handles[index] : -1)

  function setNode(node: NodeObject): void {
    if (node.isDeleted) return
    const slot = scheduler.setNode(node.view)
    slots = growInt32(slots, node.index + 1, -1)
    slots[node.index] = slot
    nodeAt[slot] = node
  }

  function addTask(task: TaskObject): void {
    handles = growInt32(handles, task.index + 1, -1)
    if (task.isDeleted || handles[task.index] >= 0) return
    const handle = scheduler.addTask({
      service: task.service.id,
      specVersion: task.specVersion,
      spec: task.spec.request,
      state: task.state,
      desired: task.desired,
      node: task.node ? slotOf(task.node) : -1,
    })
    handles[task.index] = handle
    taskOf[handle] = task
  }

  function updateTask(task: TaskObject): void {
    const handle = handleOf(task)
    if (handle < 0) return
    const { state, desired, stateUs } = task
    // Its own decision, or one that is about to be overtaken by what the task did since.
    scheduler.updateTask(handle, { state, desired, timeUs: stateUs })
  }

  function hear(change: StoreChange): void {
    switch (change.type) {
      case 'node.created':
      case 'node.updated':
        setNode(change.node)
        break
      case 'node.deleted': {
        const slot = slotOf(change.node)
        if (slot < 0) break
        scheduler.removeNode(slot)
        slots[change.node.index] = -1
        break
      }
      case 'service.created':
      case 'service.updated': {
        const { service } = change
        if (!service.isDeleted) scheduler.setService(service.id, service.current.version)
        break
      }
      case 'service.deleted':
        scheduler.removeService(change.service.id)
        break
      case 'task.created':
        addTask(change.task)
        break
      case 'task.updated':
        updateTask(change.task)
        break
      case 'task.deleted': {
        const handle = handleOf(change.task)
        if (handle < 0) break
        scheduler.removeTask(handle)
        handles[change.task.index] = -1
        break
      }
    }
  }

  /** Every commit starts the wait anew, also one that the scheduler has no use for. */
  function debounce(): void {
    const nowUs = term.nowUs()
    if (dueUs < nowUs) {
      debounceStartUs = nowUs
      dueUs = nowUs + commitDebounceUs
    } else if (nowUs - debounceStartUs > commitLatencyUsMax) {
      dueUs = nowUs
    } else {
      dueUs = nowUs + commitDebounceUs
    }
    if (!isEventDue && scheduler.needsRound()) wakeAt(dueUs)
  }

  function wakeAt(timeUs: number): void {
    isEventDue = true
    term.at(timeUs, () => {
      isEventDue = false
      if (term.nowUs() < dueUs) wakeAt(dueUs)
      else {
        dueUs = -1
        if (scheduler.needsRound()) decide()
      }
    })
  }

  function decide(): void {
    const round = scheduler.schedule(term.nowUs())
    for (const handle of round.assigned) {
      const task = taskOf[handle]
      if (task.isDeleted || task.state !== taskStateCode.pending) continue
      store.assign(task, nodeAt[scheduler.nodeOf(handle)])
    }
    for (const handle of round.confirmed) {
      const task = taskOf[handle]
      if (task.isDeleted || task.state !== taskStateCode.pending || !task.node) continue
      store.assign(task, task.node)
    }
    for (const handle of round.refused) {
      const task = taskOf[handle]
      if (!task.isDeleted) store.refuse(task, scheduler.errorOf(handle))
    }
    for (const handle of round.shutDown) {
      const task = taskOf[handle]
      store.setState(task, taskStateCode.shutdown, { owner: 'scheduler' })
    }
    store.commit()
  }

  for (const service of store.services.values()) {
    scheduler.setService(service.id, service.current.version)
  }
  for (const node of store.nodes.values()) setNode(node)
  for (const task of store.tasks) addTask(task)
  // A new leader's scheduler decides at once.
  if (scheduler.needsRound()) term.soon(decide)
  term.watch((changes) => {
    for (const change of changes) hear(change)
    debounce()
  })
}
