/**
 * Goal: our scheduler decides like the real Swarm 1.1.
 * Method: recorded questions are asked again. A sample lies in test/oracle; the full set is used
 * where it is found.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  conformPlacement,
  conformStream,
} from '../../../src/scheduler/classic/conform-placements.ts'
import { recordingsFolder, sampleFolder, whySkipped } from '../../oracle/recordings.ts'

const sample = `${sampleFolder}/classic`
const full = `${recordingsFolder()}/classic`

const families = [
  'place-a-homogeneous.jsonl',
  'place-b-resources.jsonl',
  'place-c-constraints.jsonl',
  'place-d-affinities.jsonl',
  'place-e-ports.jsonl',
  'place-f-dependencies.jsonl',
  'place-g-health.jsonl',
  'place-h-mixed.jsonl',
]
const streams = 'place-i-streams.jsonl'

function records(file: string): { readonly text: string; readonly value: unknown }[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((text) => ({ text, value: JSON.parse(text) as unknown }))
}

function disagreements(folder: string, file: string): readonly string[] {
  const conform = file === streams ? conformStream : conformPlacement
  return records(`${folder}/${file}`).flatMap(({ value }) => {
    const { id, differences } = conform(value)
    return differences.map((difference) => `${id}: ${difference}`)
  })
}

describe('the recorded sample', () => {
  test('has a file for every family', () => {
    const files = readdirSync(sample).filter((name) => name.endsWith('.jsonl'))
    expect(files.sort()).toEqual([...families, streams].sort())
  })

  test.each([...families, streams])('%s is answered as Swarm 1.1 answered it', (file) => {
    expect(disagreements(sample, file)).toEqual([])
  })
})

describe('all recorded decisions', () => {
  for (const file of [...families, streams]) {
    test(`${file} is answered as Swarm 1.1 answered it`, ({ skip }) => {
      if (!existsSync(`${full}/${file}`)) {
        skip(whySkipped)
      }
      expect(disagreements(full, file)).toEqual([])
    })
  }
})

describe('the comparison', () => {
  const [first] = records(`${sample}/place-h-mixed.jsonl`)
  const [stream] = records(`${sample}/${streams}`)

  test('notices another order', () => {
    const other = JSON.parse(first.text, (key: string, value: unknown) =>
      key === 'order' && Array.isArray(value) ? value.toReversed() : value,
    ) as unknown
    const { agrees, differences } = conformPlacement(other)
    expect(agrees).toBe(false)
    expect(differences.join()).toContain('order: recorded')
  })

  test('notices another weight', () => {
    const other = JSON.parse(first.text, (key: string, value: unknown) =>
      key === 'weights' && Array.isArray(value) ? value.slice(1) : value,
    ) as unknown
    expect(conformPlacement(other).differences.join()).toContain('pass 1, weights: recorded')
  })

  test('notices another node in a stream', () => {
    const other = JSON.parse(stream.text.replace(/"on":"[^"]*"/, '"on":"elsewhere"')) as unknown
    expect(conformStream(other).differences.join()).toContain('recorded "on elsewhere"')
  })

  test('says what it cannot read and where', () => {
    const { agrees, differences } = conformPlacement({
      ...(first.value as object),
      nodes: [{ name: 'n', id: 'i', cpus: 'four', memory: 1, totalCpus: 1, totalMemory: 1 }],
    })
    expect(agrees).toBe(false)
    expect(differences).toEqual([
      'cannot read nodes.0.cpus: Invalid input: expected number, received string',
    ])
    expect(conformStream(undefined).differences.join()).toContain('cannot read the record')
  })
})
