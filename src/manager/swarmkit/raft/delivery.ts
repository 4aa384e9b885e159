/** A message arrives: first its term is looked at, then what it says. */
import { unreachable } from '../../../sim/assert.ts'
import type { Core } from './core.ts'
import { isUp, type Member, nobody, ticksNow } from './member.ts'
import { leave } from './membership.ts'
import { type Message, reportLost, send } from './messages.ts'
import { awaken, wakeLeader } from './quiet.ts'
import {
  commitUpTo,
  handleAppend,
  handleAppendAnswer,
  handleHeartbeatAnswer,
  handleSnapshot,
  handleUnreachable,
} from './replication.ts'
import { becomeFollower, campaign, follow } from './roles.ts'
import { handleVoteAnswer, handleVoteRequest, ignoresVote } from './votes.ts'

export function deliver(core: Core, message: Message): void {
  const member = core.members[message.to]
  const { from, body } = message
  if (core.members[from].life !== message.life) return
  if (!isUp(member) || member.epoch !== message.epoch) {
    reportLost(core, message, core.position.timeUs)
    return
  }
  if (leavesQuiet(core, member, message)) return
  awaken(core, member)
  if (body.type === 'unreachable') {
    const progress = member.progress.get(from)
    if (progress) handleUnreachable(progress)
    return
  }
  if (body.type === 'youAreRemoved') {
    leave(core, member)
    return
  }
  if (member.removed.has(from)) {
    send(core, member, from, { type: 'youAreRemoved' })
    return
  }
  if (body.type === 'voteRequest' && ignoresVote(core, member, message, body)) return
  if (meetsTerm(core, member, message)) handle(core, member, message)
}

/** A beat within a quiet pair, sent before it was one: it does no more than the beats of the pair. */
function leavesQuiet(core: Core, member: Member, { from, term, body }: Message): boolean {
  if (term !== member.term) return false
  if (body.type === 'heartbeat' && member.quiet?.leader === from) {
    member.resetTick = ticksNow(core, member)
    send(core, member, from, { type: 'heartbeatAnswer' })
    return true
  }
  const progress = member.progress.get(from)
  if (body.type !== 'heartbeatAnswer' || progress?.quiet?.answerDelayUs === undefined) return false
  wakeLeader(core, member)
  progress.isActive = true
  return true
}

/** False for a message of an earlier term, which says nothing any more. */
function meetsTerm(core: Core, member: Member, { from, term, body }: Message): boolean {
  const isLeaders = body.type === 'heartbeat' || body.type === 'append' || body.type === 'snapshot'
  if (term > member.term) {
    const leader = isLeaders ? from : nobody
    becomeFollower(core, member, { term, leader, reason: 'higher term' })
  } else if (term < member.term) {
    // The answer, of a higher term, makes an old leader step down. Without it a member whose term
    // ran ahead while it was cut off could never come back: leases make the others deaf to it.
    if (isLeaders && body.type !== 'snapshot') {
      send(core, member, from, { type: 'appendAnswer', index: 0 })
    }
    return false
  }
  return true
}

function handle(core: Core, member: Member, { from, body }: Message): void {
  switch (body.type) {
    case 'heartbeat':
      follow(core, member, from)
      send(core, member, from, { type: 'heartbeatAnswer' })
      commitUpTo(core, member, body.commitIndex)
      return
    case 'append':
      follow(core, member, from)
      handleAppend(core, member, from, body)
      return
    case 'snapshot':
      follow(core, member, from)
      handleSnapshot(core, member, from, body)
      return
    case 'heartbeatAnswer':
      handleHeartbeatAnswer(core, member, from)
      return
    case 'appendAnswer':
      handleAppendAnswer(core, member, from, body)
      return
    case 'voteRequest':
      handleVoteRequest(core, member, from, body)
      return
    case 'voteAnswer':
      handleVoteAnswer(core, member, from, body.isGranted)
      return
    case 'timeoutNow':
      if (member.role === 'follower') campaign(core, member, true)
      return
    case 'youAreRemoved':
    case 'unreachable':
      return
    default:
      unreachable(body)
  }
}
