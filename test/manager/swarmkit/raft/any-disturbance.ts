/** Random lives of a group: what happens to its members and links, and what they are asked for. */
import fc from 'fast-check'
import { type Play, type PlayOptions, play } from './play.ts'

type Disturbance =
  | { readonly type: 'stop' | 'start' | 'freeze' | 'thaw' | 'propose'; readonly member: number }
  | { readonly type: 'add' | 'remove' | 'transfer' | 'cut' | 'goOnAlone'; readonly member: number }
  | { readonly type: 'cutOneWay'; readonly member: number; readonly other: number }
  | { readonly type: 'slow'; readonly member: number; readonly other: number; delayUs: number }
  | { readonly type: 'lossy'; readonly member: number; readonly other: number; loss: number }
  | { readonly type: 'heal' | 'proposeToLeader' }

export interface Scene {
  readonly options: PlayOptions
  readonly disturbances: readonly (readonly [seconds: number, what: Disturbance])[]
  readonly untilSeconds: number
}

const member = fc.nat(4)
const other = fc.nat(4)

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  ...(['stop', 'start', 'start', 'freeze', 'thaw', 'thaw', 'propose', 'cut'] as const).map((type) =>
    member.map((chosen): Disturbance => ({ type, member: chosen })),
  ),
  ...(['add', 'remove', 'transfer', 'goOnAlone'] as const).map((type) =>
    member.map((chosen): Disturbance => ({ type, member: chosen })),
  ),
  fc.record({ type: fc.constant('cutOneWay' as const), member, other }),
  fc.record({
    type: fc.constant('slow' as const),
    member,
    other,
    delayUs: fc.constantFrom(1, 1000, 400_000, 1_500_000, 4_000_000),
  }),
  fc.record({
    type: fc.constant('lossy' as const),
    member,
    other,
    loss: fc.constantFrom(0.3, 0.9, 1),
  }),
  { arbitrary: fc.constant<Disturbance>({ type: 'heal' }), weight: 2 },
  { arbitrary: fc.constant<Disturbance>({ type: 'proposeToLeader' }), weight: 4 },
)

const untilSeconds = 150

export const anyScene: fc.Arbitrary<Scene> = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 3 }),
    size: fc.integer({ min: 1, max: 5 }),
    heartbeatTicks: fc.constantFrom(1, 1, 2),
    electionTicks: fc.constantFrom(10, 10, 5),
    snapshotEntries: fc.constantFrom(10_000, 4),
    delayUs: fc.constantFrom(1000, 1000, 200_000, 1_000_000),
    disturbances: fc.array(
      // Whole seconds, and ticks at odd moments: both meet.
      fc.tuple(
        fc.oneof(fc.nat(untilSeconds), fc.double({ min: 0, max: 150, noNaN: true })),
        disturbance,
      ),
      { maxLength: 25 },
    ),
  })
  .map(({ seed, size, delayUs, disturbances, ...settings }) => ({
    options: { seed, size, names: 5, delayUs, settings: { ...settings, keptEntries: 1 } },
    disturbances: [...disturbances].sort(([a], [b]) => a - b),
    untilSeconds,
  }))

export function playScene(scene: Scene, options: Partial<PlayOptions> = {}): Play {
  const game = play({ ...scene.options, ...options })
  for (const [seconds, what] of scene.disturbances) game.at(seconds, () => disturb(game, what))
  game.run(scene.untilSeconds)
  return game
}

function disturb(game: Play, what: Disturbance): void {
  const { group } = game
  switch (what.type) {
    case 'stop':
    case 'start':
    case 'freeze':
    case 'thaw':
      group[what.type](what.member)
      return
    case 'propose':
      game.propose(what.member)
      return
    case 'proposeToLeader':
      if (group.leader() >= 0) game.propose(group.leader())
      return
    case 'add':
      // It has to be there before anybody can add it.
      group.start(what.member)
      if (group.leader() < 0) return
      group.addMember(group.leader(), what.member, game.callbacks())
      return
    case 'remove':
      if (group.leader() < 0) return
      group.removeMember(group.leader(), what.member, game.callbacks())
      return
    case 'transfer':
      if (group.leader() >= 0) group.transfer(group.leader(), what.member)
      return
    case 'cut':
      game.cut(what.member)
      return
    case 'cutOneWay':
      game.setLink(what.member, what.other, undefined)
      return
    case 'slow':
      game.setLink(what.member, what.other, { delayUs: what.delayUs })
      return
    case 'lossy':
      game.setLink(what.member, what.other, { loss: what.loss })
      return
    case 'goOnAlone':
      group.forceNewCluster(what.member)
      return
    case 'heal':
      game.heal()
      return
  }
}
