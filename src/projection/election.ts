/**
 * Swarm mode's managers at one moment as their Raft group sees them: who leads in which term, who gave
 * whom its vote and who refused it, what stands in each log, and which connections between them are cut.
 */
import type { Cluster } from '../model/cluster.ts'
import { factCode } from '../model/facts.ts'
import { managerStates, type NodeState, nodeStates } from '../model/states.ts'
import type { Trace } from '../model/trace.ts'
import { cutsBetween, type LinkView } from './election-links.ts'
import { type LogEntry, type LogRow, logsAt } from './election-log.ts'

/** `outside`: not a manager now. `leader` is said of itself; two at a time are possible. */
export type ElectionRole = 'leader' | 'follower' | 'candidate' | 'down' | 'outside'

export interface ManagerView {
  readonly manager: number
  readonly name: string
  /** Node it runs on, -1 for a machine of its own. */
  readonly node: number
  /** Of the machine, where the manager runs on a node. */
  readonly machine: NodeState
  readonly role: ElectionRole
  readonly term: number
  /** Whom it voted for in this term, -1 for nobody. */
  readonly vote: number
  /** Whom it takes for the leader, -1 for nobody. */
  readonly leader: number
  readonly lastIndex: number
  readonly commitIndex: number
  /** It leads and waits for a quorum. */
  readonly isStalled: boolean
  /** Managers it can talk to, itself included. */
  readonly reaches: number
  /** The last entries of its log, the oldest first. */
  readonly log: readonly LogEntry[]
}

export interface VoteView {
  readonly voter: number
  readonly candidate: number
  readonly term: number
}

export interface RefusalView {
  readonly voter: number
  readonly candidate: number
  readonly reason: string
  readonly timeUs: number
}

export interface Election {
  readonly managers: readonly ManagerView[]
  /** Of each manager in its own term. */
  readonly votes: readonly VoteView[]
  /** Of the last campaign of each candidate, as long as it is in that term. */
  readonly refusals: readonly RefusalView[]
  readonly links: readonly LinkView[]
  readonly members: number
  readonly quorum: number
}

/** What an election must remember of a trace. One pass, made once per trace. */
export interface RaftHistory {
  /** By manager: entries as they were written, and snapshots, which replace what was before. */
  readonly logs: readonly (readonly LogRow[])[]
  readonly campaigns: readonly CampaignRow[]
  readonly refusals: readonly (RefusalView & { readonly row: number })[]
}

interface CampaignRow {
  readonly row: number
  readonly manager: number
  readonly term: number
}

export function raftHistory(trace: Trace): RaftHistory {
  const logs: LogRow[][] = trace.model.manager.managers.map(() => [])
  const campaigns: CampaignRow[] = []
  const refusals: (RefusalView & { row: number })[] = []
  for (let row = 0; row < trace.length; row++) {
    const [a, b, c] = [trace.a[row], trace.b[row], trace.c[row]]
    switch (trace.type[row]) {
      case factCode['raft.appended']:
        logs[a].push({ row, index: b, term: c })
        break
      case factCode['raft.snapshot']:
        logs[a].push({ row, index: b, term: -1 })
        break
      case factCode['raft.campaigned']:
        campaigns.push({ row, manager: a, term: b })
        break
      case factCode['raft.voteRefused']: {
        const reason = trace.tables.texts[c]
        refusals.push({ row, voter: a, candidate: b, reason, timeUs: trace.timeUs[row] })
        break
      }
    }
  }
  return { logs, campaigns, refusals }
}

export function electionAt(
  trace: Trace,
  history: RaftHistory,
  cluster: Cluster,
  position: number,
): Election {
  const { raft } = cluster
  const links = cutsBetween(trace, cluster)
  const specs = trace.model.manager.managers
  const logs = logsAt(history.logs, raft, position)
  const canTalk = (one: number, other: number) =>
    one === other ||
    (isUp(trace, cluster, one) &&
      isUp(trace, cluster, other) &&
      !links.some(({ from, to, loss }) => loss >= 1 && isPair(from, to, one, other)))
  const managers = specs.map(({ name, node }, manager): ManagerView => {
    return {
      manager,
      name,
      node,
      machine: node < 0 ? 'up' : nodeStates[cluster.nodes.actual[node]],
      role: roleOf(cluster, manager),
      term: raft.term[manager],
      vote: raft.vote[manager],
      leader: raft.leader[manager],
      lastIndex: raft.lastIndex[manager],
      commitIndex: raft.commitIndex[manager],
      isStalled: raft.isStalled[manager] === 1,
      reaches: specs.filter((_, other) => raft.isMember[other] === 1 && canTalk(manager, other))
        .length,
      log: logs[manager],
    }
  })
  const members = raft.isMember.reduce((sum, is) => sum + is, 0)
  return {
    managers,
    votes: managers.flatMap(({ manager, vote, term, role }) =>
      vote < 0 || role === 'outside' ? [] : [{ voter: manager, candidate: vote, term }],
    ),
    refusals: refusalsAt(history, cluster, position),
    links,
    members,
    quorum: Math.floor(members / 2) + 1,
  }
}

function roleOf({ raft, managers }: Cluster, manager: number): ElectionRole {
  const state = managerStates[managers[manager]]
  if (state === 'down') return raft.isMember[manager] === 1 ? 'down' : 'outside'
  if (raft.isMember[manager] === 0) return 'outside'
  // A manager that has just started may remember that it led before: it does not any more.
  if (state === 'replica') return 'follower'
  return raft.leader[manager] === manager ? 'leader' : 'candidate'
}

function isUp(trace: Trace, { nodes, managers }: Cluster, manager: number): boolean {
  const { node } = trace.model.manager.managers[manager]
  if (managerStates[managers[manager]] === 'down') return false
  return node < 0 || nodeStates[nodes.actual[node]] === 'up'
}

function isPair(from: number, to: number, one: number, other: number): boolean {
  return (from === one && to === other) || (from === other && to === one)
}

function refusalsAt(
  { campaigns, refusals }: RaftHistory,
  { raft }: Cluster,
  position: number,
): RefusalView[] {
  const last = new Map<number, CampaignRow>()
  for (const campaign of campaigns) {
    if (campaign.row >= position) break
    last.set(campaign.manager, campaign)
  }
  return refusals.filter(({ row, candidate }) => {
    const campaign = last.get(candidate)
    if (row >= position || campaign === undefined || row < campaign.row) return false
    return campaign.term === raft.term[candidate]
  })
}
