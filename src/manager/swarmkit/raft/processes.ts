/** A member's process begins, ends, stands still; and how the whole group begins. */
import { createStream } from '../../../sim/random.ts'
import type { Core } from './core.ts'
import { forget, isUp, type Member, ticksNow } from './member.ts'
import { goOnAlone, stopProcess } from './membership.ts'
import { awaken } from './quiet.ts'
import { campaign, dropProposals, newProgress, reset } from './roles.ts'

export function startProcess(core: Core, member: Member): void {
  if (member.isRunning) return
  if (member.removed.has(member.index)) forget(member)
  begin(core, member, core.position.timeUs)
  // SwarmKit: the only member does not wait for a time-out.
  if (member.config.length === 1) campaign(core, member, false)
}

function begin(core: Core, member: Member, originUs: number): void {
  member.isRunning = true
  member.epoch++
  member.originUs = originUs
  member.ticksBefore = 0
  member.role = 'follower'
  reset(core, member, member.term)
}

export function crash(core: Core, member: Member): void {
  if (!member.isRunning) return
  awaken(core, member)
  const { index, term, role } = member
  if (role === 'leader') core.tell({ type: 'steppedDown', member: index, term, reason: 'stopped' })
  dropProposals(core, member, 'the manager stopped')
  stopProcess(member)
}

export function freeze(core: Core, member: Member): void {
  if (!isUp(member)) return
  awaken(core, member)
  member.ticksBefore = ticksNow(core, member)
  member.isFrozen = true
  member.epoch++
  member.alarmTick = Number.POSITIVE_INFINITY
}

export function thaw(core: Core, member: Member): void {
  if (!member.isRunning || !member.isFrozen) return
  member.isFrozen = false
  // Its clock goes on in step with what it was.
  const passedUs = core.position.timeUs - member.originUs
  member.originUs += passedUs - (passedUs % core.settings.tickUs)
}

/** manager/state/raft/storage.go: uncommitted entries and the other members are thrown away. */
export function restartAlone(core: Core, member: Member): void {
  crash(core, member)
  const { index, log } = member
  for (const gone of goOnAlone(core, member)) core.tell({ type: 'memberRemoved', member: gone })
  core.tell({ type: 'appended', member: index, index: log.lastIndex, term: log.lastTerm })
  core.tell({ type: 'committed', member: index, index: log.commitIndex })
  startProcess(core, member)
}

/**
 * The log as `swarm init` leaves it: the first member itself at term 1, the empty entry with which
 * it was elected at term 2, and then the others, who joined.
 */
export function bootstrap(core: Core, leader: Member, others: readonly Member[]): void {
  const everybody = [leader, ...others]
  const config = everybody.map(({ index }) => index).sort((a, b) => a - b)
  for (const member of everybody) {
    const { log, name } = member
    log.push(1, { type: 'add', member: leader.index, life: 0 })
    log.push(2)
    for (const other of others) log.push(2, { type: 'add', member: other.index, life: 0 })
    log.commitIndex = log.lastIndex
    member.appliedIndex = log.lastIndex
    member.config = config
    const { tickUs } = core.settings
    // Its process began some time ago, and nobody knows when.
    const phaseUs = createStream(core.seed, `raft/phase/${name}`).uniformUs(0, tickUs)
    begin(core, member, core.position.timeUs - phaseUs)
    reset(core, member, 2)
    member.leader = leader.index
  }
  lead(core, leader, others)
  for (const { index } of others) {
    core.tell({ type: 'followed', member: index, leader: leader.index, term: 2 })
  }
}

function lead(core: Core, leader: Member, others: readonly Member[]): void {
  const { index, log } = leader
  leader.role = 'leader'
  leader.vote = index
  leader.isReady = true
  leader.electedTick = ticksNow(core, leader)
  leader.clearedUs = core.position.timeUs
  leader.changeIndex = log.lastIndex
  for (const other of others) {
    leader.progress.set(other.index, {
      ...newProgress(log.lastIndex + 1),
      state: 'replicate',
      matchIndex: log.lastIndex,
      isActive: true,
    })
  }
  core.tell({ type: 'elected', member: index, term: 2 })
  core.tell({ type: 'ready', member: index, term: 2 })
}
