/** Adding an event to the text of a scenario: everything else stays as it was written. */
import { expect, test } from 'vitest'
import { addTimelineEntry, ScenarioError } from '../../src/scenario/index.ts'
import { compileText } from './compile-text.ts'

const entry = '{ at: 30s, fault: crash, node: node-1 }'
const nodes = 'nodes: [{ name: node-1 }] # the only one\n'

test.each([
  ['no timeline yet', nodes, `${nodes}timeline:\n  - ${entry}\n`],
  ['no line end', nodes.trimEnd(), `${nodes}timeline:\n  - ${entry}\n`],
  ['an empty timeline', `timeline:\n${nodes}`, `timeline:\n  - ${entry}\n${nodes}`],
  ['an empty list', `timeline: []\n${nodes}`, `timeline:\n  - ${entry}\n${nodes}`],
  [
    'entries and comments',
    `timeline:\n  # first\n  - { at: 1s, leave: node-1 } # why\n\n# last\n${nodes}`,
    `timeline:\n  # first\n  - { at: 1s, leave: node-1 } # why\n  - ${entry}\n\n# last\n${nodes}`,
  ],
  [
    'entries of several lines',
    `timeline:\n- at: 1s\n  leave: node-1\n${nodes}`,
    `timeline:\n- at: 1s\n  leave: node-1\n- ${entry}\n${nodes}`,
  ],
  [
    'a block text at the end',
    `${nodes}timeline:\n  - at: 1s\n    docker: >\n      run\n      redis\n`,
    `${nodes}timeline:\n  - at: 1s\n    docker: >\n      run\n      redis\n  - ${entry}\n`,
  ],
  [
    'a list in brackets',
    `timeline: [{ at: 1s, leave: node-1 }] # all\n${nodes}`,
    `timeline: [{ at: 1s, leave: node-1 }, ${entry}] # all\n${nodes}`,
  ],
])('%s', (_, before, after) => {
  const edited = addTimelineEntry(before, entry)
  expect(edited).toBe(after)
  expect(compileText(edited).model.timeline.map(({ text }) => text)).toContain(
    'fault: crash, node: node-1',
  )
})

test('a scenario in one pair of braces gets its entry too', () => {
  const edited = addTimelineEntry('{ nodes: [{ name: node-1 }] }', entry)
  expect(compileText(edited).model.timeline).toHaveLength(1)
})

test.each([
  ['two lines', 'at: 1s\nleave: node-1'],
  ['no map', 'leave'],
  ['broken YAML', '{ at: 1s'],
])('an entry that is %s is refused', (_, wrong) => {
  expect(() => addTimelineEntry(nodes, wrong)).toThrow(ScenarioError)
})
