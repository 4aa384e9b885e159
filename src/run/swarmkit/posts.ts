/**
 * One worker on each node of the swarm, and what gets through between it and the leader. A worker talks to
 * one of the managers, which passes everything on to the leader. When nothing gets through any more, the
 * leader misses its beats, and the worker notices when a beat of its own is not answered.
 */

import { reconnectUsAtMost } from '../../engine/swarmkit/reconnect.ts'
import { createWorker, type Worker } from '../../engine/swarmkit/worker.ts'
import {
  assignmentBatchItems,
  assignmentBatchUs,
  workerCallTimeoutUs,
} from '../../manager/swarmkit/constants.ts'
import type { NodeObject, TaskObject } from '../../manager/swarmkit/store/objects.ts'
import type { Swarm } from '../../manager/swarmkit/swarm.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { createStream } from '../../sim/random.ts'
import type { Containers } from './containers.ts'
import type { Links } from './links.ts'
import type { Managers } from './managers.ts'

export interface Posts {
  /** The node is a member of the swarm from now on, and its worker registers. */
  join(node: number, object: NodeObject): void
  /** It was removed, or it left: its worker ends, and its containers with it. */
  leave(node: number): void
  crash(node: number): void
  freeze(node: number): void
  /** The machine is on again, or answers again. */
  recover(node: number): void
  /** Who hears whom, or which manager is up, may have changed. */
  review(): void
  /** Called while it still leads. Whoever can reach its machine is told, the others have to notice. */
  leaderStopping(manager: number): void
  leaderStarted(): void
  workerOf(node: number): Worker<TaskObject> | undefined
}

export interface PostsOptions {
  readonly context: RunContext
  readonly swarm: Swarm
  readonly links: Links
  readonly managers: Managers
  readonly containers: Containers
}

/** Shares of lost messages are drawn to one part in a million. */
const lossParts = 1_000_000

interface Post {
  readonly node: number
  readonly object: NodeObject
  readonly worker: Worker<TaskObject>
  /** The manager it talks to, -1 while it has none. */
  via: number
  isOff: boolean
  isFrozen: boolean
  /** Nothing gets through, and it has not noticed yet. */
  isSilent: boolean
  /** It has nobody to talk to, and waits to be told. */
  isWaiting: boolean
  /** Voids what was planned before something changed. */
  epoch: number
  sessions: number
  /** What the leader has changed since the last batch. */
  readonly changed: Set<TaskObject>
  flushUs: number
  isFlushDue: boolean
}

