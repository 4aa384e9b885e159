/**
 * Quiet work: between a leader and a follower that is up to date, over a link that loses nothing,
 * beats and their answers only put off time-outs. Such a pair has no events. What its beats did is
 * worked out when somebody asks, and those that are on their way when the pair is disturbed become
 * messages like any other.
 */
import { isUpTo, kinds, type Place } from './agenda.ts'
import type { Core } from './core.ts'
import {
  isLeading,
  isUp,
  type Member,
  nobody,
  type Progress,
  type QuietPair,
  quorumOf,
  ticksBy,
  ticksNow,
  tickTimeUs,
} from './member.ts'
import { envelope, isDead } from './messages.ts'

/** Makes a quiet pair of the two if their beats can find nothing to do. */
export function tryQuiet(core: Core, leader: Member, follower: Member): void {
  const progress = leader.progress.get(follower.index)
  if (progress === undefined || progress.quiet || follower.quiet || core.everyBeat) return
  if (!agree(leader, follower) || !isUp(leader)) return
  if (isDead(core, leader.index, follower.index)) return
  const link = core.linkOf(leader.index, follower.index)
  const back = core.linkOf(follower.index, leader.index)
  if (link === undefined || link.loss > 0 || (back && back.loss > 0)) return
  if (!hasNothingToSay(leader, follower, progress, back !== undefined)) return
  // So that in each stretch between two checks of the quorum, and before each time-out, a beat counts.
  const { electionTicks, heartbeatTicks, tickUs } = core.settings
  const roundUs = link.delayUs + (back?.delayUs ?? 0)
  if (roundUs >= (electionTicks - 2 * heartbeatTicks) * tickUs) return
  const pair: QuietPair = {
    leader: leader.index,
    follower: follower.index,
    sinceTick: ticksNow(core, leader),
    delayUs: link.delayUs,
    answerDelayUs: back?.delayUs,
  }
  progress.quiet = pair
  follower.quiet = pair
}

function agree(leader: Member, follower: Member): boolean {
  return (
    isLeading(leader) &&
    follower.role === 'follower' &&
    follower.term === leader.term &&
    follower.leader === leader.index &&
    !follower.removed.has(leader.index) &&
    !leader.removed.has(follower.index)
  )
}

function hasNothingToSay(
  { log }: Member,
  follower: Member,
  progress: Progress,
  isAnswering: boolean,
): boolean {
  const commitIndex = Math.min(progress.matchIndex, log.commitIndex)
  if (follower.log.commitIndex < commitIndex) return false
  // An answer lets the leader go on with what the follower lacks.
  if (!isAnswering) return true
  return progress.matchIndex === log.lastIndex && !progress.isPaused
}

/** This member is about to change, or to be asked: from here on its beats are events again. */
export function awaken(core: Core, member: Member): void {
  if (member.quiet) dissolve(core, member.quiet)
  for (const { quiet } of member.progress.values()) if (quiet) dissolve(core, quiet)
  wakeLeader(core, member)
  member.isAsleep = false
}

function dissolve(core: Core, pair: QuietPair): void {
  const leader = core.members[pair.leader]
  const follower = core.members[pair.follower]
  const progress = leader.progress.get(pair.follower)
  wakeLeader(core, leader)
  refresh(core, pair)
  sendWhatIsOnItsWay(core, pair, progress?.matchIndex ?? 0)
  if (progress) progress.quiet = undefined
  follower.quiet = undefined
  follower.isAsleep = false
  core.touch(leader)
  core.touch(follower)
}

/** Lets a leader that slept have had all its checks of the quorum: they found one. */
export function wakeLeader(core: Core, leader: Member): void {
  if (!leader.isAsleep || !isLeading(leader)) return
  leader.isAsleep = false
  const { electionTicks } = core.settings
  const checks = Math.floor((ticksNow(core, leader) - leader.resetTick) / electionTicks)
  if (checks === 0) return
  leader.resetTick += checks * electionTicks
  leader.clearedUs = tickTimeUs(core, leader, leader.resetTick)
  for (const progress of leader.progress.values()) progress.isActive = false
  refreshAll(core, leader)
}

export function refreshAll(core: Core, leader: Member): void {
  for (const { quiet } of leader.progress.values()) if (quiet) refresh(core, quiet)
}

/** What the beats of this pair have done so far. True if one has arrived. */
export function refresh(core: Core, pair: QuietPair): boolean {
  const leader = core.members[pair.leader]
  const follower = core.members[pair.follower]
  const progress = leader.progress.get(pair.follower)
  let isHeard = false
  for (const beat of beatsBackwards(core, pair)) {
    if (!isHeard && isUpTo(beat.arrival, core.position)) {
      isHeard = true
      const tick = ticksBy(core, follower, beat.arrival)
      follower.resetTick = Math.max(follower.resetTick, tick)
    }
    if (beat.answer && isUpTo(beat.answer, core.position)) {
      if (progress && beat.answer.timeUs >= leader.clearedUs) progress.isActive = true
      return true
    }
    if (isHeard && beat.answer === undefined) return true
  }
  return isHeard
}

function sendWhatIsOnItsWay(core: Core, pair: QuietPair, matchIndex: number): void {
  const leader = core.members[pair.leader]
  const follower = core.members[pair.follower]
  const commitIndex = Math.min(matchIndex, leader.log.commitIndex)
  for (const { arrival, answer } of beatsBackwards(core, pair)) {
    if (!isUpTo(arrival, core.position)) {
      const body = { type: 'heartbeat', commitIndex } as const
      core.push({ ...arrival, message: envelope(core, leader, follower.index, body) })
    } else if (answer && !isUpTo(answer, core.position)) {
      const body = { type: 'heartbeatAnswer' } as const
      core.push({ ...answer, message: envelope(core, follower, leader.index, body) })
    } else return
  }
}

interface Beat {
  readonly arrival: Place
  readonly answer: Place | undefined
}

/** The beats that were sent while the pair was quiet, the last one first. */
function* beatsBackwards(core: Core, pair: QuietPair): Generator<Beat> {
  const { leader: from, follower: to, answerDelayUs } = pair
  const leader = core.members[from]
  const { heartbeatTicks } = core.settings
  const lastTick = ticksNow(core, leader) - (leader.isBeforeBeat ? 1 : 0)
  const overhang = (lastTick - leader.electedTick) % heartbeatTicks
  for (let tick = lastTick - overhang; tick > pair.sinceTick; tick -= heartbeatTicks) {
    const sentUs = tickTimeUs(core, leader, tick)
    const timeUs = sentUs + pair.delayUs
    yield {
      arrival: { timeUs, kind: kinds.heartbeat, to, from, sequence: sentUs },
      answer: answerDelayUs === undefined ? undefined : answerPlace(timeUs, answerDelayUs, pair),
    }
  }
}

function answerPlace(sentUs: number, delayUs: number, pair: QuietPair): Place {
  const { leader: to, follower: from } = pair
  return { timeUs: sentUs + delayUs, kind: kinds.answer, to, from, sequence: sentUs }
}

/** Whether a leader finds a quorum at every check for as long as its quiet pairs last. */
export function maySleep(core: Core, leader: Member): boolean {
  if (core.everyBeat || leader.transferee !== nobody) return false
  let heard = leader.config.includes(leader.index) ? 1 : 0
  for (const other of leader.config) {
    if (leader.progress.get(other)?.quiet?.answerDelayUs !== undefined) heard++
  }
  return heard >= quorumOf(leader.config)
}
