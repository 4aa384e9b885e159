/** How entries get from the leader to the others, and when they are committed. */
import type { Core } from './core.ts'
import type { ConfigChange } from './log.ts'
import { isLeading, type Member, type Progress, quorumOf } from './member.ts'
import { isDead, type MessageBody, send } from './messages.ts'

/** The leader's own entry; the empty one of a new term when there is nothing else to say. */
export function appendOwn(core: Core, member: Member, change?: ConfigChange): number {
  const index = member.log.push(member.term, change)
  core.tell({ type: 'appended', member: member.index, index, term: member.term })
  return index
}

export function sendAppends(core: Core, member: Member): void {
  for (const to of member.config) if (to !== member.index) sendAppend(core, member, to, true)
}

/** False when nothing was sent. An append without entries still tells what is committed. */
export function sendAppend(core: Core, member: Member, to: number, isEmptySent: boolean): boolean {
  const progress = member.progress.get(to)
  if (progress === undefined || progress.isPaused || progress.state === 'snapshot') return false
  // The beats that do not arrive either have told the leader, or are about to.
  if (isDead(core, member.index, to)) {
    handleUnreachable(progress)
    return false
  }
  const { log } = member
  const index = progress.nextIndex - 1
  const indexTerm = log.termAt(index)
  const entries = log.entriesFrom(progress.nextIndex)
  if (entries === undefined || indexTerm === undefined)
    return sendSnapshot(core, member, to, progress)
  if (entries.terms.length === 0 && !isEmptySent) return false
  if (entries.terms.length > 0) {
    if (progress.state === 'probe') progress.isPaused = true
    else progress.nextIndex += entries.terms.length
  }
  const { commitIndex } = log
  send(core, member, to, { type: 'append', index, indexTerm, entries, commitIndex })
  return true
}

function sendSnapshot(core: Core, member: Member, to: number, progress: Progress): boolean {
  if (!progress.isActive) return false
  const { snapshot } = member.log
  progress.state = 'snapshot'
  progress.snapshotIndex = snapshot.index
  send(core, member, to, { type: 'snapshot', snapshot })
  return true
}

/** What is on its way will not arrive: start again from what is known, when a beat is answered. */
export function handleUnreachable(progress: Progress): void {
  if (progress.state === 'snapshot') progress.isPaused = true
  if (progress.state !== 'probe') progress.nextIndex = progress.matchIndex + 1
  progress.state = 'probe'
}

/** True when more is committed than before; then the others have been told. */
export function advanceCommit(core: Core, member: Member): boolean {
  const { log, progress, config, index, term } = member
  const matches = config.map((other) =>
    other === index ? log.lastIndex : (progress.get(other)?.matchIndex ?? 0),
  )
  matches.sort((a, b) => b - a)
  const commitIndex = matches[quorumOf(config) - 1] ?? 0
  if (commitIndex <= log.commitIndex || log.termAt(commitIndex) !== term) return false
  commitUpTo(core, member, commitIndex)
  sendAppends(core, member)
  return true
}

export function commitUpTo(core: Core, member: Member, index: number): void {
  const { log } = member
  const commitIndex = Math.min(index, log.lastIndex)
  if (commitIndex <= log.commitIndex) return
  log.commitIndex = commitIndex
  core.tell({ type: 'committed', member: member.index, index: commitIndex })
  finishProposals(core, member)
}

function finishProposals(core: Core, member: Member): void {
  if (!isLeading(member)) return
  for (const [index, { committed }] of member.proposals) {
    // They are in the order of their entries.
    if (index > member.log.commitIndex) break
    member.proposals.delete(index)
    core.call(committed)
  }
}

