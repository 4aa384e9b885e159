/**
 * Elections, told so that one can follow them: in which term who asked for votes, who gave one and who
 * did not, and who leads in the end. Terms in which the same manager asks in vain are told together.
 */
import { formatDuration, listed, plural } from '../../../../model/format.ts'
import type { Trace } from '../../../../model/trace.ts'
import type { StoryContext, StoryEntry, Teller } from '../../../story/entry.ts'

/** One manager that asks for votes in one term. */
interface Campaign {
  readonly timeUs: number
  readonly firstRow: number
  lastUs: number
  lastRow: number
  readonly candidate: number
  readonly term: number
  readonly voters: number[]
  readonly refusals: { readonly manager: number; readonly reason: string }[]
}

interface Election {
  readonly campaigns: Campaign[]
  /** Who won, -1 for nobody, and for how long nobody had led then; -1 if somebody did. */
  winner: number
  leaderlessUs: number
}

export function createElectionTeller({ trace }: StoryContext): Teller {
  const elections: Election[] = []
  let current: Election | undefined
  let leaderlessSinceUs = -1

  function campaign(candidate: number, term?: number): Campaign | undefined {
    return current?.campaigns.findLast(
      (one) => one.candidate === candidate && (term === undefined || one.term === term),
    )
  }

  function begin(candidate: number, term: number, timeUs: number, row: number): void {
    const times = { timeUs, firstRow: row, lastUs: timeUs, lastRow: row }
    if (current === undefined) {
      current = { campaigns: [], winner: -1, leaderlessUs: -1 }
      elections.push(current)
    }
    current.campaigns.push({ ...times, candidate, term, voters: [], refusals: [] })
  }

  return {
    before({ type, a, b, c, timeUs, row }, cluster) {
      const touch = (one: Campaign | undefined) => {
        if (one) Object.assign(one, { lastUs: timeUs, lastRow: row })
        return one
      }
      switch (type) {
        case 'manager.deposed':
        case 'manager.crashed':
          if (cluster.primary !== a) break
          leaderlessSinceUs = timeUs
          // Who asked in vain while there was a leader is another story, unless it was told to.
          if (current && timeUs - current.campaigns[0].timeUs > 1_000_000) current = undefined
          break
        case 'raft.campaigned':
          begin(a, b, timeUs, row)
          break
        case 'raft.voted':
          touch(campaign(b, c))?.voters.push(a)
          break
        case 'raft.voteRefused':
          touch(campaign(b))?.refusals.push({ manager: a, reason: trace.tables.texts[c] })
          break
        case 'raft.elected':
          if (current === undefined) break
          touch(campaign(a, b))
          current.winner = a
          if (leaderlessSinceUs >= 0) current.leaderlessUs = timeUs - leaderlessSinceUs
          leaderlessSinceUs = -1
          current = undefined
          break
        default:
          break
      }
    },
    entries: () => elections.flatMap(withoutVainStart).map((election) => entryOf(trace, election)),
  }
}

/** Campaigns that nobody answered are one entry, the election that follows in the end another. */
function withoutVainStart(election: Election): Election[] {
  const { campaigns, winner } = election
  const { term } = campaigns[campaigns.length - 1]
  const at = campaigns.findLastIndex((one) => isInVain(one) && one.term !== term) + 1
  if (winner < 0 || at === 0) return [election]
  const vain = { campaigns: campaigns.slice(0, at), winner: -1, leaderlessUs: -1 }
  return [vain, { ...election, campaigns: campaigns.slice(at) }]
}

function entryOf(trace: Trace, { campaigns, winner, leaderlessUs }: Election): StoryEntry {
  const name = (index: number) => trace.model.manager.managers[index].name
  const first = campaigns[0]
  const last = campaigns.reduce((one, other) => (other.lastRow > one.lastRow ? other : one))
  const candidates = [...new Set(campaigns.map(({ candidate }) => name(candidate)))]
  const isLong = leaderlessUs >= 1_000_000
  const gap = isLong ? `; nobody had led for ${formatDuration(leaderlessUs)}` : ''
  const times = campaigns.length === 1 ? 'once' : plural(campaigns.length, 'time')
  const { term } = campaigns[campaigns.length - 1]
  const text =
    winner < 0
      ? `${listed(candidates)} asked for votes ${times} and won no majority`
      : `${name(winner)} was elected leader in term ${term}${gap}`
  return {
    timeUs: first.timeUs,
    untilUs: last.lastUs,
    who: 'manager',
    text,
    details: linesOf(campaigns, name),
    severity: winner < 0 ? 'warning' : 'good',
    rows: [first.firstRow, last.lastRow],
  }
}

function linesOf(campaigns: readonly Campaign[], name: (index: number) => string): string[] {
  const lines: string[] = []
  for (let at = 0; at < campaigns.length; at++) {
    const first = campaigns[at]
    let last = first
    while (isInVain(first) && campaigns[at + 1]?.candidate === first.candidate) {
      if (!isInVain(campaigns[at + 1])) break
      last = campaigns[++at]
    }
    const terms = first === last ? `term ${first.term}` : `terms ${first.term} to ${last.term}`
    lines.push(`${terms}: ${name(first.candidate)} asked for votes; ${answers(first, name)}`)
  }
  return lines
}

function isInVain({ voters, refusals }: Campaign): boolean {
  return voters.length + refusals.length === 0
}

function answers(
  { candidate, voters, refusals }: Campaign,
  name: (index: number) => string,
): string {
  const others = voters.filter((voter) => voter !== candidate).map(name)
  const reasons = new Map<string, string[]>()
  for (const { manager, reason } of refusals) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), name(manager)])
  }
  const parts = [
    others.length > 0 ? `${listed(others)} voted for it` : '',
    ...[...reasons].map(([reason, managers]) => `${listed(managers)} did not: ${reason}`),
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'nobody answered' : parts.join('; ')
}
