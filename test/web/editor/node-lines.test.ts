/** Names of nodes in the text, and the entries that make them. */
import { expect, test } from 'vitest'
import { namesAt, nodeEntries } from '../../../src/web/editor/node-lines.ts'
import { modelOf } from '../../browser/scenarios.ts'

const text = `nodes:
  - { name: "node-{1..2}", memory: 8g }
  - { count: 2 }
  - { name: db, count: 2 }
  - name: last
timeline:
  - { at: 1s, fault: crash, node: node-2 }
`

test('the entries make the nodes that the compiler makes of them', () => {
  const entries = nodeEntries(text)
  expect(entries.map(({ names }) => names)).toEqual([
    ['node-1', 'node-2'],
    ['node-3', 'node-4'],
    ['db-1', 'db-2'],
    ['last'],
  ])
  const { nodes } = modelOf('nodes.yaml', text)
  expect(entries.flatMap(({ names }) => names)).toEqual(nodes.map(({ name }) => name))
  expect(text.slice(entries[1].from, entries[1].to).trim()).toBe('{ count: 2 }')
})

test('a word under the pointer is the names it stands for', () => {
  expect(namesAt(text, text.indexOf('node-2') + 3)).toEqual(['node-2'])
  expect(namesAt(text, text.indexOf('node-{') + 2)).toEqual(['node-1', 'node-2'])
  expect(namesAt(text, text.indexOf(': crash'))).toEqual(['fault'])
  expect(namesAt('', 0)).toEqual([])
})
