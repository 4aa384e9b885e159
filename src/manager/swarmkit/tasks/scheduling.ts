/**
 * The scheduler's loop: it takes in every commit, and once the store has been quiet for 50 ms, or a
 * second has passed, it decides about all tasks that wait and writes the decisions.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import { createSwarmkitScheduler } from '../../../scheduler/swarmkit/scheduler.ts'
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
  const slotOf = new Map<NodeObject, number>()
  const nodeAt: NodeObject[] = []
  const handleOf = new Map<TaskObject, number>()
  const taskOf: TaskObject[] = []
  /** Tasks as the scheduler has left them: it need not hear of its own writing. */
  let debounceStartUs = -1
  let dueUs = -1
  let isEventDue = false

  function setNode(node: NodeObject): void {
    if (node.isDeleted) return
    const slot = scheduler.setNode(node.view)
    slotOf.set(node, slot)
    nodeAt[slot] = node
  }

  function addTask(task: TaskObject): void {
    if (task.isDeleted || handleOf.has(task)) return
    const slot = task.node && slotOf.get(task.node)
    const handle = scheduler.addTask({
      service: task.service.id,
      specVersion: task.specVersion,
      spec: task.spec.request,
      state: task.state,
      desired: task.desired,
      ...(slot !== undefined && { node: slot }),
    })
    handleOf.set(task, handle)
    taskOf[handle] = task
  }

  function updateTask(task: TaskObject): void {
    const handle = handleOf.get(task)
    if (handle === undefined) return
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
        const slot = slotOf.get(change.node)
        if (slot === undefined) break
        scheduler.removeNode(slot)
        slotOf.delete(change.node)
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
        const handle = handleOf.get(change.task)
        if (handle === undefined) break
        scheduler.removeTask(handle)
        handleOf.delete(change.task)
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
