/**
 * One worker on each node of the swarm, and what gets through between it and the leader. A worker talks to
 * one of the managers, which passes everything on to the leader. When nothing gets through any more, the
 * leader misses its beats, and the worker notices when a beat of its own is not answered.
 */
import { reconnectUsAtMost } from '../../engine/swarmkit/reconnect.ts'
import { createWorker, type Worker } from '../../engine/swarmkit/worker.ts'
import { workerCallTimeoutUs } from '../../manager/swarmkit/constants.ts'
import type { NodeObject, TaskObject } from '../../manager/swarmkit/store/objects.ts'
import type { Swarm } from '../../manager/swarmkit/swarm.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { createStream } from '../../sim/random.ts'
import { seenByWorker, startAssignments } from './assignments.ts'
import { type Containers, lostWithMachine } from './containers.ts'
import { createIsolation } from './isolation.ts'
import type { Links } from './links.ts'
import type { Managers } from './managers.ts'
import { newPost, type Post } from './post.ts'

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

export function createPosts({ context, swarm, links, managers, containers }: PostsOptions): Posts {
  const { model } = context
  const specs = swarmkitSettings(model).managers
  const posts = new Map<number, Post>()
  /** By index of the node's object. */
  const byObject: (Post | undefined)[] = []
  const beginAlone = createIsolation(context)

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
      post.isRegistering = false
      if (post.isOff || post.isFrozen) return
      if (!passes(node, via)) {
        post.worker.sessionLost()
        return
      }
      post.via = via
      post.isSilent = false
      post.aloneUs = -1
      post.epoch++
      watchBeats(post)
      answered()
    })
    post.isRegistering = isTaken
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
    if (loss === 0) return
    const nextUs = swarm.dispatcher()?.nextBeatUs(object)
    if (nextUs === undefined) return
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
    beginAlone(post)
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
        post.aloneUs = -1
        post.worker.resume()
        watchBeats(post)
        return
      }
      // Its next beat is answered by a leader that knows nothing of its session.
      post.via = -1
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

  const viaOf = (post: Post) => links.machineOf(post.via)

  function watchAgain(post: Post): void {
    post.epoch++
    watchBeats(post)
  }

  function loseSession(post: Post): void {
    swarm.dispatcher()?.silence(post.object)
    post.via = -1
    post.isSilent = false
    post.epoch++
    beginAlone(post)
    post.worker.sessionLost()
  }

  const assignments = startAssignments(context, swarm, ({ index }) => byObject[index])

  function createPost(node: number, object: NodeObject): Post {
    const worker = createWorker<TaskObject>({
      at: context.at,
      afterWith: context.afterWith,
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
      lostError: lostWithMachine,
      pollUs: 1,
    })
    const post = newPost(node, object, worker)
    return post
  }

  return {
    join(node, object) {
      const post = createPost(node, object)
      posts.set(node, post)
      byObject[object.index] = post
      post.worker.connect()
    },
    leave(node) {
      const post = posts.get(node)
      if (post === undefined) return
      posts.delete(node)
      byObject[post.object.index] = undefined
      post.epoch++
      post.via = -1
      post.worker.leave()
      for (const task of [...post.object.tasks]) containers.removed(node, task)
    },
    crash(node) {
      const post = posts.get(node)
      if (post === undefined) return
      post.isOff = true
      post.isRegistering = false
      post.aloneUs = -1
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
      if (wasOff || (wasFrozen && post.via < 0)) post.worker.connect()
      else reviewOne(post)
    },
    review: () => {
      for (const post of posts.values()) reviewOne(post)
    },
    leaderStopping(manager) {
      const leader = links.machineOf(manager)
      for (const post of posts.values()) {
        assignments.forget(post)
        // Whoever waits for an answer gets none any more.
        if (post.isRegistering) post.worker.sessionLost()
        post.isRegistering = false
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
