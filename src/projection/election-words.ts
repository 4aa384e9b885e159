/** An election in words: the one sentence that says how the managers stand, and each one's role. */
import { listed, plural } from '../model/format.ts'
import type { Election, ElectionRole, ManagerView } from './election.ts'

export const roleWords: Readonly<Record<ElectionRole, string>> = {
  leader: 'leader',
  follower: 'follower',
  candidate: 'candidate',
  down: 'down',
  outside: 'no manager',
}

/** How the managers stand, in one sentence. */
export function electionSentence(election: Election): string {
  const { managers, members, quorum } = election
  const up = managers.filter(({ role }) => role !== 'down' && role !== 'outside')
  if (members === 0) return 'There is no manager.'
  const leaders = up
    .filter(({ role }) => role === 'leader')
    .sort((one, other) => other.term - one.term || one.manager - other.manager)
  const [leader, ...former] = leaders
  if (leader !== undefined) return leaderSentence(election, leader, former)
  if (up.length < quorum) {
    return (
      `No quorum: ${up.length} of ${plural(members, 'manager')} ${up.length === 1 ? 'is' : 'are'} up and ` +
      `${quorum} are needed, so nobody can be elected and nothing is decided; what runs goes on running.`
    )
  }
  const candidates = up.filter(({ role }) => role === 'candidate')
  const [candidate] = candidates.sort((one, other) => other.term - one.term)
  if (candidate === undefined) {
    return 'There is no leader: the managers wait until one of them has heard of none for its time-out and asks for votes.'
  }
  return candidateSentence(election, candidate)
}

function leaderSentence(
  { managers, members, quorum }: Election,
  leader: ManagerView,
  former: readonly ManagerView[],
): string {
  if (members === 1) return `${leader.name} is the only manager: it leads and asks nobody.`
  const head = `${leader.name} leads in term ${leader.term}`
  const also = [
    ...former.map(({ name, term }) => `${name} still takes itself for the leader, of term ${term}`),
    ...managers
      .filter(({ role }) => role === 'candidate')
      .map(({ name, term }) => `${name} asks for votes in term ${term}`),
  ]
  const rest = also.length === 0 ? '' : `; ${listed(also)}`
  if (leader.isStalled || leader.reaches < quorum) {
    return (
      `${head} but reaches only ${leader.reaches} of the ${quorum} managers that it needs: ` +
      `what it writes is not committed, and nothing is decided meanwhile${rest}.`
    )
  }
  const holders = managers.filter(
    ({ role, lastIndex }) => role !== 'outside' && lastIndex >= leader.commitIndex,
  )
  return (
    `${head}: entry ${leader.commitIndex} is committed, because ${holders.length} of ${members} ` +
    `managers have it and ${quorum} are enough${rest}.`
  )
}

function candidateSentence(election: Election, candidate: ManagerView): string {
  const { managers, votes, refusals, quorum } = election
  const given = votes.filter(
    (vote) => vote.candidate === candidate.manager && vote.term === candidate.term,
  )
  const against = refusals.filter((refusal) => refusal.candidate === candidate.manager)
  const refused = against.map(
    ({ voter, reason }) => `${managers[voter].name} refuses (${reasonWords(reason)})`,
  )
  const rest = refused.length === 0 ? '' : `; ${listed(refused)}`
  return (
    `${candidate.name} asks for votes in term ${candidate.term}: it has ${given.length} of the ` +
    `${quorum} it needs${rest}.`
  )
}

const reasons: Readonly<Record<string, string>> = {
  'has a leader': 'it has a leader',
  'log behind': 'the candidate’s log is behind its own',
  'voted for another': 'it has voted for another',
}

/** Why a vote was refused, as part of a sentence. */
export function reasonWords(reason: string): string {
  return reasons[reason] ?? reason
}

/** A manager as a screen reader hears it. */
export function managerLabel({ managers }: Election, view: ManagerView): string {
  const { name, role, term, vote, leader, lastIndex, commitIndex, machine, isStalled } = view
  const words = [name, roleWords[role]]
  if (machine === 'cutOff') words.push('cut off')
  if (machine === 'frozen') words.push('frozen')
  if (role !== 'outside') {
    words.push(`term ${term}`)
    if (vote >= 0) words.push(`voted for ${vote === view.manager ? 'itself' : managers[vote].name}`)
    if (leader >= 0 && role === 'follower') words.push(`follows ${managers[leader].name}`)
    if (isStalled) words.push('waits for a quorum')
    words.push(`log up to ${lastIndex}, committed up to ${commitIndex}`)
  }
  return words.join(', ')
}
