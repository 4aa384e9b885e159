/**
 * Goal: our scheduler decides like the one of swarm mode.
 * Method: recorded cases are run again with several seeds. A sample lies in test/oracle; the full
 * set is used where it is found.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { conformSchedulerCase } from '../../../src/scheduler/swarmkit/conform-scheduler.ts'
import { recordingsFolder, sampleFolder, whySkipped } from '../../oracle/recordings.ts'

const families = [
  'constraints',
  'failures',
  'large',
  'maxreplicas',
  'mix',
  'nodestate',
  'platform',
  'plugins',
  'ports',
  'preferences',
  'resources',
  'sequence',
  'spread',
]
const sample = linesOf(`${sampleFolder}/swarmkit/scheduler.jsonl`)
const full = `${recordingsFolder()}/swarmkit/scheduler.jsonl`
const seeds = ['1', '2', '3']

interface Line {
  readonly id: string
  readonly family: string
  readonly text: string
}

function linesOf(file: string): readonly Line[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((text) => ({ ...(JSON.parse(text) as { id: string; family: string }), text }))
}

function disagreements(lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ id, text }) => {
    const { differences } = conformSchedulerCase(JSON.parse(text), { seeds })
    return differences.map((difference) => `${id}: ${difference}`)
  })
}

describe('the recorded sample', () => {
  test('has cases of every family', () => {
    expect([...new Set(sample.map(({ family }) => family))].sort()).toEqual(families)
  })

  test.each(families)('cases about %s are answered as SwarmKit answered them', (family) => {
    expect(disagreements(sample.filter((line) => line.family === family))).toEqual([])
  })
})

test('all recorded cases are answered as SwarmKit answered them', ({ skip }) => {
  if (!existsSync(full)) skip(whySkipped)
  expect(disagreements(linesOf(full))).toEqual([])
}, 60_000)

describe('the comparison', () => {
  /** The first case of the sample whose text has these words, with one of them replaced. */
  function changed(words: string, other: string): readonly string[] {
    const line = sample.find(({ text }) => text.includes(words))
    if (line === undefined) throw new Error(`no case of the sample has ${words}`)
    return conformSchedulerCase(JSON.parse(line.text.replace(words, other)), { seeds }).differences
  }

  test('notices another count', () => {
    expect(changed('"counts":{"n01":', '"counts":{"n02":').join()).toMatch(/counts: recorded/)
  })

  test('notices another number of active tasks', () => {
    expect(changed('"active":', '"active":1').join()).toMatch(/active: recorded/)
  })

  test('notices another text', () => {
    const differences = changed('no suitable node (insufficient', 'no suitable node (missing')
    expect(differences.join()).toMatch(/errors: recorded/)
  })

  test('notices other nodes of a global service', () => {
    const differences = changed('"globalNodes":{"g1":["n01"', '"globalNodes":{"g1":["n99"')
    expect(differences.join()).toMatch(/global g1: recorded/)
  })

  test('tells of answers beside a sample of random ones, which are no difference', () => {
    const line = sample.find(({ text }) => /"countRange":\{"n01":\[1,2\]/.test(text))
    const text = line?.text.replace('"countRange":{"n01":[1,2]', '"countRange":{"n01":[7,9]') ?? ''
    const { agrees, notes } = conformSchedulerCase(JSON.parse(text), { seeds })
    expect(agrees).toBe(true)
    expect(notes?.join()).toMatch(/on n01: 7 to 9 were seen, we answer [12]/)
  })

  test('says what it cannot read and where', () => {
    const { agrees, differences } = conformSchedulerCase(
      { id: 'x', family: 'y', nodes: [{ id: 1 }] },
      { seeds },
    )
    expect(agrees).toBe(false)
    expect(differences).toEqual([
      'cannot read nodes.0.id: Invalid input: expected string, received number',
    ])
  })
})
