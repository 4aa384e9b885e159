/**
 * Every scenario of the repository, run as it is: its claims hold, its steps are legal, and its
 * digest is the stored one. After a wanted change of behaviour: `reberth test --update`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { replay } from '../../src/machine/replay.ts'
import { digestOf } from '../../src/model/trace.ts'
import { expectations } from '../../src/projection/expectations.ts'
import { story } from '../../src/projection/story.ts'
import { simulate } from '../../src/run/simulate.ts'
import { compileScenario } from '../../src/scenario/index.ts'

const folder = new URL('../../scenarios/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const stored = JSON.parse(readFileSync(new URL('digests.json', folder), 'utf8'))
const files = {
  read(path: string) {
    const file = new URL(path, folder)
    return existsSync(file) ? readFileSync(file) : undefined
  },
}

test('a digest is stored for every scenario, and for nothing else', () => {
  expect(Object.keys(stored).sort()).toEqual([...names].sort())
})

describe.each(names)('scenarios/%s', (name) => {
  const { trace, end } = simulate(compileScenario(name, { files }).model)

  test('runs to its end, by legal steps only', () => {
    expect(end).toEqual({ type: 'reached' })
    expect(replay(trace)).toMatchObject({ type: 'legal' })
  })

  test('keeps what it claims', () => {
    const broken = expectations(trace).filter(({ met }) => !met)
    expect(broken.map(({ expectation, measured }) => [expectation.text, measured])).toEqual([])
  })

  test('gives the stored digest', () => {
    expect(digestOf(trace)).toBe(stored[name])
  })

  test('is told in few lines, however large it is', () => {
    const lines = story(trace).flatMap(({ text, details }) => [text, ...details])
    expect(lines.length).toBeLessThan(60)
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|\[object/)
  })
})
