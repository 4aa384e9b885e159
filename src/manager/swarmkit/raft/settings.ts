/**
 * What the Raft group of the managers is given: its times, the outer clock, the network between its
 * members, and who hears the news. Members are small whole numbers, -1 is nobody.
 */

const second = 1_000_000

export interface RaftSettings {
  readonly tickUs: number
  /** A leader checks its quorum this often; a follower waits this long, and up to twice less one. */
  readonly electionTicks: number
  readonly heartbeatTicks: number
  /** A snapshot is taken when so many entries were applied since the last one. */
  readonly snapshotEntries: number
  /** So many entries before a snapshot stay in the log for followers that are behind. */
  readonly keptEntries: number
  /** A message that got lost is known to be lost after this time. */
  readonly sendTimeoutUs: number
}

/** manager/state/raft/raft.go and api/defaults of github.com/moby/swarmkit, 2025-11. */
export const raftDefaults: RaftSettings = {
  tickUs: second,
  electionTicks: 10,
  heartbeatTicks: 1,
  snapshotEntries: 10_000,
  keptEntries: 500,
  sendTimeoutUs: 2 * second,
}

export interface RaftClock {
  nowUs(): number
  at(timeUs: number, callback: () => void): void
}

export interface RaftLink {
  /** One way, at least a microsecond: what is less is taken for one. */
  readonly delayUs: number
  /** The share of the messages that get lost, 0 to 1. */
  readonly loss: number
}

export interface RaftLinks {
  /** One direction between two members; undefined when nothing gets through. */
  link(from: number, to: number): RaftLink | undefined
}

export interface ProposalCallbacks {
  /** The entry is committed, and its proposer still leads. */
  committed(): void
  /** Nobody knows whether it will be: its proposer does not lead any more, or never did. */
  dropped(reason: string): void
}

export type VoteRefusal = 'voted for another' | 'log behind' | 'has a leader'
export type StepDownReason = 'higher term' | 'no quorum' | 'transferred' | 'removed' | 'stopped'

/** What happened, in the order in which it happened. */
export type RaftNews =
  | { readonly type: 'campaigned'; member: number; term: number; lastIndex: number }
  | { readonly type: 'voted'; member: number; candidate: number; term: number }
  | {
      readonly type: 'voteRefused'
      member: number
      candidate: number
      term: number
      reason: VoteRefusal
    }
  | { readonly type: 'elected'; member: number; term: number }
  /** The leader has applied all of its log: only now does it begin to manage the swarm. */
  | { readonly type: 'ready'; member: number; term: number }
  /** A leader, or a candidate that hears of a higher term but not of a leader. */
  | { readonly type: 'steppedDown'; member: number; term: number; reason: StepDownReason }
  | { readonly type: 'followed'; member: number; leader: number; term: number }
  /** Where the log ends now; after entries were thrown away it may end earlier than before. */
  | { readonly type: 'appended'; member: number; index: number; term: number }
  | { readonly type: 'committed'; member: number; index: number }
  /** Taken by the member itself, or received from its leader. */
  | { readonly type: 'snapshot'; member: number; index: number; isReceived: boolean }
  /** As applied by the leader. */
  | { readonly type: 'memberAdded'; member: number }
  | { readonly type: 'memberRemoved'; member: number }
  /** It has learned of its removal and shuts down. */
  | { readonly type: 'left'; member: number }
