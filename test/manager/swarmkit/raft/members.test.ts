/** Logs and members: what reaches whom, who comes, who goes, and who must not. */
import { expect, test } from 'vitest'
import { play } from './play.ts'

test('an entry is committed after a round trip to the nearest majority', () => {
  const game = play({ size: 5, delayUs: 10_000 })
  for (const other of [3, 4]) game.setLink(0, other, { delayUs: 900_000 })
  const proposal = game.propose(0)
  game.run(0.019)
  expect(proposal.outcome).toBe('open')
  game.run(0.02)
  expect(proposal.outcome).toBe('committed')
})

test('entries of a minority are thrown away when it hears of the new leader', () => {
  const game = play()
  game.cut(0)
  for (let count = 0; count < 3; count++) game.propose(0)
  expect(game.group.state(0)).toMatchObject({ lastIndex: 7, commitIndex: 4 })
  game.run(50)
  game.heal()
  game.run(120)
  const { lastIndex } = game.group.state(game.group.leader())
  expect(game.group.state(0)).toMatchObject({ lastIndex, commitIndex: lastIndex })
  expect(game.group.termAt(0, 5)).toBeGreaterThan(2)
})

test('a log survives a crash, and what was missed is sent after the next beat', () => {
  const game = play()
  game.group.stop(2)
  for (let count = 0; count < 5; count++) game.propose(0)
  game.run(5)
  expect(game.group.state(2)).toMatchObject({ isUp: false, lastIndex: 4 })
  game.group.start(2)
  game.run(6.1)
  expect(game.group.state(2)).toMatchObject({ lastIndex: 9, commitIndex: 9, leader: 0 })
})

test('on a link that loses half of the messages everything arrives in the end', () => {
  const game = play()
  for (const other of [1, 2]) {
    game.setLink(0, other, { loss: 0.5 })
    game.setLink(other, 0, { loss: 0.5 })
  }
  const proposals = Array.from({ length: 20 }, () => game.propose(0))
  game.run(8)
  expect(proposals.map(({ outcome }) => outcome)).toEqual(proposals.map(() => 'committed'))
})

test('whoever is farther behind than the kept entries gets a snapshot', () => {
  const game = play()
  game.group.stop(1)
  game.run(1)
  for (let count = 0; count < 10_400; count++) {
    game.propose(0)
    if (count === 9_200) {
      game.run(3)
      // The kept entries reach back to 9,500; this member stays within them.
      game.group.stop(2)
      game.group.start(1)
      game.run(4.2)
    }
  }
  game.run(6)
  expect(game.all('snapshot').map(({ member }) => member)).toEqual([0, 1])
  expect(game.all('snapshot')[0]).toMatchObject({ index: 10_000, isReceived: false })
  expect(game.group.termAt(0, 9_499)).toBeUndefined()
  expect(game.group.termAt(0, 9_500)).toBe(2)
  game.group.start(2)
  game.run(8)
  expect(game.group.state(2).commitIndex).toBe(10_404)
  expect(game.all('snapshot').filter(({ isReceived }) => isReceived)).toEqual([
    { type: 'snapshot', member: 2, index: 10_000, isReceived: true },
  ])
})

test('a newcomer is caught up, and counts for the quorum from then on', () => {
  const game = play({ size: 1, names: 3 })
  const { group } = game
  expect(group.addMember(0, 1, game.callbacks())).toMatch(/could not connect/)
  group.start(1)
  const added = game.callbacks()
  expect(group.addMember(0, 1, added)).toBeUndefined()
  // The first member is a quorum by itself until the change counts.
  expect(added.outcome).toBe('committed')
  expect([group.members(), group.quorum()]).toEqual([[0, 1], 2])
  game.run(2)
  expect(group.state(1)).toMatchObject({ leader: 0, members: [0, 1], commitIndex: 3 })
  group.stop(1)
  const proposal = game.propose(0)
  game.run(30)
  expect(proposal.outcome).toBe('the leader stepped down')
})

