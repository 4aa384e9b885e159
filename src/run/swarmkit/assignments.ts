/** What the leader wants of its workers, on its way to them: in batches, as its dispatcher sends it. */
import { assignmentBatchItems, assignmentBatchUs } from '../../manager/swarmkit/constants.ts'
import type { NodeObject, TaskObject } from '../../manager/swarmkit/store/objects.ts'
import type { Swarm } from '../../manager/swarmkit/swarm.ts'
import type { RunContext } from '../../model/run-context.ts'
import { taskStateCode } from '../../model/swarm-mode.ts'
import { growInt32, growUint8 } from '../../sim/growable.ts'
import type { Post } from './post.ts'

export interface Assignments {
  /** What has changed for it so far is not sent. */
  forget(post: Post): void
}

/** Hears of the store's changes from now on and passes them on to the posts they concern. */
export function startAssignments(
  context: RunContext,
  swarm: Swarm,
  postOf: (node: NodeObject) => Post | undefined,
): Assignments {
  const { latencyUs } = context.model.costs
  /** By task: 1 while it stands in a post's list of changes, and the desired state last looked at. */
  let isListed: Uint8Array = new Uint8Array(0)
  let desiredOf: Int32Array = new Int32Array(0)

  /** What the worker has reported itself is no news for it (dispatcher/assignments.go). */
  function isNews({ index, state, desired, isDeleted }: TaskObject): boolean {
    desiredOf = growInt32(desiredOf, index + 1)
    const isOther = desiredOf[index] !== desired
    desiredOf[index] = desired
    return isOther || isDeleted || state <= taskStateCode.assigned
  }

  /** What the leader wants of a worker is sent once nothing has changed for a while. */
  function changed(task: TaskObject): void {
    const post = task.node && postOf(task.node)
    if (!isNews(task) || post === undefined || post.via < 0 || post.isSilent) return
    isListed = growUint8(isListed, task.index + 1)
    if (isListed[task.index] === 0) {
      isListed[task.index] = 1
      post.changed.push(task)
    }
    const nowUs = context.nowUs()
    post.flushUs =
      (post.changed.length >= assignmentBatchItems ? nowUs : nowUs + assignmentBatchUs) + latencyUs
    if (!post.isFlushDue) flushAt(post)
  }

  function flushAt(post: Post): void {
    post.isFlushDue = true
    context.at(post.flushUs, () => {
      post.isFlushDue = false
      if (post.flushUs > context.nowUs()) flushAt(post)
      else flush(post)
    })
  }

  function takeChanged(post: Post): readonly TaskObject[] {
    const tasks = post.changed
    for (const { index } of tasks) isListed[index] = 0
    post.changed = []
    return tasks
  }

  function flush(post: Post): void {
    const tasks = takeChanged(post)
    if (post.via < 0 || post.isSilent) return
    for (const task of tasks) {
      if (task.isDeleted) post.worker.taskDeleted(task)
      else post.worker.taskChanged(seenByWorker(task))
    }
  }

  swarm.store.watch((changes) => {
    for (const change of changes) {
      if (change.type === 'task.updated' || change.type === 'task.deleted') changed(change.task)
    }
  })

  return { forget: takeChanged }
}

export function seenByWorker(task: TaskObject) {
  const { desired, state } = task
  return { key: task, image: task.spec.spec.task.image, desired, state }
}
