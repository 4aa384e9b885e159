/** Adding an event to the text of a scenario: everything else stays as it was written. */
import { expect, test } from 'vitest'
import {
  addExpectation,
  addTimelineEntry,
  removeExpectations,
  ScenarioError,
} from '../../src/scenario/index.ts'
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

const claim = '{ that: "running() == 0", at: end }'

test('an expectation is added as an entry of the timeline is', () => {
  expect(addExpectation(nodes, claim)).toBe(`${nodes}expect:\n  - ${claim}\n`)
  const twice = addExpectation(addExpectation(nodes, claim), claim)
  expect(compileText(twice).model.expect.map(({ text }) => text)).toEqual([
    'running() == 0',
    'running() == 0',
  ])
})

test.each([
  [
    'one of several, with its comment kept',
    `expect:\n  - { that: a } # why\n  # about b\n  - that: b\n    at: end\n  - { that: c }\n${nodes}`,
    [1],
    `expect:\n  - { that: a } # why\n  # about b\n  - { that: c }\n${nodes}`,
  ],
  [
    'the last of a file',
    `${nodes}expect:\n  - { that: a }\n  - { that: b }`,
    [1],
    `${nodes}expect:\n  - { that: a }\n`,
  ],
  ['none', `${nodes}expect:\n  - { that: a }\n`, [], `${nodes}expect:\n  - { that: a }\n`],
])('expectations are taken out with their lines: %s', (_, before, gone, after) => {
  expect(removeExpectations(before, gone)).toBe(after)
})

test('with all its expectations the key goes as well', () => {
  const text = removeExpectations(`${nodes}expect:\n  - { that: "running() == 0" }\n`, [0])
  expect(text).not.toContain('expect')
  expect(compileText(text).model.expect).toEqual([])
})

test('a list in brackets loses what is taken out', () => {
  const text = `expect: [{ that: "running() == 0" }, { that: "moves() == 0" }]\n${nodes}`
  expect(compileText(removeExpectations(text, [0])).model.expect).toHaveLength(1)
})
