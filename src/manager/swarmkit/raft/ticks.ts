/** What a member does when its clock ticks, and the next tick that is worth an event. */
import { kinds } from './agenda.ts'
import type { Core } from './core.ts'
import { isUp, type Member, mayCampaign, nobody, quorumOf, ticksNow, tickTimeUs } from './member.ts'
import { isDead, send } from './messages.ts'
import { awaken, maySleep, refresh, refreshAll, wakeLeader } from './quiet.ts'
import { becomeFollower, campaign } from './roles.ts'

export function tick(core: Core, member: Member): void {
  if (member.role === 'leader') leaderTick(core, member)
  else followerTick(core, member)
}

function followerTick(core: Core, member: Member): void {
  const isHearing = member.quiet !== undefined && refresh(core, member.quiet)
  if (!mayCampaign(member)) return
  if (ticksNow(core, member) - member.resetTick < member.timeoutTicks) {
    // Once they have begun, the beats of a quiet pair come sooner than any time-out.
    member.isAsleep = isHearing
    return
  }
  awaken(core, member)
  campaign(core, member, false)
}

function leaderTick(core: Core, member: Member): void {
  member.isBeforeBeat = true
  wakeLeader(core, member)
  const now = ticksNow(core, member)
  let isLost = false
  if (now - member.resetTick >= core.settings.electionTicks) {
    member.resetTick = now
    isLost = !hasQuorum(core, member)
    member.transferee = nobody
  }
  if (isLost) {
    awaken(core, member)
    becomeFollower(core, member, { term: member.term, leader: nobody, reason: 'no quorum' })
    member.isBeforeBeat = false
    return
  }
  if ((now - member.electedTick) % core.settings.heartbeatTicks === 0) beat(core, member)
  member.isBeforeBeat = false
}

/** Check-quorum: whom has it heard of since it asked last? From now on it counts anew. */
function hasQuorum(core: Core, member: Member): boolean {
  refreshAll(core, member)
  let active = member.config.includes(member.index) ? 1 : 0
  for (const [other, progress] of member.progress) {
    if (progress.isActive && member.config.includes(other)) active++
    progress.isActive = false
  }
  member.clearedUs = core.position.timeUs
  const isFound = active >= quorumOf(member.config)
  member.isAsleep = isFound && maySleep(core, member)
  return isFound
}

function beat(core: Core, member: Member): void {
  for (const [to, { matchIndex, quiet }] of member.progress) {
    if (quiet || isDead(core, member.index, to)) continue
    const commitIndex = Math.min(matchIndex, member.log.commitIndex)
    send(core, member, to, { type: 'heartbeat', commitIndex })
  }
}

/** Schedules the next tick at which this member may have something to do. */
export function arm(core: Core, member: Member): void {
  if (!isUp(member)) return
  const tick = Math.max(nextTick(core, member), ticksNow(core, member) + 1)
  // An earlier one finds nothing to do, and arms anew.
  if (tick >= member.alarmTick) return
  member.alarmTick = tick
  const { index } = member
  const timeUs = tickTimeUs(core, member, tick)
  core.push({ timeUs, kind: kinds.tick, to: index, from: index, sequence: 0, message: undefined })
}

function nextTick(core: Core, member: Member): number {
  if (core.everyBeat) return 0
  const { electionTicks, heartbeatTicks } = core.settings
  if (member.role !== 'leader') {
    if (!mayCampaign(member) || member.isAsleep) return Number.POSITIVE_INFINITY
    return member.resetTick + member.timeoutTicks
  }
  const checkTick = member.isAsleep ? Number.POSITIVE_INFINITY : member.resetTick + electionTicks
  if (!hasBeatsToSend(core, member)) return checkTick
  const beats = Math.floor((ticksNow(core, member) - member.electedTick) / heartbeatTicks) + 1
  return Math.min(checkTick, member.electedTick + beats * heartbeatTicks)
}

function hasBeatsToSend(core: Core, member: Member): boolean {
  for (const [to, { quiet }] of member.progress) {
    if (!quiet && !isDead(core, member.index, to)) return true
  }
  return false
}
