/** Names of saved files. */
import { expect, test } from 'vitest'
import { simulate } from '../../../src/run/simulate.ts'
import { momentName, stemOf } from '../../../src/web/export/file-names.ts'
import type { LoadedRun } from '../../../src/web/run/loaded-run.ts'
import { modelOf } from '../../browser/scenarios.ts'

const text = 'name: A/B "test" here\nnodes:\n  - {}\n'
const { trace } = simulate(modelOf('a.yaml', text))

function runOf(parts: Partial<LoadedRun>): LoadedRun {
  return { trace, parent: -1, label: 'main', scenario: undefined, ...parts } as LoadedRun
}

const scenario = { path: 'folder/node-failure.yaml', files: {} }

test('a file is named after its scenario, its branch and the moment', () => {
  expect(stemOf(runOf({ scenario }))).toBe('node-failure')
  const branch = runOf({ scenario, parent: 0, label: 'crash node-2' })
  expect(momentName(branch, 102_300_000, 'harbour.svg')).toBe(
    'node-failure-crash-node-2-1m42.3s-harbour.svg',
  )
})

test('a trace is named after what it shows, in letters that every file system takes', () => {
  expect(stemOf(runOf({}))).toBe('A-B-test-here')
})
