/** A node of the swarm as its worker's connection to the managers sees it. */
import type { Worker } from '../../engine/swarmkit/worker.ts'
import type { NodeObject, TaskObject } from '../../manager/swarmkit/store/objects.ts'

export interface Post {
  readonly node: number
  readonly object: NodeObject
  readonly worker: Worker<TaskObject>
  /** The manager it talks to, -1 while it has none. */
  via: number
  isOff: boolean
  /** It has asked for a session and has no answer yet. */
  isRegistering: boolean
  isFrozen: boolean
  /** Nothing gets through, and it has not noticed yet. */
  isSilent: boolean
  /** Since when nobody has talked to it, -1 while somebody does. */
  aloneUs: number
  /** It has nobody to talk to, and waits to be told. */
  isWaiting: boolean
  /** Voids what was planned before something changed. */
  epoch: number
  sessions: number
  /** What the leader has changed since the last batch. */
  changed: TaskObject[]
  flushUs: number
  isFlushDue: boolean
}

export function newPost(node: number, object: NodeObject, worker: Worker<TaskObject>): Post {
  return {
    node,
    object,
    worker,
    via: -1,
    isOff: false,
    isRegistering: false,
    isFrozen: false,
    isSilent: false,
    aloneUs: -1,
    isWaiting: false,
    epoch: 0,
    sessions: 0,
    changed: [],
    flushUs: 0,
    isFlushDue: false,
  }
}
