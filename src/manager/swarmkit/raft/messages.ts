/**
 * What members of the group tell each other, and how it travels: a message is on its way for the
 * delay of its link, or lost. What was sent before a link was cut still arrives; what is sent to a
 * member that is not there, or that stops while the message is on its way, is lost.
 */
import { createStream } from '../../../sim/random.ts'
import { kinds } from './agenda.ts'
import type { Core } from './core.ts'
import type { Entries, Snapshot } from './log.ts'
import { isUp, type Member } from './member.ts'

export type MessageBody =
  | { readonly type: 'heartbeat'; readonly commitIndex: number }
  | { readonly type: 'heartbeatAnswer' }
  /** Entries after the one at `index`, which has this term at the sender. */
  | {
      readonly type: 'append'
      readonly index: number
      readonly indexTerm: number
      readonly entries: Entries
      readonly commitIndex: number
    }
  | {
      readonly type: 'appendAnswer'
      readonly index: number
      /** The entry at `index` was not there: where the logs may agree instead. */
      readonly refusal?: { readonly hintIndex: number; readonly hintTerm: number }
    }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | {
      readonly type: 'voteRequest'
      readonly lastIndex: number
      readonly lastTerm: number
      readonly isTransfer: boolean
    }
  | { readonly type: 'voteAnswer'; readonly isGranted: boolean }
  | { readonly type: 'timeoutNow' }
  /** You are no member any more. */
  | { readonly type: 'youAreRemoved' }
  /** The sender's own transport reports that what it sent to `from` did not arrive. */
  | { readonly type: 'unreachable' }

export interface Message {
  readonly body: MessageBody
  readonly from: number
  readonly to: number
  /** The sender's term. */
  readonly term: number
  /** Who the sender was, and which run of the receiver it was meant for. */
  readonly life: number
  readonly epoch: number
}

/** Whether nothing at all can reach the other: there is no link, no process, or somebody else now. */
export function isDead(core: Core, from: number, to: number): boolean {
  const receiver = core.members[to]
  if (core.linkOf(from, to) === undefined || !isUp(receiver)) return true
  return core.members[from].log.commitIndex < receiver.addedIndex
}

export function send(core: Core, member: Member, to: number, body: MessageBody): void {
  const link = core.linkOf(member.index, to)
  if (link === undefined || !isUp(core.members[to])) return
  const { timeUs } = core.position
  const kind = kindOf(body)
  const sequence = kind === kinds.other ? core.nextSequence() : timeUs
  const message = envelope(core, member, to, body)
  if (link.loss > 0) {
    // By the message's own name: a beat that nobody simulated must not use up a draw.
    const name = `raft/loss/${member.name}/${core.members[to].name}/${kind}/${sequence}`
    if (createStream(core.seed, name).next() < link.loss) {
      reportLost(core, message, timeUs)
      return
    }
  }
  core.push({ timeUs: timeUs + link.delayUs, kind, to, from: member.index, sequence, message })
}

export function envelope(core: Core, from: Member, to: number, body: MessageBody): Message {
  const { index, term, life } = from
  return { body, from: index, to, term, life, epoch: core.members[to].epoch }
}

/** The sender of a lost append or snapshot finds out after a while. The rest is sent again anyway. */
export function reportLost(core: Core, message: Message, sentUs: number): void {
  const { from, to, body } = message
  if (body.type !== 'append' && body.type !== 'snapshot') return
  const sender = core.members[from]
  if (sender.life !== message.life || !isUp(sender)) return
  core.push({
    // At the earliest just after now: an arrival can be found too late for the time-out.
    timeUs: Math.max(sentUs + core.settings.sendTimeoutUs, core.position.timeUs + 1),
    kind: kinds.other,
    to: from,
    from: to,
    sequence: core.nextSequence(),
    message: {
      body: { type: 'unreachable' },
      from: to,
      to: from,
      term: sender.term,
      life: core.members[to].life,
      epoch: sender.epoch,
    },
  })
}

function kindOf({ type }: MessageBody): number {
  if (type === 'heartbeat') return kinds.heartbeat
  return type === 'heartbeatAnswer' ? kinds.answer : kinds.other
}
