/**
 * What a committed entry does: members come and go, one at a time, and now and then a snapshot is
 * taken. It happens when the event that committed the entry has been dealt with.
 */

import type { Core } from './core.ts'
import type { ConfigChange } from './log.ts'
import { isLeading, type Member, nobody } from './member.ts'
import { leave } from './membership.ts'
import { advanceCommit, sendAppend, sendAppends } from './replication.ts'
import { campaign, newProgress } from './roles.ts'

export function applyCommitted(core: Core, member: Member): void {
  const { log } = member
  // With fewer members more may be committed on the way.
  while (member.isRunning && member.appliedIndex < log.commitIndex) {
    const change = log.changeAt(++member.appliedIndex)
    if (change) applyChange(core, member, change)
  }
  if (isLeading(member) && !member.isReady && member.appliedIndex === log.lastIndex) {
    member.isReady = true
    core.tell({ type: 'ready', member: member.index, term: member.term })
  }
  takeSnapshot(core, member)
}

function applyChange(core: Core, member: Member, change: ConfigChange): void {
  // What happened to whoever was here before is no concern of a newcomer.
  if (change.member === member.index && change.life !== member.life) return
  const isMember = member.config.includes(change.member)
  if (change.type === 'add' && !isMember) add(core, member, change.member)
  if (change.type === 'remove' && isMember) remove(core, member, change.member)
}

function add(core: Core, member: Member, added: number): void {
  member.config = [...member.config, added].sort((a, b) => a - b)
  // It may be here for the second time, as somebody new.
  member.removed = new Set([...member.removed].filter((gone) => gone !== added))
  if (!isLeading(member)) return
  core.tell({ type: 'memberAdded', member: added })
  const progress = newProgress(member.log.lastIndex)
  // Else the next check of the quorum might find the leader alone before the newcomer has answered.
  progress.isActive = true
  member.progress.set(added, progress)
  sendAppend(core, member, added, true)
}

function remove(core: Core, member: Member, removed: number): void {
  member.config = member.config.filter((other) => other !== removed)
  member.removed = new Set([...member.removed, removed])
  if (isLeading(member)) {
    core.tell({ type: 'memberRemoved', member: removed })
    member.progress.delete(removed)
    if (member.transferee === removed) member.transferee = nobody
  }
  if (removed === member.index) leave(core, member)
  // SwarmKit's followers do not wait for a time-out when their leader is gone.
  else if (removed === member.leader) campaign(core, member, false)
  // A smaller quorum may be content with less.
  else if (isLeading(member) && !advanceCommit(core, member)) sendAppends(core, member)
}

function takeSnapshot(core: Core, member: Member): void {
  const { log, config, removed, appliedIndex: index } = member
  const { snapshotEntries, keptEntries } = core.settings
  if (index - log.snapshot.index < snapshotEntries) return
  const term = log.termAt(index) ?? 0
  log.compact({ index, term, members: config, removed: [...removed] }, keptEntries)
  core.tell({ type: 'snapshot', member: member.index, index, isReceived: false })
}
