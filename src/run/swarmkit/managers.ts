/**
 * The managers of a swarm in a run: the Raft group between them tells who leads, and the leader's store
 * writes through its log. Of two that take themselves for the leader only the newer one manages.
 */
import type { ReplicatedEntry } from '../../manager/swarmkit/context.ts'
import {
  createRaftGroup,
  type RaftGroup,
  type RaftNews,
  raftDefaults,
} from '../../manager/swarmkit/raft/index.ts'
import type { RunContext } from '../../model/run-context.ts'
import { swarmkitSettings } from '../../model/settings.ts'
import { managerState } from '../../model/states.ts'
import type { Links } from './links.ts'

export interface Managers {
  readonly group: RaftGroup
  /** Whose decisions count; -1 while nobody leads. */
  readonly leading: number
  isUp(manager: number): boolean
  /** Writes a commit of the leader's store. */
  replicate(entry: ReplicatedEntry): void
  begin(): void
  crash(manager: number): void
  recover(manager: number): void
  freeze(manager: number): void
  thaw(manager: number): void
  linksChanged(): void
  forceNewCluster(manager: number): void
}

export interface ManagersOptions {
  readonly context: RunContext
  readonly links: Links
  readonly everyBeat: boolean
  /** It manages from now on. */
  readonly started: (manager: number) => void
  readonly stopped: (manager: number) => void
  /** The group has taken it in, or let it go. */
  readonly membership: () => void
}

/** An entry on its way whose leader may have lost it. */
interface Pending {
  readonly entry: ReplicatedEntry
  /** Where it stands in the log of its leader. */
  index: number
  term: number
}

/** Of an entry that is in no log. */
const nowhere = -1

/** A commit that takes longer than a second waits for a quorum, and not for a slow link. */
const stalledAfterUs = 1_000_000

