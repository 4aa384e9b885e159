/**
 * Goal: the simulated manager decides what the real one decided, from the first failed refresh to
 * the last duplicate removed.
 * Method: recorded runs are driven again; ties, orders and waiting times are taken from the record
 * where they are among the possible ones, and everything decided, answered and shown is compared.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { conformTrace } from '../../../src/run/conform/conform-trace.ts'
import { recordingsFolder, sampleFolder, whySkipped } from '../../oracle/recordings.ts'

const sample = join(sampleFolder, 'classic/traces')

function read(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

function differences(record: unknown): readonly string[] {
  return conformTrace(record).flatMap(({ id, differences }) =>
    differences.map((difference) => `${id}: ${difference}`),
  )
}

describe('a sample of recorded runs', () => {
  test.each(readdirSync(sample).sort())('%s goes as it went', (file) => {
    expect(differences(read(sample, file))).toEqual([])
  })
})

describe('all recorded runs', () => {
  test('go as they went', ({ skip }) => {
    const folder = recordingsFolder()
    if (!folder) skip(whySkipped)
    const traces = join(folder ?? '', 'classic/traces')
    const found = readdirSync(traces).flatMap((file) => differences(read(traces, file)))
    expect(found).toEqual([])
  })
})

describe('the comparison', () => {
  const file = readdirSync(sample).find((name) => name.startsWith('01')) ?? ''
  /** The recorded run of one failing node, as text, with one thing changed. */
  const changed = (from: RegExp, to: string): unknown => {
    const text = readFileSync(join(sample, file), 'utf8')
    const result = text.replace(from, to)
    expect(result).not.toBe(text)
    return JSON.parse(result)
  }

  test('notices a container that went to another node', () => {
    const record = changed(/(Rescheduled container \w+ from node-2 to )node-\d/, '$1node-9')
    expect(differences(record).join('\n')).toContain('rescheduling of node-2')
  })

  test('notices a node that was never declared unhealthy', () => {
    const record = changed(/Flagging engine as unhealthy/, 'Nothing happened')
    expect(differences(record).join('\n')).toContain('history of node-2')
  })

  test('notices a duplicate that stayed', () => {
    const record = changed(/ was rescheduled on node/, ' was not rescheduled on node')
    expect(differences(record).join('\n')).toContain('duplicates removed')
  })

  test('notices a first placement that the rules do not allow', () => {
    const record = changed(/"--strategy","spread"/, '"--strategy","binpack"')
    expect(differences(record).join('\n')).toContain('our best')
  })

  test('says what is wrong with something that is no record', () => {
    expect(() => conformTrace({ scenario: 'x', runs: [{ flags: 3 }] })).toThrow(
      'not a recorded trace: runs.0.flags',
    )
  })
})