test('two changes of the members are never under way at the same time', () => {
  const game = play({ size: 3, names: 5 })
  const { group } = game
  group.start(3)
  group.start(4)
  expect(group.addMember(0, 3, game.callbacks())).toBeUndefined()
  expect(group.addMember(0, 4, game.callbacks())).toMatch(/earlier change/)
  game.run(1)
  expect(group.addMember(0, 4, game.callbacks())).toBeUndefined()
  game.run(2)
  expect(group.members()).toEqual([0, 1, 2, 3, 4])
})

test('who is removed shuts down, and may come back as somebody new', () => {
  const game = play({ size: 4 })
  const { group } = game
  const removal = game.callbacks()
  expect(group.removeMember(0, 3, removal)).toBeUndefined()
  game.run(1)
  expect(removal.outcome).toBe('committed')
  expect(group.members()).toEqual([0, 1, 2])
  expect(group.state(3)).toMatchObject({ isUp: false })
  game.run(100)
  group.start(3)
  expect(group.state(3)).toMatchObject({ term: 0, lastIndex: 0 })
  expect(group.addMember(0, 3, game.callbacks())).toBeUndefined()
  game.run(103)
  expect(group.state(3)).toMatchObject({ leader: 0, members: [0, 1, 2, 3] })
})

test('a removed member that missed it is told when it campaigns, and disturbs nobody', () => {
  const game = play({ size: 5 })
  game.cut(4)
  expect(game.group.removeMember(0, 4, game.callbacks())).toBeUndefined()
  game.run(60)
  game.heal()
  game.run(100)
  expect(game.group.state(4).isUp).toBe(false)
  expect(game.group.leader()).toBe(0)
  expect(game.all('steppedDown')).toEqual([])
})

test('a leader can be removed; its followers elect the next without waiting', () => {
  const game = play()
  game.run(10)
  expect(game.group.removeMember(0, 0, game.callbacks())).toBeUndefined()
  game.run(11)
  expect(game.all('steppedDown').slice(0, 1)).toMatchObject([{ member: 0, reason: 'removed' }])
  expect(game.all('campaigned').length).toBeGreaterThan(0)
  game.run(60)
  expect(game.group.members()).toEqual([1, 2])
  expect(game.group.leader()).toBeGreaterThan(0)
})

test('a removal that could cost the quorum is refused', () => {
  const game = play()
  const { group } = game
  group.stop(2)
  expect([group.canRemove(1), group.canRemove(2)]).toEqual([false, true])
  expect(group.removeMember(0, 1, game.callbacks())).toMatch(/loss of quorum/)
  expect(group.removeMember(0, 2, game.callbacks())).toBeUndefined()
  game.run(1)
  expect(group.members()).toEqual([0, 1])
  // Of two, either may go while both are there.
  expect(group.canRemove(1)).toBe(true)
})

test('force-new-cluster goes on alone with what was committed, and can grow again', () => {
  const game = play()
  const { group } = game
  game.propose(0)
  game.run(1)
  group.stop(1)
  group.stop(2)
  game.propose(0)
  game.run(60)
  expect(group.leader()).toBe(-1)
  const { term } = group.state(0)
  group.forceNewCluster(0)
  expect(group.leader()).toBe(0)
  expect(group.members()).toEqual([0])
  expect(group.state(0).term).toBe(term + 1)
  expect(game.propose(0).outcome).toBe('committed')
  expect(game.all('memberRemoved').map(({ member }) => member)).toEqual([1, 2])
})

test('an old member that meets a manager of a forced new cluster shuts down', () => {
  const game = play()
  const { group } = game
  game.cut(0)
  game.run(50)
  group.forceNewCluster(0)
  game.heal()
  game.run(120)
  expect(group.members()).toEqual([0])
  expect([1, 2].map((member) => group.state(member).isUp)).toContain(false)
})