export function createManagers(options: ManagersOptions): Managers {
  const { context, links } = options
  const { model, cluster } = context
  const settings = swarmkitSettings(model)
  const specs = settings.managers
  let leading = -1
  let pending: Pending[] = []

  const group = createRaftGroup({
    seed: model.seed,
    names: specs.map(({ name }) => name),
    settings: { ...raftDefaults, ...settings.raft },
    clock: { nowUs: context.nowUs, at: context.at },
    links: { link: (from, to) => links.link(links.machineOf(from), links.machineOf(to)) },
    news: hear,
    everyBeat: options.everyBeat,
  })

  const hasProcess = (manager: number) => cluster.managers[manager] !== managerState.down

  function hear(news: RaftNews): void {
    const { member } = news
    switch (news.type) {
      case 'campaigned':
        context.emit('raft.campaigned', member, news.term, news.lastIndex)
        break
      case 'voted':
        context.emit('raft.voted', member, news.candidate, news.term)
        break
      case 'voteRefused':
        context.emit('raft.voteRefused', member, news.candidate, context.text(news.reason))
        break
      case 'elected':
        context.emit('raft.elected', member, news.term)
        context.emit('manager.elected', member)
        break
      case 'ready':
        // After the moment in which it happens: a deposed leader may be in the middle of something.
        soon(() => lead(member))
        break
      case 'steppedDown':
        soon(() => {
          if (leading === member && !group.isLeader(member)) stopLeading()
        })
        // Its end is a fact of its own.
        if (news.reason === 'stopped') break
        context.emit('raft.steppedDown', member, news.term, context.text(news.reason))
        if (cluster.managers[member] === managerState.primary) {
          context.emit('manager.deposed', member)
        }
        break
      case 'followed':
        context.emit('raft.followed', member, news.leader, news.term)
        break
      case 'appended':
        context.emit('raft.appended', member, news.index, news.term)
        break
      case 'committed':
        context.emit('raft.committed', member, news.index)
        break
      case 'snapshot':
        if (news.isReceived) context.emit('raft.snapshot', member, news.index)
        break
      case 'memberAdded':
      case 'memberRemoved': {
        const isAdded = news.type === 'memberAdded'
        context.emit(isAdded ? 'raft.memberAdded' : 'raft.memberRemoved', member)
        options.membership()
        break
      }
      case 'left':
        if (hasProcess(member)) context.emit('manager.left', member)
        break
    }
  }

  function soon(callback: () => void): void {
    context.at(context.nowUs(), callback)
  }

  function lead(manager: number): void {
    if (leading === manager || !group.isLeader(manager)) return
    if (leading >= 0) stopLeading()
    settle(manager)
    leading = manager
    options.started(manager)
  }

  function stopLeading(): void {
    const before = leading
    leading = -1
    options.stopped(before)
    for (const { entry } of pending) entry.abandoned()
  }

  /** What the new leader has in its log happened; what it does not have never did. */
  function settle(leader: number): void {
    const undecided = pending
    pending = []
    const lost: Pending[] = []
    for (const one of undecided) {
      if (group.termAt(leader, one.index) === one.term) one.entry.survived()
      else lost.push(one)
    }
    for (const { entry } of lost.reverse()) entry.dropped()
  }

  function watch(one: Pending, manager: number): void {
    context.after(stalledAfterUs, () => {
      if (!pending.includes(one) || leading !== manager) return
      if (cluster.raft.isStalled[manager] === 0) context.emit('manager.stalled', manager, one.index)
    })
  }

  function propose(one: Pending, manager: number): void {
    const { lastIndex, term } = group.state(manager)
    group.propose(manager, {
      committed() {
        pending.splice(pending.indexOf(one), 1)
        if (cluster.raft.isStalled[manager] === 1) {
          context.emit('manager.resumed', manager, one.index)
        }
        one.entry.committed()
      },
      dropped() {
        // A leader that steps down leaves the decision to the next one. One that still leads was about
        // to hand over, which has come to nothing: it tries again.
        context.after(settings.raft.tickUs, () => {
          if (leading === manager && pending.includes(one)) propose(one, manager)
        })
      },
    })
    if (!pending.includes(one)) return
    if (group.state(manager).lastIndex > lastIndex) {
      one.index = lastIndex + 1
      one.term = term
    }
    watch(one, manager)
  }

  return {
    group,
    get leading() {
      return leading
    },
    isUp: (manager) => group.state(manager).isUp,
    replicate(entry) {
      const one: Pending = { entry, index: nowhere, term: nowhere }
      pending.push(one)
      // Its leader was deposed in the middle of what it did: none of it will be kept.
      if (leading < 0) entry.abandoned()
      else propose(one, leading)
    },
    begin() {
      const members = specs.flatMap(({ isLater }, manager) => (isLater ? [] : [manager]))
      for (const manager of members) context.emit('manager.started', manager)
      for (const manager of members) context.emit('raft.memberAdded', manager)
      group.bootstrap(members[0], members)
      for (const manager of members) {
        const { lastIndex, commitIndex, term } = group.state(manager)
        context.emit('raft.appended', manager, lastIndex, term)
        context.emit('raft.committed', manager, commitIndex)
      }
    },
    crash(manager) {
      // One that stands still can still lose its power.
      if (!hasProcess(manager)) return
      group.stop(manager)
      context.emit('manager.crashed', manager)
      if (leading === manager) stopLeading()
    },
    recover(manager) {
      if (hasProcess(manager) || cluster.raft.isMember[manager] === 0) return
      if (!links.isOn(links.machineOf(manager))) return
      context.emit('manager.started', manager)
      group.start(manager)
    },
    freeze: (manager) => group.freeze(manager),
    thaw: (manager) => group.thaw(manager),
    linksChanged: () => group.linksChanged(),
    forceNewCluster(manager) {
      if (!group.state(manager).isUp) return
      // It begins anew, also if it leads. What the others would go on with, a second swarm, is not followed.
      if (leading === manager) stopLeading()
      if (cluster.managers[manager] === managerState.primary) {
        context.emit('manager.deposed', manager)
      }
      for (const other of specs.keys()) {
        if (other === manager || !hasProcess(other)) continue
        context.emit('manager.left', other)
        group.stop(other)
      }
      group.forceNewCluster(manager)
    },
  }
}
