/**
 * Goal: the orchestrators of swarm mode do what the real ones did.
 * Method: recorded scenarios are done again; every recorded run must be a possible run of ours, in
 * states, slots, counts and times. A sample lies in test/oracle; the full set is used where it is
 * found.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { conformOrchestrator } from '../../../src/run/conform/orchestrator/conform-orchestrator.ts'
import { recordingsFolder, sampleFolder, whySkipped } from '../../oracle/recordings.ts'

const sample = linesOf(`${sampleFolder}/swarmkit/orchestrator.jsonl`)
const full = `${recordingsFolder()}/swarmkit/orchestrator.jsonl`

function linesOf(file: string): readonly { readonly name: string; readonly text: string }[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((text) => ({ name: (JSON.parse(text) as { name: string }).name, text }))
}

describe('the recorded sample', () => {
  test.each(sample)(
    '$name goes as it went',
    ({ text }) => {
      expect(conformOrchestrator(JSON.parse(text)).differences).toEqual([])
    },
    30_000,
  )
})

test('all recorded scenarios go as they went', ({ skip }) => {
  if (!existsSync(full)) skip(whySkipped)
  const differing = linesOf(full).flatMap(({ name, text }) =>
    conformOrchestrator(JSON.parse(text)).differences.map((difference) => `${name}: ${difference}`),
  )
  expect(differing).toEqual([])
}, 120_000)

describe('the comparison', () => {
  /** A scenario with a change in its recorded runs. */
  function changed(name: string, from: RegExp, to: string): readonly string[] {
    const text = sample.find((line) => line.name === name)?.text ?? ''
    const other = text.replace(from, to)
    expect(other).not.toBe(text)
    return conformOrchestrator(JSON.parse(other)).differences
  }

  test('notices a state that a task did not come to', () => {
    const found = changed('replicated-job', /"state": ?"complete"/g, '"state":"failed"')
    expect(found.join('\n')).toContain('job v1 is failed: recorded 5 times, we answer 0 times')
  })

  test('notices another delay', () => {
    const found = changed('restart-maxattempts', /"delayMs": ?300/g, '"delayMs":900')
    expect(found.join('\n')).toMatch(
      /web v1 created for ready: recorded at \d+ ms, we answer \d+ ms/,
    )
  })

  test('notices another slot', () => {
    const found = changed('scale-8-3-on-3-nodes', /"slot": ?8,/g, '"slot":9,')
    expect(found.join('\n')).toContain('slots of web: recorded 1 2 3 4 5 6 7 9, we answer 1 2 3 4')
  })

  test('notices a node that is down when its beats say that it cannot be', () => {
    const found = changed('node-down-crash', /"graceMultiplier": ?3/, '"graceMultiplier":9')
    expect(found.join('\n')).toMatch(/node n1 silent since \d+ ms cannot be down at \d+ ms/)
  })

  test('says what it cannot read', () => {
    const { agrees, differences } = conformOrchestrator({ id: 'x', same: {}, runs: [] })
    expect(agrees).toBe(false)
    expect(differences[0]).toMatch(/^not a recorded scenario: /)
  })
})
