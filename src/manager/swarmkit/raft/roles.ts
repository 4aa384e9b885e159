/** How a member becomes follower, candidate or leader, and what it forgets as it does. */
import type { Core } from './core.ts'
import {
  isUp,
  type Member,
  mayCampaign,
  nobody,
  type Progress,
  quorumOf,
  ticksNow,
} from './member.ts'
import { isDead, send } from './messages.ts'
import { advanceCommit, appendOwn, sendAppends } from './replication.ts'
import type { StepDownReason } from './settings.ts'

/** A new term or a new role: time-outs start again, with a new draw. */
export function reset(core: Core, member: Member, term: number): void {
  const { electionTicks } = core.settings
  if (member.term !== term) {
    member.term = term
    member.vote = nobody
  }
  member.leader = nobody
  member.resetTick = ticksNow(core, member)
  member.timeoutTicks = electionTicks + member.timeouts.below(electionTicks)
  member.isAsleep = false
  member.transferee = nobody
  member.votes = new Map()
  member.progress = new Map()
  member.isReady = false
  member.changeIndex = 0
}

export function becomeFollower(
  core: Core,
  member: Member,
  to: { readonly term: number; readonly leader: number; readonly reason: StepDownReason },
): void {
  const { role, term, leader, transferee } = member
  reset(core, member, to.term)
  member.role = 'follower'
  member.leader = to.leader
  if (role === 'leader') {
    const isTransferred = to.reason === 'higher term' && transferee !== nobody
    const reason = isTransferred ? 'transferred' : to.reason
    core.tell({ type: 'steppedDown', member: member.index, term, reason })
    dropProposals(core, member, 'the leader stepped down')
  } else if (role === 'candidate' && to.leader === nobody) {
    core.tell({ type: 'steppedDown', member: member.index, term, reason: to.reason })
  }
  if (to.leader !== nobody && (leader !== to.leader || term !== to.term)) tellFollowed(core, member)
}

/** A beat or an append of the leader of its term. */
export function follow(core: Core, member: Member, leader: number): void {
  if (member.role !== 'follower') {
    becomeFollower(core, member, { term: member.term, leader, reason: 'higher term' })
    return
  }
  member.resetTick = ticksNow(core, member)
  if (member.leader === leader) return
  member.leader = leader
  tellFollowed(core, member)
}

function tellFollowed(core: Core, { index, leader, term }: Member): void {
  core.tell({ type: 'followed', member: index, leader, term })
}

export function dropProposals(core: Core, member: Member, reason: string): void {
  for (const { dropped } of member.proposals.values()) core.call(() => dropped(reason))
  member.proposals = new Map()
}

/** Asks everybody for a vote in the next term; votes for itself first. */
export function campaign(core: Core, member: Member, isTransfer: boolean): void {
  if (member.role === 'leader' || !isUp(member) || !mayCampaign(member)) return
  reset(core, member, member.term + 1)
  member.role = 'candidate'
  const { index, term, log } = member
  core.tell({ type: 'campaigned', member: index, term, lastIndex: log.lastIndex })
  member.vote = index
  member.votes.set(index, true)
  if (quorumOf(member.config) === 1) {
    becomeLeader(core, member)
    return
  }
  const { lastIndex, lastTerm } = log
  const request = { type: 'voteRequest', lastIndex, lastTerm, isTransfer } as const
  for (const to of member.config) {
    if (to !== index && !isDead(core, index, to)) send(core, member, to, request)
  }
}

export function becomeLeader(core: Core, member: Member): void {
  const { index, term, log } = member
  reset(core, member, term)
  member.role = 'leader'
  member.leader = index
  for (const other of member.config) {
    if (other !== index) member.progress.set(other, newProgress(log.lastIndex + 1))
  }
  member.electedTick = ticksNow(core, member)
  member.clearedUs = core.position.timeUs
  // Any of the entries that are not committed yet might be a change of the members.
  member.changeIndex = log.lastIndex
  core.tell({ type: 'elected', member: index, term })
  // Entries of earlier terms are committed only with one of the leader's own term.
  appendOwn(core, member)
  if (!advanceCommit(core, member)) sendAppends(core, member)
}

export function newProgress(nextIndex: number): Progress {
  return {
    state: 'probe',
    matchIndex: 0,
    nextIndex,
    isPaused: false,
    isActive: false,
    snapshotIndex: 0,
    quiet: undefined,
  }
}
