/**
 * Goal: what is not simulated is not missed.
 * Method: random disturbances, played with every beat as an event and without: the same news, at the
 * same microsecond. Few ticks and long delays make rare cases frequent.
 */
import { expect, test } from 'vitest'
import { playScene } from './any-disturbance.ts'
import { forAnyScene } from './for-any-scene.ts'
import { play, second } from './play.ts'

test('a group in which quiet beats are no events tells the same news as one in which they are', () => {
  forAnyScene((scene) => {
    const quiet = playScene(scene)
    const loud = playScene(scene, { everyBeat: true })
    expect(quiet.told).toEqual(loud.told)
  })
})

test('a year of seven healthy managers needs the clock a few times at its beginning only', () => {
  const { run, wakes, group } = play({ size: 7 })
  run(365 * 24 * 3600)
  expect(wakes()).toBeLessThan(20)
  expect(group.leader()).toBe(0)
})

test('a year without one of three managers costs next to nothing either', () => {
  const { run, wakes, group, all } = play()
  group.stop(2)
  run(365 * 24 * 3600)
  expect(wakes()).toBeLessThan(20)
  expect(all('elected')).toHaveLength(1)
})

test('neither does a year in which each message takes longer than a tick', () => {
  const { run, wakes, all } = play({ delayUs: 3 * second })
  run(365 * 24 * 3600)
  expect(wakes()).toBeLessThan(40)
  expect(all('elected')).toHaveLength(1)
})

test('what happens after a long quiet time is found all the same: a stopped leader is missed', () => {
  const { run, group, told } = play()
  const dayUs = 24 * 3600 * second
  run(dayUs / second)
  group.stop(0)
  run(dayUs / second + 40)
  const elected = told.find(({ timeUs, news }) => timeUs > 0 && news.type === 'elected')
  expect(elected?.timeUs).toBeGreaterThan(dayUs + 8 * second)
})

test('a busy group needs the clock in proportion to what it commits', () => {
  const wakesFor = (count: number) => {
    const game = play()
    for (let index = 0; index < count; index++) game.at(1 + index / 100, () => game.propose(0))
    game.run(1000)
    return game.wakes()
  }
  expect(wakesFor(2000)).toBeLessThan(2.1 * wakesFor(1000))
})
