/** Partitions and what heals them, for both managers. */
import { expect, test } from 'vitest'
import { compileText } from './compile-text.ts'

const four = 'nodes: [{ name: "n-{1..4}", rack: "r{1..2}", zone: "{a,b}" }]\n'

function stepsOf(swarm: string, ...entries: readonly string[]) {
  const text = `swarm: { ${swarm} }\n${four}timeline:\n${entries.map((entry) => `  - ${entry}\n`).join('')}`
  return compileText(text).model.timeline.map(({ atUs, action }) => [atUs / 1e6, action])
}

const n = (...nodes: readonly number[]) => nodes.map((node) => ({ type: 'node', node }))
const m = (...managers: readonly number[]) =>
  managers.map((manager) => ({ type: 'manager', manager }))
const cut = { type: 'links.change', isOneWay: false, loss: 1, delayUs: 0 }

test('two sets of machines are cut off from each other', () => {
  expect(
    stepsOf(
      'manager: swarmkit, managers: 2',
      '{ at: 5s, fault: partition, between: [["n-{1..2}", manager-1], ["rack:r2", manager-2]] }',
    ),
  ).toEqual([[5, { ...cut, from: [...n(0, 1), ...m(0)], to: [...n(2, 3), ...m(1)] }]])
})

test('one set alone stands against everybody else, also those who join later', () => {
  expect(
    stepsOf(
      'manager: swarmkit',
      '{ at: 5s, fault: partition, between: ["zone:a"] }',
      '{ at: 9s, join: { name: late } }',
    )[0],
  ).toEqual([5, { ...cut, from: n(0, 1), to: [...n(2, 3, 4), ...m(0)] }])
})

test('a manager on a node stands where its node stands', () => {
  expect(
    stepsOf(
      'manager: swarmkit, managers: [{ name: boss, on: n-1 }]',
      '{ at: 5s, fault: partition, between: [boss, [n-2, n-2]] }',
    ),
  ).toEqual([[5, { ...cut, from: n(0), to: n(1) }]])
})

test('messages may be lost in part, late, or one way only', () => {
  const steps = stepsOf(
    'manager: swarmkit',
    '{ at: 1s, fault: partition, between: [n-1, n-2], loss: 50% }',
    '{ at: 2s, fault: partition, between: [n-1, n-2], delay: 200ms }',
    '{ at: 3s, fault: partition, between: [n-1, n-2], delay: 1s, loss: 0.25 }',
    '{ at: 4s, fault: partition, between: [n-1, n-2], one-way: true }',
  )
  expect(steps.map(([, action]) => action)).toMatchObject([
    { loss: 0.5, delayUs: 0, isOneWay: false },
    { loss: 0, delayUs: 200_000, isOneWay: false },
    { loss: 0.25, delayUs: 1_000_000, isOneWay: false },
    { loss: 1, delayUs: 0, isOneWay: true },
  ])
})

test('what restores connections names the entries of the sorted timeline', () => {
  const steps = stepsOf(
    'manager: swarmkit',
    '{ at: 90s, fault: heal, name: b }',
    '{ at: 10s, fault: partition, between: [n-1], name: b }',
    '{ at: 5s, fault: partition, between: [n-2], for: 1m }',
    '{ at: 20s, fault: partition, between: [n-3], name: b }',
    '{ at: 1s, fault: crash, node: n-4 }',
  )
  expect(steps.map(([at, action]) => [at, (action as { entries?: unknown }).entries])).toEqual([
    [1, undefined],
    [5, undefined],
    [10, undefined],
    [20, undefined],
    [65, [1]],
    [90, [2, 3]],
  ])
})

test('a heal without a name ends what is not over yet', () => {
  const steps = stepsOf(
    'manager: swarmkit',
    '{ at: 1s, fault: partition, between: [n-1], for: 1s }',
    '{ at: 5s, fault: partition, between: [n-2] }',
    '{ at: 6s, fault: partition, between: [n-3], name: x }',
    '{ at: 7s, fault: heal }',
  )
  expect(steps.at(-1)).toEqual([7, { type: 'links.restore', entries: [2, 3] }])
})

test('a partition that takes nodes from every manager is unreachable to classic Swarm', () => {
  expect(
    stepsOf(
      'managers: [{ name: a }, { name: b, on: n-4 }]',
      '{ at: 1s, fault: partition, between: [["n-{1..2}"]], for: 30s }',
      '{ at: 40s, fault: partition, between: [[a, b], [n-3]], name: x }',
      '{ at: 50s, fault: heal, name: x }',
    ),
  ).toEqual([
    [1, { type: 'fault', fault: 'unreachable', nodes: [0, 1] }],
    [31, { type: 'fault', fault: 'recover', nodes: [0, 1] }],
    [40, { type: 'fault', fault: 'unreachable', nodes: [2] }],
    [50, { type: 'fault', fault: 'recover', nodes: [2] }],
  ])
})

test('a partition under classic Swarm leaves alone what joins later', () => {
  expect(
    stepsOf(
      'managers: 1',
      '{ at: 1s, fault: partition, between: [manager-1] }',
      '{ at: 9s, join: { name: late } }',
    )[0],
  ).toEqual([1, { type: 'fault', fault: 'unreachable', nodes: [0, 1, 2, 3] }])
})

test('classic Swarm does not follow what containers do by themselves, and says so', () => {
  const { warnings } = compileText(`${four}images: { redis: { exits-after: 3s, memory: 5m } }`)
  expect(warnings.map(({ message }) => message)).toEqual([
    'exits-after is ignored: what containers do by themselves is followed in swarm mode only',
    'memory is ignored: what containers do by themselves is followed in swarm mode only',
  ])
})