export function handleAppend(
  core: Core,
  member: Member,
  from: number,
  message: MessageBody & { readonly type: 'append' },
): void {
  const { log } = member
  const { index, indexTerm, entries } = message
  if (index < log.commitIndex) {
    send(core, member, from, { type: 'appendAnswer', index: log.commitIndex })
    return
  }
  if (log.termAt(index) !== indexTerm) {
    const hintIndex = log.lastWithin(Math.min(index, log.lastIndex), indexTerm)
    const hintTerm = log.termAt(hintIndex) ?? 0
    send(core, member, from, { type: 'appendAnswer', index, refusal: { hintIndex, hintTerm } })
    return
  }
  if (log.merge(index, entries)) {
    core.tell({ type: 'appended', member: member.index, index: log.lastIndex, term: log.lastTerm })
  }
  const lastNew = index + entries.terms.length
  send(core, member, from, { type: 'appendAnswer', index: lastNew })
  commitUpTo(core, member, Math.min(message.commitIndex, lastNew))
}

export function handleAppendAnswer(
  core: Core,
  member: Member,
  from: number,
  answer: MessageBody & { readonly type: 'appendAnswer' },
): void {
  const progress = member.progress.get(from)
  if (member.role !== 'leader' || progress === undefined) return
  progress.isActive = true
  const { index, refusal } = answer
  if (refusal) {
    const { hintIndex, hintTerm } = refusal
    const hint = hintTerm > 0 ? member.log.lastWithin(hintIndex, hintTerm) : hintIndex
    if (stepBack(progress, index, hint)) sendAppend(core, member, from, true)
    return
  }
  const wasPaused = progress.isPaused || progress.state === 'snapshot'
  if (!stepForward(progress, index)) return
  if (!advanceCommit(core, member) && wasPaused) sendAppend(core, member, from, true)
  sendAppend(core, member, from, false)
  if (member.transferee === from && progress.matchIndex === member.log.lastIndex) {
    send(core, member, from, { type: 'timeoutNow' })
  }
}

/** The follower did not have the entry at `index`. False if the answer is an old one. */
function stepBack(progress: Progress, index: number, hint: number): boolean {
  if (progress.state === 'replicate') {
    if (index <= progress.matchIndex) return false
    progress.state = 'probe'
    progress.nextIndex = progress.matchIndex + 1
    progress.isPaused = false
    return true
  }
  if (progress.nextIndex - 1 !== index) return false
  progress.nextIndex = Math.max(Math.min(index, hint + 1), 1)
  progress.isPaused = false
  return true
}

/** The follower's log agrees up to `index`. False if that is no news. */
function stepForward(progress: Progress, index: number): boolean {
  const isNews = index > progress.matchIndex
  if (isNews) {
    progress.matchIndex = index
    progress.isPaused = false
  }
  progress.nextIndex = Math.max(progress.nextIndex, index + 1)
  if (!isNews) return false
  if (progress.state === 'snapshot' && progress.matchIndex < progress.snapshotIndex) return true
  if (progress.state !== 'replicate') progress.nextIndex = progress.matchIndex + 1
  progress.state = 'replicate'
  return true
}

export function handleHeartbeatAnswer(core: Core, member: Member, from: number): void {
  const progress = member.progress.get(from)
  if (member.role !== 'leader' || progress === undefined) return
  progress.isActive = true
  progress.isPaused = false
  if (progress.matchIndex < member.log.lastIndex) sendAppend(core, member, from, true)
}

export function handleSnapshot(
  core: Core,
  member: Member,
  from: number,
  { snapshot }: MessageBody & { readonly type: 'snapshot' },
): void {
  const { log } = member
  const isUseful = snapshot.index > log.commitIndex
  if (isUseful && log.termAt(snapshot.index) === snapshot.term) {
    commitUpTo(core, member, snapshot.index)
  } else if (isUseful) {
    // A newcomer need not be in it: the entry that adds it may come later.
    log.restore(snapshot)
    member.appliedIndex = snapshot.index
    member.config = snapshot.members
    member.removed = new Set(snapshot.removed.filter((gone) => gone !== member.index))
    const { index, term } = snapshot
    core.tell({ type: 'snapshot', member: member.index, index, isReceived: true })
    core.tell({ type: 'appended', member: member.index, index, term })
    core.tell({ type: 'committed', member: member.index, index })
    send(core, member, from, { type: 'appendAnswer', index })
    return
  }
  send(core, member, from, { type: 'appendAnswer', index: log.commitIndex })
}
