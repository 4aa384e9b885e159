/**
 * The Raft group of swarm mode's managers: all members, the network between them and what is due
 * among them, behind one object. The run gives it a clock and tells it what happens to machines and
 * links; it tells the run who leads and what is committed. A healthy group has no events at all.
 */
import { assert } from '../../../sim/assert.ts'
import type { Core } from './core.ts'
import { createRaftLoop, type RaftGroupOptions, type RaftLoop } from './loop.ts'
import { isLeading, isUp, type Member, nobody, quorumOf, type Role } from './member.ts'
import { canRemove, longestReachable, transferTo } from './membership.ts'
import { bootstrap, crash, freeze, restartAlone, startProcess, thaw } from './processes.ts'
import { proposeChange, proposeEntry } from './proposals.ts'
import { awaken } from './quiet.ts'
import type { ProposalCallbacks } from './settings.ts'

export interface RaftState {
  readonly role: Role
  readonly isUp: boolean
  readonly term: number
  readonly vote: number
  readonly leader: number
  readonly lastIndex: number
  readonly commitIndex: number
  readonly members: readonly number[]
}

export interface RaftGroup {
  /** `swarm init` on the first, and all others joined since: everybody is up to date at once. */
  bootstrap(leader: number, members: readonly number[]): void
  /** A process starts, for the first time or again: log, term and vote are still on its disk. */
  start(member: number): void
  /** A crash: what is on its way to the member is lost, and so is all that is not on disk. */
  stop(member: number): void
  /** The process stands still: it counts no ticks, and what is sent to it is lost. */
  freeze(member: number): void
  thaw(member: number): void
  /** Links are looked at now; until then the group goes by what they were. */
  linksChanged(): void
  /** The leader of the highest term that is up; -1 when there is none. */
  leader(): number
  /** Whether it takes itself for the leader; a stale one in a minority does too. */
  isLeader(member: number): boolean
  /** Exactly one of the callbacks is called; at once if the member is alone, or does not lead. */
  propose(member: number, callbacks: ProposalCallbacks): void
  /** The text of a refusal; undefined when the change was proposed. The newcomer must be running. */
  addMember(leader: number, member: number, callbacks: ProposalCallbacks): string | undefined
  removeMember(leader: number, member: number, callbacks: ProposalCallbacks): string | undefined
  /** Whether SwarmKit lets the current leader remove or demote this member. */
  canRemove(member: number): boolean
  /** To the one that has been reachable for longest, unless told. To whom; -1 when to nobody. */
  transfer(leader: number, to?: number): number
  /** `--force-new-cluster`: the member restarts as the only one, with what was committed. */
  forceNewCluster(member: number): void
  /** As the leader knows them; without one, as the member does that has committed most. */
  members(): readonly number[]
  quorum(): number
  state(member: number): RaftState
  /** Undefined when the entry is not, or no longer, in the member's log. */
  termAt(member: number, index: number): number | undefined
}

export function createRaftGroup(options: RaftGroupOptions): RaftGroup {
  const loop = createRaftLoop(options)
  const { core } = loop
  return { ...processesOf(loop), ...proposalsOf(loop), ...questionsOf(core) }
}

type Processes = Pick<
  RaftGroup,
  'bootstrap' | 'start' | 'stop' | 'freeze' | 'thaw' | 'linksChanged' | 'forceNewCluster'
>

function processesOf({ core, enter, networkChanged, linksChanged }: RaftLoop): Processes {
  const change = (act: (core: Core, member: Member) => void) => (member: number) =>
    enter(() => {
      act(core, memberAt(core, member))
      networkChanged()
    })
  return {
    start: change(startProcess),
    stop: change(crash),
    freeze: change(freeze),
    thaw: change(thaw),
    forceNewCluster: change(restartAlone),
    bootstrap: (leader, members) =>
      enter(() => {
        assert(
          core.members.every(({ term }) => term === 0),
          'a group began twice',
        )
        assert(members.includes(leader), 'the first leader is no member')
        const others = members.filter((member) => member !== leader)
        bootstrap(
          core,
          memberAt(core, leader),
          others.map((other) => memberAt(core, other)),
        )
        networkChanged()
      }),
    linksChanged: () =>
      enter(() => {
        for (const member of core.members) awaken(core, member)
        linksChanged()
        networkChanged()
      }),
  }
}

type Proposals = Pick<RaftGroup, 'propose' | 'addMember' | 'removeMember' | 'transfer'>

function proposalsOf({ core, enter }: RaftLoop): Proposals {
  const change = (
    type: 'add' | 'remove',
    leader: number,
    member: number,
    callbacks: ProposalCallbacks,
  ) =>
    enter(() => {
      const changed = memberAt(core, member)
      return proposeChange(core, memberAt(core, leader), { type, changed }, callbacks)
    })
  return {
    propose: (member, callbacks) =>
      enter(() => proposeEntry(core, memberAt(core, member), callbacks)),
    addMember: (leader, member, callbacks) => change('add', leader, member, callbacks),
    removeMember: (leader, member, callbacks) => change('remove', leader, member, callbacks),
    transfer: (leader, to) =>
      enter(() => {
        const member = memberAt(core, leader)
        if (!isUp(member) || !isLeading(member)) return nobody
        const chosen = to ?? longestReachable(core, member)
        if (!member.progress.has(chosen)) return nobody
        awaken(core, member)
        transferTo(core, member, chosen)
        core.touch(member)
        return chosen
      }),
  }
}

type Questions = Pick<
  RaftGroup,
  'leader' | 'isLeader' | 'canRemove' | 'members' | 'quorum' | 'state' | 'termAt'
>

function questionsOf(core: Core): Questions {
  const leader = () => leaderOf(core)?.index ?? nobody
  const members = () => (leaderOf(core) ?? furthest(core)).config
  return {
    leader,
    isLeader: (member) => isLeading(memberAt(core, member)),
    canRemove(member) {
      const current = leaderOf(core)
      return current !== undefined && canRemove(core, current, member)
    },
    members,
    quorum: () => quorumOf(members()),
    state(index) {
      const member = memberAt(core, index)
      const { role, term, vote, leader: followed, log, config } = member
      const { lastIndex, commitIndex } = log
      return {
        role,
        isUp: isUp(member),
        term,
        vote,
        leader: followed,
        lastIndex,
        commitIndex,
        members: config,
      }
    },
    termAt: (member, index) => memberAt(core, member).log.termAt(index),
  }
}

function memberAt(core: Core, index: number): Member {
  const member = core.members[index]
  assert(member !== undefined, `there is no member ${index}`)
  return member
}

function leaderOf(core: Core): Member | undefined {
  let found: Member | undefined
  for (const member of core.members) {
    if (isUp(member) && isLeading(member) && !(found && found.term > member.term)) found = member
  }
  return found
}

function furthest(core: Core): Member {
  let [found] = core.members
  for (const member of core.members) {
    if (member.log.commitIndex > found.log.commitIndex) found = member
  }
  return found
}
