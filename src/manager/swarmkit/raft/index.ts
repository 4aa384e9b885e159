/** The Raft group of swarm mode's managers, as the rest of the manager sees it. */
export { createRaftGroup, type RaftGroup, type RaftState } from './group.ts'
export type { RaftGroupOptions } from './loop.ts'
export {
  type ProposalCallbacks,
  type RaftClock,
  type RaftLink,
  type RaftLinks,
  type RaftNews,
  type RaftSettings,
  raftDefaults,
} from './settings.ts'
