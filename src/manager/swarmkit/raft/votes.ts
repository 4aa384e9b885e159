/** Who gets a vote, and what a candidate makes of the answers. */
import type { Core } from './core.ts'
import { isUp, type Member, mayCampaign, nobody, quorumOf, ticksNow } from './member.ts'
import { type Message, type MessageBody, send } from './messages.ts'
import { becomeFollower, becomeLeader } from './roles.ts'
import type { VoteRefusal } from './settings.ts'

type VoteRequest = MessageBody & { readonly type: 'voteRequest' }

/**
 * Whether the request is not even looked at, whatever its term: it is from no member, from one that
 * cannot be reached in turn (SwarmKit checks), or there is a leader that was heard of within the
 * shortest time-out (its lease). A transfer of the leadership breaks the lease.
 */
export function ignoresVote(
  core: Core,
  member: Member,
  message: Message,
  request: VoteRequest,
): boolean {
  const { from, term } = message
  // A newcomer was told who the members are when it joined, before it has their log.
  if (mayCampaign(member) && !member.config.includes(from)) return true
  if (core.linkOf(member.index, from) === undefined || !isUp(core.members[from])) return true
  if (term <= member.term || request.isTransfer || member.leader === nobody) return false
  if (ticksNow(core, member) - member.resetTick >= core.settings.electionTicks) return false
  refuse(core, member, from, 'has a leader', term)
  return true
}

export function handleVoteRequest(
  core: Core,
  member: Member,
  from: number,
  request: VoteRequest,
): void {
  const { term, vote, leader, log, index } = member
  const isFree = vote === from || (vote === nobody && leader === nobody)
  const isGranted = isFree && log.isNoFurtherThan(request.lastIndex, request.lastTerm)
  send(core, member, from, { type: 'voteAnswer', isGranted })
  if (!isGranted) {
    refuse(core, member, from, isFree ? 'log behind' : 'voted for another', term)
    return
  }
  member.resetTick = ticksNow(core, member)
  member.vote = from
  if (vote !== from) core.tell({ type: 'voted', member: index, candidate: from, term })
}

function refuse(core: Core, member: Member, candidate: number, reason: VoteRefusal, term: number) {
  core.tell({ type: 'voteRefused', member: member.index, candidate, term, reason })
}

export function handleVoteAnswer(
  core: Core,
  member: Member,
  from: number,
  isGranted: boolean,
): void {
  if (member.role !== 'candidate') return
  if (!member.votes.has(from)) member.votes.set(from, isGranted)
  let granted = 0
  let refused = 0
  for (const voter of member.config) {
    const answer = member.votes.get(voter)
    if (answer === true) granted++
    if (answer === false) refused++
  }
  const quorum = quorumOf(member.config)
  if (granted >= quorum) becomeLeader(core, member)
  else if (refused > member.config.length - quorum) {
    // It cannot win any more. It waits anew, in the same term.
    becomeFollower(core, member, { term: member.term, leader: nobody, reason: 'higher term' })
  }
}
