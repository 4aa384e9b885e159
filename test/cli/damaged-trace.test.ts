/** A trace file that is not what it should be ends with 2 and a sentence, never with a bug report. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorkplace, nodeDies, type Workplace } from './command.ts'

let place: Workplace
let lines: readonly string[]
beforeAll(() => {
  place = createWorkplace()
  place.file('node-dies.yaml', nodeDies)
  place.reberth('run', 'node-dies.yaml', '--quiet', '--trace', 'run.jsonl')
  lines = readFileSync(join(place.folder, 'run.jsonl'), 'utf8').trimEnd().split('\n')
})
afterAll(() => place.close())

const header = '{"format":"reberth-trace","version":1,"model":{}}'
const cases: readonly (readonly [
  string,
  (whole: readonly string[]) => readonly string[],
  string,
])[] = [
  ['without a model', () => [header], 'line 1: the header has no model that can be run'],
  ['of another version', ([first]) => [first.replace('"version":1', '"version":9')], 'version 9'],
  ['without tables', ([first, , ...facts]) => [first, ...facts], 'line 2: the tables are missing'],
  ['that ends early', (whole) => whole.slice(0, -3), 'the file was changed'],
  [
    'with half a line',
    (whole) => [...whole.slice(0, 9), whole[9].slice(0, 12)],
    'line 10: expected',
  ],
  ['with a fact of its own', (whole) => [...whole, '{"timeUs":9e12,"type":"x"}'], 'unknown fact x'],
  [
    'with a node nobody knows',
    (whole) => [...whole, '{"timeUs":9e12,"type":"node.crashed","node":"node-9"}'],
    'node "node-9" is not known',
  ],
  [
    'with a container beyond the table',
    (whole) => [...whole, '{"timeUs":9e12,"type":"container.started","container":"x#999"}'],
    'container "x#999" is not known',
  ],
  [
    'that goes back in time',
    (whole) => [...whole, '{"timeUs":0,"type":"node.crashed","node":"node-1"}'],
    'expected a number not below',
  ],
]

test.each(cases)('a trace %s is refused with file and line', (_, damage, message) => {
  place.file('damaged.jsonl', damage(lines).join('\n'))
  const { status, stderr } = place.reberth('replay', 'damaged.jsonl')
  expect(stderr).toContain('damaged.jsonl: ')
  expect(stderr).toContain(message)
  expect(status).toBe(2)
})
