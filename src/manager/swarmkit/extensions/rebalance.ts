/**
 * Extension: when a node has become ready, running tasks are moved until no node has two more of a service
 * than another. Each is replaced by a new task that the scheduler places as it places any; the old one
 * stops first. The original never moves what is well.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import type { Restarts } from '../restart/restarts.ts'
import { fits } from '../store/compiled-spec.ts'
import type { NodeObject, ServiceObject, TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'
import { createPace } from './pace.ts'

export function startRebalancing(term: Term, restarts: Restarts): void {
  const { store } = term
  const { rebalance, rebalancePerMinute } = term.settings.extensions
  if (rebalance === 'none' || (rebalance === 'gradual' && rebalancePerMinute === 0)) return
  const pace = createPace(rebalancePerMinute)
  /** Nodes that were not ready when they were last looked at. */
  const absent = new Set<NodeObject>()
  let isDue = false

  const isUsable = ({ isDeleted, state, availability }: NodeObject) =>
    !isDeleted && state === 'ready' && availability === 'active'

  function plan(): void {
    if (isDue) return
    isDue = true
    if (rebalance === 'on-join') term.soon(moveAll)
    else term.at(pace.next(term.nowUs()), moveOne)
  }

  function moveAll(): void {
    isDue = false
    const moved = new Set<TaskObject>()
    for (let task = nextToMove(moved); task !== undefined; task = nextToMove(moved)) {
      moved.add(task)
      move(task)
    }
    store.commit()
  }

  function moveOne(): void {
    isDue = false
    const task = nextToMove(new Set())
    if (task === undefined) return
    move(task)
    store.commit()
    plan()
  }

  function move(task: TaskObject): void {
    store.setDesired(task, taskStateCode.shutdown)
    const replacement = store.createTask({
      service: task.service,
      slot: task.slot,
      node: undefined,
      desired: taskStateCode.ready,
      replaces: { task, cause: 'rebalanced' },
    })
    restarts.starts.start({ task: replacement, delayUs: 0, predecessor: task })
  }

  /** A task of the service and node that have most too much; undefined when all is level. */
  function nextToMove(moved: ReadonlySet<TaskObject>): TaskObject | undefined {
    let best: { readonly task: TaskObject; readonly surplus: number } | undefined
    for (const service of store.services.values()) {
      if (service.current.spec.spec.mode.type !== 'replicated' || isChanging(service)) continue
      const found = surplusOf(service, moved)
      if (found !== undefined && found.surplus > (best?.surplus ?? 1)) best = found
    }
    return best?.task
  }

  function surplusOf(service: ServiceObject, moved: ReadonlySet<TaskObject>) {
    const counts = new Map<NodeObject, TaskObject[]>()
    for (const node of store.nodes.values()) {
      if (isUsable(node) && fits(service.current.spec, node)) counts.set(node, [])
    }
    // What has no node yet will go where there is least.
    let underWay = 0
    for (const task of service.tasks) {
      if (task.desired > taskStateCode.running) continue
      if (task.node === undefined) underWay++
      else if (!moved.has(task)) counts.get(task.node)?.push(task)
    }
    let most: TaskObject[] | undefined
    let least = Number.POSITIVE_INFINITY
    for (const tasks of counts.values()) {
      if (most === undefined || tasks.length > most.length) most = tasks
      least = Math.min(least, tasks.length)
    }
    const task = most?.findLast(({ state }) => state === taskStateCode.running)
    if (most === undefined || task === undefined) return undefined
    return { task, surplus: most.length - least - underWay }
  }

  term.watch((changes) => {
    let hasCome = false
    for (const change of changes) {
      if (change.type !== 'node.updated' && change.type !== 'node.created') continue
      const { node } = change
      if (!isUsable(node)) absent.add(node)
      else if (absent.delete(node)) hasCome = true
    }
    if (hasCome) plan()
  })
}

/** In the middle of an update nobody else moves its tasks. */
function isChanging({ updateStatus }: ServiceObject): boolean {
  return updateStatus?.state === 'updating' || updateStatus?.state === 'rollback_started'
}
