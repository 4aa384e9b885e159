/** How swarm mode's managers stand to each other at any moment of a run. */
import { describe, expect, test } from 'vitest'
import { clusterAt, positionAt } from '../../src/machine/fold.ts'
import { factCode } from '../../src/model/facts.ts'
import { type Election, electionAt, raftHistory } from '../../src/projection/election.ts'
import { electionSentence, managerLabel } from '../../src/projection/election-words.ts'
import { simulate } from '../../src/run/simulate.ts'
import { swarmScenario, swarmScenarioModel } from '../fixtures/swarm-scenario.ts'

const second = 1_000_000
const { trace } = simulate(swarmScenarioModel())
const history = raftHistory(trace)

function electionBefore(position: number): Election {
  return electionAt(trace, history, clusterAt(trace, position), position)
}

function electionOn(timeUs: number): Election {
  return electionBefore(positionAt(trace, timeUs))
}

/** Just after the first fact of this kind since a time. */
function justAfter(type: keyof typeof factCode, sinceUs: number): Election {
  const row = trace.type.findIndex(
    (code, at) => code === factCode[type] && trace.timeUs[at] >= sinceUs,
  )
  expect(row).toBeGreaterThan(0)
  return electionBefore(row + 1)
}

const rolesOf = ({ managers }: Election) => managers.map(({ role }) => role)

describe('an election, step by step', () => {
  test('while all is well one leads, two follow it, and all have the same log', () => {
    const election = electionOn(20 * second)
    expect(rolesOf(election)).toEqual(['leader', 'follower', 'follower'])
    expect(election.managers.map(({ leader }) => leader)).toEqual([0, 0, 0])
    const [first, ...others] = election.managers
    for (const { log, lastIndex } of others) {
      expect(lastIndex).toBe(first.lastIndex)
      expect(log).toEqual(first.log)
    }
    expect(first.log).toHaveLength(8)
    expect(first.log.at(-1)).toEqual({ index: first.lastIndex, term: 2, isCommitted: true })
    expect(electionSentence(election)).toBe(
      `node-1 leads in term 2: entry ${first.commitIndex} is committed, because 3 of 3 managers have it and 2 are enough.`,
    )
  })

  test('when the leader has crashed nobody leads until one asks for votes and gets enough', () => {
    const crashed = electionOn(31 * second)
    expect(rolesOf(crashed)).toEqual(['down', 'follower', 'follower'])
    expect(electionSentence(crashed)).toMatch(/^There is no leader/)

    const campaign = justAfter('raft.campaigned', 30 * second)
    const candidate = campaign.managers.find(({ role }) => role === 'candidate')
    expect(candidate).toMatchObject({ term: 3, vote: candidate?.manager })
    expect(electionSentence(campaign)).toBe(
      `${candidate?.name} asks for votes in term 3: it has 1 of the 2 it needs.`,
    )

    const vote = justAfter('raft.voted', 30 * second)
    const voter = vote.votes.find(({ voter: one, candidate: other }) => one !== other)
    expect(voter).toMatchObject({ candidate: candidate?.manager, term: 3 })

    const elected = electionOn(45 * second)
    expect(elected.managers[candidate?.manager ?? -1].role).toBe('leader')
    expect(elected.managers.map(({ reaches }) => reaches)).toEqual([1, 2, 2])
  })

  test('a manager that is cut off falls behind, and its campaign is refused by those who have more', () => {
    const cut = electionOn(160 * second)
    const [, apart] = cut.managers
    expect(apart).toMatchObject({ reaches: 1, machine: 'cutOff' })
    expect(cut.links.map(({ from, to, loss }) => [from, to, loss])).toEqual([
      [1, 0, 1],
      [1, 2, 1],
    ])
    expect(Math.max(...cut.managers.map(({ lastIndex }) => lastIndex))).toBeGreaterThan(
      apart.lastIndex,
    )

    const refused = justAfter('raft.voteRefused', 220 * second)
    expect(refused.links).toEqual([])
    expect(refused.refusals[0]).toMatchObject({ candidate: 1, reason: 'log behind' })
    expect(electionSentence(refused)).toContain('log is behind its own')
  })

  test('what was refused is forgotten when its candidate is in another term', () => {
    const refused = justAfter('raft.voteRefused', 220 * second)
    const elected = justAfter('raft.followed', 240 * second)
    expect(refused.refusals.length).toBeGreaterThan(0)
    expect(elected.refusals.filter(({ candidate }) => candidate === 1)).toEqual([])
  })
})

test('a log that got several entries in one message is told from one that has the same', () => {
  const election = electionOn(112 * second)
  // node-1 was down while the others wrote: it got all of that at once.
  const [back, , leader] = election.managers
  expect(back.log.length).toBe(8)
  expect(back.log).toEqual(leader.log)
})

test('a manager is said in one line to whoever cannot see the ring', () => {
  const election = electionOn(160 * second)
  expect(managerLabel(election, election.managers[1])).toMatch(
    /^node-2, (follower|candidate), cut off, term \d+, .*log up to \d+, committed up to \d+$/,
  )
})

describe('without a quorum', () => {
  const text = swarmScenario
    .replace(
      '{ at: 110s, fault: recover, node: node-1 }',
      '{ at: 110s, fault: crash, node: node-2 }',
    )
    .replace(/ {2}- \{ at: (150|220)s.*\n/g, '')
  const { trace: lost } = simulate(swarmScenarioModel(text))
  const lostHistory = raftHistory(lost)
  const at = (timeUs: number) => {
    const position = positionAt(lost, timeUs)
    return electionAt(lost, lostHistory, clusterAt(lost, position), position)
  }

  test('the last of three says that nothing is decided', () => {
    const election = at(200 * second)
    expect(rolesOf(election).filter((role) => role === 'down')).toHaveLength(2)
    expect(electionSentence(election)).toMatch(/^No quorum: 1 of 3 managers is up and 2 are needed/)
  })

  test('a leader that has lost the others says so before it steps down', () => {
    const row = lost.type.indexOf(factCode['manager.stalled'])
    const position = row + 1
    const election = electionAt(lost, lostHistory, clusterAt(lost, position), position)
    expect(election.managers.some(({ isStalled }) => isStalled)).toBe(true)
    expect(electionSentence(election)).toContain('reaches only 1 of the 2 managers')
  })
})
