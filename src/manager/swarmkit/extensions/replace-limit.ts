/**
 * Extension: tasks of lost nodes are replaced at a limited rate in each failure domain, because a failure
 * cannot be told from a partition (as Google's Borg does; Verma et al., EuroSys 2015, section 4). What
 * comes back before its turn is not replaced at all.
 */
import { taskStateCode } from '../../../model/swarm-mode.ts'
import type { NodeObject, TaskObject } from '../store/objects.ts'
import type { Term } from '../term.ts'
import { createPace, type Pace } from './pace.ts'

export interface ReplaceLimit {
  /** Whether the task may be replaced now; else `again` is called when its turn has come. */
  admits(task: TaskObject, again: (task: TaskObject) => void): boolean
}

export function createReplaceLimit(term: Term): ReplaceLimit {
  const { replacePerMinute, replaceDomain } = term.settings.extensions
  const paces = new Map<string, Pace>()
  /** Tasks that wait for their turn, and those whose turn it is. */
  const waiting = new Set<TaskObject>()
  const due = new Set<TaskObject>()

  function paceOf(node: NodeObject): Pace {
    const domain = node.labels[replaceDomain] ?? ''
    let pace = paces.get(domain)
    if (pace === undefined) {
      pace = createPace(replacePerMinute)
      paces.set(domain, pace)
    }
    return pace
  }

  /** Drained and removed nodes are somebody's wish, and what has ended is no guess. */
  function isGuess(node: NodeObject, { state }: TaskObject): boolean {
    return node.state === 'down' && !node.isDeleted && state <= taskStateCode.running
  }

  return {
    admits(task, again) {
      const { node } = task
      if (replacePerMinute === 0 || node === undefined || !isGuess(node, task)) return true
      if (due.delete(task)) return true
      if (waiting.has(task)) return false
      const atUs = paceOf(node).next(term.nowUs())
      if (atUs <= term.nowUs()) return true
      waiting.add(task)
      term.at(atUs, () => {
        waiting.delete(task)
        if (task.isDeleted || node.state !== 'down') return
        due.add(task)
        again(task)
      })
      return false
    },
  }
}
