/**
 * The members of the group: who may be removed, to whom the leadership can go, who leaves, and how
 * one goes on alone.
 */
import type { Core } from './core.ts'
import { isUp, type Member, nobody, ticksNow } from './member.ts'
import { send } from './messages.ts'
import { sendAppend } from './replication.ts'
import { dropProposals } from './roles.ts'

/** A member that has learned of its removal shuts down. */
export function leave(core: Core, member: Member): void {
  if (member.role === 'leader') {
    core.tell({ type: 'steppedDown', member: member.index, term: member.term, reason: 'removed' })
  }
  core.tell({ type: 'left', member: member.index })
  dropProposals(core, member, 'the member was removed')
  member.config = member.config.filter((other) => other !== member.index)
  member.removed = new Set([...member.removed, member.index])
  stopProcess(member)
}

/** What is not on disk is gone. */
export function stopProcess(member: Member): void {
  member.isRunning = false
  member.isFrozen = false
  member.epoch++
  member.role = 'follower'
  member.leader = nobody
  member.transferee = nobody
  member.isReady = false
  member.isAsleep = false
  member.alarmTick = Number.POSITIVE_INFINITY
  member.progress = new Map()
}

/** Messages pass in both directions: SwarmKit calls such a member active. */
export function isReachable(core: Core, member: Member, other: number): boolean {
  if (other === member.index) return true
  return (
    isUp(core.members[other]) &&
    core.linkOf(member.index, other) !== undefined &&
    core.linkOf(other, member.index) !== undefined
  )
}

/** manager/state/raft/raft.go, CanRemoveMember: the members that are left must keep a quorum. */
export function canRemove(core: Core, leader: Member, removed: number): boolean {
  const left = leader.config.filter((other) => other !== removed)
  const reachable = left.filter((other) => isReachable(core, leader, other))
  // As in the original, also for somebody who is no member.
  return reachable.length >= Math.floor((leader.config.length - 1) / 2) + 1
}

/** The member that has been reachable for longest, as SwarmKit chooses; -1 when there is none. */
export function longestReachable(core: Core, leader: Member): number {
  let chosen = nobody
  let sinceUs = Number.POSITIVE_INFINITY
  for (const other of leader.config) {
    if (other === leader.index || !isReachable(core, leader, other)) continue
    const otherUs = core.reachableSinceUs(leader.index, other) ?? 0
    if (otherUs >= sinceUs) continue
    chosen = other
    sinceUs = otherUs
  }
  return chosen
}

/** Until it is done, or an election time-out has passed, the leader takes no proposals. */
export function transferTo(core: Core, leader: Member, to: number): void {
  const progress = leader.progress.get(to)
  if (progress === undefined || leader.transferee === to) return
  leader.transferee = to
  // It has one election time-out to succeed.
  leader.resetTick = ticksNow(core, leader)
  if (progress.matchIndex === leader.log.lastIndex) send(core, leader, to, { type: 'timeoutNow' })
  else sendAppend(core, leader, to, true)
}

/** What is not committed is thrown away, and so are the others: it answers who they were. */
export function goOnAlone(core: Core, member: Member): readonly number[] {
  const { log, config, index } = member
  log.truncate(log.commitIndex)
  const others = config.filter((other) => other !== index)
  for (const other of others) {
    const { life } = core.members[other]
    log.push(member.term, { type: 'remove', member: other, life })
  }
  log.commitIndex = log.lastIndex
  member.appliedIndex = log.lastIndex
  member.config = [index]
  member.removed = new Set([...member.removed, ...others].filter((other) => other !== index))
  return others
}
