/**
 * Goal: what Raft promises, whatever happens (but for `--force-new-cluster`, which breaks promises).
 * Method: random disturbances; after each event all logs are compared with each other and with what
 * was ever committed.
 */
import { expect, test } from 'vitest'
import type { RaftGroup } from '../../../../src/manager/swarmkit/raft/index.ts'
import { playScene, type Scene } from './any-disturbance.ts'
import { forAnyScene } from './for-any-scene.ts'

const everybody = [0, 1, 2, 3, 4]

function forAnySafeScene(check: (scene: Scene) => void): void {
  forAnyScene((scene) => {
    const disturbances = scene.disturbances.filter(([, { type }]) => type !== 'goOnAlone')
    check({ ...scene, disturbances })
  })
}

test('a term has one leader at most', () => {
  forAnySafeScene((scene) => {
    const leaders = new Map<number, number>()
    for (const { member, term } of playScene(scene).all('elected')) {
      expect(leaders.get(term) ?? member).toBe(member)
      leaders.set(term, member)
    }
  })
})

test('two logs that have the same entry somewhere are the same up to there', () => {
  forAnySafeScene((scene) => {
    const inspect = (group: RaftGroup) => {
      for (const one of everybody) {
        for (const other of everybody) if (one < other) compareLogs(group, one, other)
      }
    }
    playScene(scene, { inspect })
  })
})

function compareLogs(group: RaftGroup, one: number, other: number): void {
  let isSame = false
  const last = Math.min(group.state(one).lastIndex, group.state(other).lastIndex)
  for (let index = last; index > 0; index--) {
    const [term, otherTerm] = [group.termAt(one, index), group.termAt(other, index)]
    if (term === undefined || otherTerm === undefined) return
    // Asking each time would take most of the time.
    if (isSame && term !== otherTerm) expect.fail(`entry ${index} of ${one} and ${other}`)
    isSame = term === otherTerm
  }
}

test('what is committed once stays, everywhere, and is in the log of each later leader', () => {
  forAnySafeScene((scene) => {
    const committed: number[] = []
    let leaderTerm = 0
    const inspect = (group: RaftGroup) => {
      for (const member of everybody) {
        const { commitIndex, role, term, isUp } = group.state(member)
        for (let index = 1; index <= commitIndex; index++) {
          const own = group.termAt(member, index)
          if (own === undefined) continue
          committed[index] ??= own
          if (own !== committed[index]) expect.fail(`entry ${index} of ${member}`)
        }
        if (role !== 'leader' || !isUp || term <= leaderTerm) continue
        leaderTerm = term
        expect(group.state(member).lastIndex).toBeGreaterThanOrEqual(committed.length - 1)
        committed.forEach((expected, index) => {
          expect(group.termAt(member, index) ?? expected, `entry ${index}`).toBe(expected)
        })
      }
    }
    playScene(scene, { inspect })
  })
})

/** A proposal that was reported as committed is committed; the harness fails on a second report. */
test('once everything works again there is one leader, everybody follows it and has its log', () => {
  forAnySafeScene((scene) => {
    const game = playScene(scene)
    const { group } = game
    game.heal()
    for (const member of everybody) {
      group.thaw(member)
      if (group.members().includes(member)) group.start(member)
    }
    game.run(scene.untilSeconds + 200)
    const leader = group.leader()
    expect(leader).toBeGreaterThanOrEqual(0)
    const { term, lastIndex } = group.state(leader)
    for (const member of group.members()) {
      const { isUp, ...state } = group.state(member)
      if (!isUp) continue
      expect(state).toMatchObject({ term, leader, lastIndex, commitIndex: lastIndex })
    }
    expect(everybody.filter((member) => group.isLeader(member))).toEqual([leader])
  })
})
