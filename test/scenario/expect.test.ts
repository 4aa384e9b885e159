/** Claims: what is measured, compared and when. */
import { expect, test } from 'vitest'
import { compileText } from './compile-text.ts'

const cluster = `until: 20m
nodes: [{ name: "node-{1..3}" }]
timeline:
  - { at: 1s, docker: run --name db postgres }
  - { at: 1s, docker: "run --name web-{1..2} nginx" }
expect:
`

function claimOf(entry: string) {
  return compileText(`${cluster}  - ${entry}\n`).model.expect[0]
}

test.each([
  ['running(web) >= 2', { type: 'running', service: 'web' }, '>=', 2],
  ['running() == 3', { type: 'running', service: '' }, '==', 3],
  ['believed( web ) < 2', { type: 'believed', service: 'web' }, '<', 2],
  ['unplaced() == 0', { type: 'unplaced', service: '' }, '==', 0],
  ['unscheduled("web") <= 1', { type: 'unplaced', service: 'web' }, '<=', 1],
  ['duplicates() == 0', { type: 'duplicates', service: '' }, '==', 0],
  ['moves(db) != 1', { type: 'moves', service: 'db' }, '!=', 1],
  ['recovery(web) < 3m', { type: 'recovery', service: 'web' }, '<', 180_000_000],
  ['time-to-recover() < 90s', { type: 'recovery', service: '' }, '<', 90_000_000],
  ['node(db) != node-2', { type: 'node', container: 'db' }, '!=', 'node-2'],
  ['node(web-2) == nowhere', { type: 'node', container: 'web-2' }, '==', ''],
  ['state(node-2) == unhealthy', { type: 'state', of: 'node-2' }, '==', 'unhealthy'],
  ['state(db) == exited', { type: 'state', of: 'db' }, '==', 'exited'],
])('%s', (that, quantity, comparison, value) => {
  expect(claimOf(`{ that: '${that}' }`)).toMatchObject({ text: that, quantity, comparison, value })
})

test.each([
  ['{ that: moves() == 0 }', { type: 'at', atUs: 1200e6 }],
  ['{ that: moves() == 0, at: end }', { type: 'at', atUs: 1200e6 }],
  ['{ that: moves() == 0, at: 90s }', { type: 'at', atUs: 90e6 }],
  ['{ that: moves() == 0, by: 4m }', { type: 'by', byUs: 240e6 }],
  [
    '{ that: moves() == 0, always: true }',
    { type: 'always', fromUs: 0, untilUs: 1200e6, exceptUs: 0 },
  ],
  [
    '{ that: moves() == 0, always: true, except: 3m, from: 1m, until: 9m }',
    { type: 'always', fromUs: 60e6, untilUs: 540e6, exceptUs: 180e6 },
  ],
  [
    '{ that: moves() == 0, never: true, from: 2m }',
    { type: 'never', fromUs: 120e6, untilUs: 1200e6 },
  ],
])('%s', (entry, when) => {
  expect(claimOf(entry)?.when).toEqual(when)
})

test('a claim knows its line', () => {
  expect(claimOf('{ that: moves() == 0 }')?.line).toBe(7)
})

test('a service of one container stands for its container', () => {
  const text = `${cluster.replace('run --name db postgres', 'run --name data-1 postgres, service: db')}  - { that: node(db) == node-1 }\n`
  expect(compileText(text).model.expect[0]?.quantity).toEqual({ type: 'node', container: 'data-1' })
})