export function createPosts({ context, swarm, links, managers, containers }: PostsOptions): Posts {
  const { model } = context
  const specs = swarmkitSettings(model).managers
  const posts = new Map<number, Post>()
  const byObject = new Map<NodeObject, Post>()

  function passes(node: number, manager: number): boolean {
    const { leading } = managers
    if (leading < 0 || !managers.isUp(manager)) return false
    const [via, leader] = [links.machineOf(manager), links.machineOf(leading)]
    return links.areConnected(node, via) && links.areConnected(via, leader)
  }

  function reachable(node: number): number[] {
    return specs.flatMap((_, manager) => (passes(node, manager) ? [manager] : []))
  }

  function register(post: Post, answered: () => void): 'taken' | 'refused' | 'unreachable' {
    const { node, object } = post
    const dispatcher = swarm.dispatcher()
    const candidates = reachable(node)
    if (candidates.length === 0 || dispatcher === undefined) {
      // While somebody is there who may find a leader it goes on asking.
      const hasManager = specs.some(
        (_, one) => managers.isUp(one) && links.areConnected(node, links.machineOf(one)),
      )
      if (hasManager) return 'refused'
      post.isWaiting = true
      return 'unreachable'
    }
    post.isWaiting = false
    const name = `remote/${model.nodes[node].name}/${++post.sessions}`
    const via = candidates[createStream(model.seed, name).below(candidates.length)]
    const isTaken = dispatcher.register(object, () => {
      if (!passes(node, via) || post.isOff || post.isFrozen) return
      post.via = via
      post.isSilent = false
      post.epoch++
      watchBeats(post)
      answered()
    })
    return isTaken ? 'taken' : 'refused'
  }

  /** On a connection that loses messages every beat may be the one that is lost. */
  function watchBeats(post: Post): void {
    const { epoch, node, via, object } = post
    const [there, back] = [
      links.link(node, links.machineOf(via)),
      links.link(links.machineOf(via), node),
    ]
    const loss = 1 - (1 - (there?.loss ?? 0)) * (1 - (back?.loss ?? 0))
    const nextUs = swarm.dispatcher()?.nextBeatUs(object)
    if (loss === 0 || nextUs === undefined) return
    // Just before it: a beat that is lost must not have come.
    context.at(Math.max(context.nowUs(), nextUs - 1), () => {
      if (post.epoch !== epoch) return
      const name = `loss/${model.nodes[node].name}/${nextUs}`
      if (createStream(model.seed, name).below(lossParts) < loss * lossParts) fallSilent(post)
      else context.at(nextUs, () => post.epoch === epoch && watchBeats(post))
    })
  }

  function fallSilent(post: Post): void {
    if (post.via < 0 || post.isSilent) return
    post.isSilent = true
    post.worker.cutOff()
    const dispatcher = swarm.dispatcher()
    const nextUs = dispatcher?.nextBeatUs(post.object) ?? context.nowUs()
    dispatcher?.silence(post.object)
    const epoch = ++post.epoch
    context.at(nextUs + workerCallTimeoutUs, () => {
      if (post.epoch === epoch) notice(post)
    })
  }

  /** Its beat was not answered: it looks for another manager. */
  function notice(post: Post): void {
    post.via = -1
    post.isSilent = false
    post.epoch++
    if (!post.isOff && !post.isFrozen) post.worker.connect()
  }

  /** What is between them works again. */
  function hearAgain(post: Post): void {
    if (post.via >= 0 && post.isSilent) {
      post.isSilent = false
      const epoch = ++post.epoch
      if (swarm.dispatcher()?.resume(post.object)) {
        post.worker.resume()
        watchBeats(post)
        return
      }
      // Its next beat is answered by a leader that knows nothing of its session.
      const { heartbeatPeriodUs } = swarmkitSettings(model)
      context.after(waitUs(post, 'beat', heartbeatPeriodUs), () => {
        if (post.epoch === epoch) notice(post)
      })
    } else if (post.via < 0 && post.isWaiting) {
      post.isWaiting = false
      const epoch = ++post.epoch
      // It is somewhere within its longest wait.
      context.after(waitUs(post, 'back', reconnectUsAtMost(64)), () => {
        if (post.epoch === epoch && !post.isOff && !post.isFrozen) post.worker.connect()
      })
    }
  }

  function waitUs(post: Post, why: string, atMostUs: number): number {
    const name = `reconnect/${model.nodes[post.node].name}/${why}/${post.epoch}`
    return createStream(model.seed, name).uniformUs(0, atMostUs)
  }

  function reviewOne(post: Post): void {
    if (post.isOff || post.isFrozen) return
    if (post.via < 0) {
      if (post.isWaiting && reachable(post.node).length > 0) hearAgain(post)
    } else if (passes(post.node, post.via)) {
      if (post.isSilent) hearAgain(post)
      else watchAgain(post)
    } else if (!managers.isUp(post.via) && links.areConnected(post.node, viaOf(post))) {
      // Only the process is gone: its machine ends the connection.
      loseSession(post)
    } else fallSilent(post)
  }

  function viaOf(post: Post): number {
    return links.machineOf(post.via)
  }

  function watchAgain(post: Post): void {
    post.epoch++
    watchBeats(post)
  }

  function loseSession(post: Post): void {
    swarm.dispatcher()?.silence(post.object)
    post.via = -1
    post.isSilent = false
    post.epoch++
    post.worker.sessionLost()
  }

  /** What the leader wants of a worker is sent once nothing has changed for a while. */
  function changed(task: TaskObject): void {
    const post = task.node && byObject.get(task.node)
    if (post === undefined || post.via < 0 || post.isSilent) return
    post.changed.add(task)
    const nowUs = context.nowUs()
    post.flushUs =
      (post.changed.size >= assignmentBatchItems ? nowUs : nowUs + assignmentBatchUs) +
      model.costs.latencyUs
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

  function flush(post: Post): void {
    const tasks = [...post.changed]
    post.changed.clear()
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

  function createPost(node: number, object: NodeObject): Post {
    const worker = createWorker<TaskObject>({
      at: context.at,
      nowUs: context.nowUs,
      register: (answered) => register(post, answered),
      hasSession: () => post.via >= 0 && (swarm.dispatcher()?.hasSession(object) ?? false),
      *tasks() {
        for (const task of object.tasks) yield seenByWorker(task)
      },
      report: (task, state, error) => swarm.dispatcher()?.report({ task, state, error }),
      behaviourOf: (task) => containers.behaviourOf(node, task),
      happened: (task, state) => containers.happened(node, task, state),
      removed: (task) => containers.removed(node, task),
      retryUs: (attempt) => waitUs(post, `${attempt}`, reconnectUsAtMost(attempt)) + 1,
      pollUs: 1,
    })
    const post: Post = {
      node,
      object,
      worker,
      via: -1,
      isOff: false,
      isFrozen: false,
      isSilent: false,
      isWaiting: false,
      epoch: 0,
      sessions: 0,
      changed: new Set(),
      flushUs: 0,
      isFlushDue: false,
    }
    return post
  }

  return {
    join(node, object) {
      const post = createPost(node, object)
      posts.set(node, post)
      byObject.set(object, post)
      post.worker.connect()
    },
    leave(node) {
      const post = posts.get(node)
      if (post === undefined) return
      posts.delete(node)
      byObject.delete(post.object)
      post.epoch++
      post.via = -1
      post.worker.leave()
      for (const task of [...post.object.tasks]) containers.removed(node, task)
    },
    crash(node) {
      const post = posts.get(node)
      if (post === undefined) return
      post.isOff = true
      post.worker.crash()
      if (post.via >= 0) swarm.dispatcher()?.silence(post.object)
      post.via = -1
      post.isSilent = false
      post.epoch++
    },
    freeze(node) {
      const post = posts.get(node)
      if (post === undefined) return
      fallSilent(post)
      post.isFrozen = true
      post.worker.freeze()
      // Nor does it notice anything.
      post.epoch++
    },
    recover(node) {
      const post = posts.get(node)
      if (post === undefined) return
      const wasOff = post.isOff
      const wasFrozen = post.isFrozen
      post.isOff = false
      post.isFrozen = false
      if (wasFrozen) post.worker.thaw()
      if (wasOff) post.worker.connect()
      else reviewOne(post)
    },
    review: () => {
      for (const post of posts.values()) reviewOne(post)
    },
    leaderStopping(manager) {
      const leader = links.machineOf(manager)
      for (const post of posts.values()) {
        post.changed.clear()
        if (post.via < 0 || post.isOff || post.isFrozen || post.isSilent) continue
        const isTold = links.areConnected(post.node, leader)
        if (isTold) loseSession(post)
        else fallSilent(post)
      }
    },
    leaderStarted() {
      for (const post of posts.values()) reviewOne(post)
    },
    workerOf: (node) => posts.get(node)?.worker,
  }
}

function seenByWorker(task: TaskObject) {
  const { desired, state } = task
  return { key: task, image: task.spec.spec.task.image, desired, state }
}
