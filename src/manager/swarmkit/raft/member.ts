/**
 * One member: what lies on its disk, and what its process knows. A member counts ticks of its own
 * clock, which began when its process did; how many it has counted is worked out, not simulated.
 */
import type { RandomStream } from '../../../sim/random.ts'
import { isUpTo, kinds, type Place } from './agenda.ts'
import type { Core } from './core.ts'
import { RaftLog } from './log.ts'
import type { ProposalCallbacks } from './settings.ts'

export const nobody = -1

export type Role = 'follower' | 'candidate' | 'leader'

/** What a leader knows about another member. */
export interface Progress {
  /** Looking for the place where the logs agree; sending as entries come; waiting for a snapshot. */
  state: 'probe' | 'replicate' | 'snapshot'
  matchIndex: number
  nextIndex: number
  /** A probe is on its way; the next one waits for an answer or a beat's answer. */
  isPaused: boolean
  /** Heard of since the last check of the quorum. */
  isActive: boolean
  snapshotIndex: number
  /** Beats to this member are no events. */
  quiet: QuietPair | undefined
}

export interface QuietPair {
  readonly leader: number
  readonly follower: number
  /** The last tick of the leader whose beat, if there was one, was an event. */
  readonly sinceTick: number
  readonly delayUs: number
  /** Undefined when the answers do not get through. */
  readonly answerDelayUs: number | undefined
}

export interface Member {
  readonly index: number
  readonly name: string
  readonly timeouts: RandomStream

  // On disk.
  log: RaftLog
  term: number
  vote: number
  appliedIndex: number
  /** The members, rising, and former members as of the last applied entry. */
  config: readonly number[]
  removed: ReadonlySet<number>
  /** Counts the identities: one that was removed and joins again is somebody else. */
  life: number
  /** The entry that added this identity: whoever has not committed it knows only the one before. */
  addedIndex: number

  // The process.
  isRunning: boolean
  isFrozen: boolean
  /** Counts the stretches in which it was up: messages are meant for one of them. */
  epoch: number
  /** A tick of its clock, and how many it had counted then. */
  originUs: number
  ticksBefore: number

  role: Role
  leader: number
  /** Time-outs count from this tick. */
  resetTick: number
  timeoutTicks: number
  /** The tick for which it has an event; Infinity for none. */
  alarmTick: number
  /** Nothing will happen at its time-outs for as long as its quiet pairs last. */
  isAsleep: boolean

  // A candidate's, and a leader's.
  votes: Map<number, boolean>
  progress: Map<number, Progress>
  electedTick: number
  /** When members were last marked as not heard of. */
  clearedUs: number
  isReady: boolean
  /** It is in the middle of a tick, and its beat has not been sent. */
  isBeforeBeat: boolean
  transferee: number
  /** No change of the members may be proposed before this entry is committed. */
  changeIndex: number
  proposals: Map<number, ProposalCallbacks>
  /** Its tie to its leader. */
  quiet: QuietPair | undefined
}

export function createMember(index: number, name: string, timeouts: RandomStream): Member {
  return {
    index,
    name,
    timeouts,
    log: new RaftLog(),
    term: 0,
    vote: nobody,
    appliedIndex: 0,
    config: [],
    removed: new Set(),
    life: 0,
    addedIndex: 0,
    isRunning: false,
    isFrozen: false,
    epoch: 0,
    originUs: 0,
    ticksBefore: 0,
    role: 'follower',
    leader: nobody,
    resetTick: 0,
    timeoutTicks: 0,
    alarmTick: Number.POSITIVE_INFINITY,
    isAsleep: false,
    votes: new Map(),
    progress: new Map(),
    electedTick: 0,
    clearedUs: 0,
    isReady: false,
    isBeforeBeat: false,
    transferee: nobody,
    changeIndex: 0,
    proposals: new Map(),
    quiet: undefined,
  }
}

/** It joins again as somebody new. */
export function forget(member: Member): void {
  member.log = new RaftLog()
  member.term = 0
  member.vote = nobody
  member.appliedIndex = 0
  member.config = []
  member.removed = new Set()
  member.life++
  member.addedIndex = Number.POSITIVE_INFINITY
}

export function isUp(member: Member): boolean {
  return member.isRunning && !member.isFrozen
}

export function isLeading(member: Member): boolean {
  return member.isRunning && member.role === 'leader'
}

export function quorumOf(config: readonly number[]): number {
  return Math.floor(config.length / 2) + 1
}

/** Only a member that knows itself to be one campaigns. */
export function mayCampaign(member: Member): boolean {
  return member.config.includes(member.index)
}

export function tickTimeUs(core: Core, member: Member, tick: number): number {
  return member.originUs + (tick - member.ticksBefore) * core.settings.tickUs
}

/** How many ticks it had counted at this place in the order. */
export function ticksBy(core: Core, member: Member, place: Place): number {
  if (!isUp(member)) return member.ticksBefore
  const { tickUs } = core.settings
  const { index: to } = member
  let ticks = Math.max(0, Math.floor((place.timeUs - member.originUs) / tickUs))
  const timeUs = member.originUs + ticks * tickUs
  if (ticks > 0 && !isUpTo({ timeUs, kind: kinds.tick, to, from: to, sequence: 0 }, place)) ticks--
  return member.ticksBefore + ticks
}

export function ticksNow(core: Core, member: Member): number {
  return ticksBy(core, member, core.position)
}
