/** What a leader is asked to write down, and when it refuses. */
import type { Core } from './core.ts'
import type { ConfigChange } from './log.ts'
import { isLeading, isUp, type Member, nobody } from './member.ts'
import { canRemove, isReachable } from './membership.ts'
import { awaken } from './quiet.ts'
import { advanceCommit, appendOwn, sendAppends } from './replication.ts'
import type { ProposalCallbacks } from './settings.ts'

/** manager/state/raft/raft.go: the errors' texts. */
const lostLeadership = 'raft: failed to process the request: node lost leader status'
const cannotRemove =
  'raft: member cannot be removed, because removing it may result in loss of quorum'
const cannotConnect =
  'could not connect to prospective new cluster member using its advertised address'

export function proposeEntry(core: Core, member: Member, callbacks: ProposalCallbacks): void {
  const reason = refusal(member)
  if (reason === undefined) write(core, member, callbacks)
  else core.call(() => callbacks.dropped(reason))
}

/** The text of a refusal; undefined when it was proposed. */
export function proposeChange(
  core: Core,
  member: Member,
  asked: { readonly type: ConfigChange['type']; readonly changed: Member },
  callbacks: ProposalCallbacks,
): string | undefined {
  const { index, life } = asked.changed
  const change: ConfigChange = { type: asked.type, member: index, life }
  const reason = refusal(member) ?? changeRefusal(core, member, change)
  if (reason !== undefined) return reason
  write(core, member, callbacks, change)
  return undefined
}

function refusal(member: Member): string | undefined {
  if (!isUp(member) || !isLeading(member)) return lostLeadership
  return member.transferee === nobody ? undefined : 'raft: leadership is being transferred'
}

function changeRefusal(core: Core, member: Member, change: ConfigChange): string | undefined {
  const isMember = member.config.includes(change.member)
  if (change.type === 'add') {
    if (isMember) return 'raft: it is a member already'
    if (!isReachable(core, member, change.member)) return cannotConnect
  } else {
    if (!isMember) return 'raft: it is no member'
    if (!canRemove(core, member, change.member)) return cannotRemove
  }
  if (member.changeIndex <= member.log.commitIndex) return undefined
  return 'raft: an earlier change of the members may still be under way'
}

function write(
  core: Core,
  member: Member,
  callbacks: ProposalCallbacks,
  change?: ConfigChange,
): void {
  awaken(core, member)
  core.touch(member)
  const index = appendOwn(core, member, change)
  // Before anything can be committed: a member that is alone commits at once.
  member.proposals.set(index, callbacks)
  if (change) member.changeIndex = index
  if (change?.type === 'add') core.members[change.member].addedIndex = index
  if (!advanceCommit(core, member)) sendAppends(core, member)
}
