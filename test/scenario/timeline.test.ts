/** What each entry of the timeline becomes: single, dated actions that a run can carry out. */
import { expect, test } from 'vitest'
import { compileText } from './compile-text.ts'

const racks = 'nodes: [{ name: "node-{1..4}", rack: "r{1..2}", zone: "{a,b}" }]\n'

/** Seconds, kind and nodes of the faults of one entry. */
function faultsOf(entry: string, before = racks) {
  const { timeline } = compileText(`${before}until: 1h\ntimeline:\n  - ${entry}\n`).model
  return timeline.map(({ atUs, action }) => {
    return action.type === 'fault' ? [atUs / 1e6, action.fault, action.nodes] : [atUs / 1e6, action]
  })
}

test.each(['crash', 'freeze', 'unreachable', 'recover'])('%s of a node is one fault', (fault) => {
  expect(faultsOf(`{ at: 5s, fault: ${fault}, node: node-2 }`)).toEqual([[5, fault, [1]]])
})

test.each([
  ['nodes: [node-1, node-3]', [0, 2]],
  ['node: "node-{2..4}"', [1, 2, 3]],
  ['rack: r2', [2, 3]],
  ['zone: a', [0, 1]],
  ['rack: [r1, r2]', [0, 1, 2, 3]],
  ['rack: r1, node: node-4', [3, 0, 1]],
])('a fault reaches everything it names: %s', (who, nodes) => {
  expect(faultsOf(`{ at: 5s, fault: crash, ${who} }`)).toEqual([[5, 'crash', nodes]])
})

test('rack and zone together mean the nodes in both', () => {
  const nodes = 'nodes: [{ name: "n-{1..4}", zone: "{a,b}", rack: r1 }]\n'
  expect(faultsOf('{ at: 5s, fault: crash, rack: r1, zone: b }', nodes)).toEqual([
    [5, 'crash', [2, 3]],
  ])
})

test('a rack failure leaves alone what joins the rack later', () => {
  const late = `${racks}`
  const text = `${late}timeline:
  - { at: 1m, join: { name: late, rack: r1, zone: a } }
  - { at: 30s, fault: crash, rack: r1 }
  - { at: 2m, fault: crash, rack: r1 }
`
  const faults = compileText(text).model.timeline.flatMap(({ action }) => {
    return action.type === 'fault' ? [action.nodes] : []
  })
  expect(faults).toEqual([
    [0, 1],
    [0, 1, 4],
  ])
})

test('a fault with for ends by itself', () => {
  expect(faultsOf('{ at: 5s, fault: unreachable, node: node-1, for: 1m }')).toEqual([
    [5, 'unreachable', [0]],
    [65, 'recover', [0]],
  ])
})

test('a reboot is a crash and a return', () => {
  expect(faultsOf('{ at: 5s, fault: reboot, node: node-1, for: 20s }')).toEqual([
    [5, 'crash', [0]],
    [25, 'recover', [0]],
  ])
})

test('flapping is its outages, one after the other', () => {
  expect(
    faultsOf('{ at: 10s, fault: flap, node: node-1, how: freeze, times: 2, down: 5s, up: 15s }'),
  ).toEqual([
    [10, 'freeze', [0]],
    [15, 'recover', [0]],
    [30, 'freeze', [0]],
    [35, 'recover', [0]],
  ])
})

test('the parts of one entry are told apart in its words', () => {
  const { timeline } = compileText(`${racks}timeline: [{ at: 1m, fault: reboot, rack: r1 }]`).model
  expect(timeline.map(({ text }) => text)).toEqual([
    'fault: reboot, rack: r1',
    'fault: reboot, rack: r1 (back)',
  ])
})

test('managers crash and recover by name', () => {
  const text = `${racks}swarm: { managers: [{ name: east, on: node-2 }, { name: west }] }
timeline: [{ at: 1m, fault: crash, manager: west, for: 30s }]`
  const { manager, timeline } = compileText(text).model
  expect(manager.managers).toEqual([
    { name: 'east', node: 1 },
    { name: 'west', node: -1 },
  ])
  expect(timeline.map(({ atUs, action }) => [atUs / 1e6, action])).toEqual([
    [60, { type: 'manager.crash', manager: 1 }],
    [90, { type: 'manager.recover', manager: 1 }],
  ])
})

test('a node that left may be listed again by its name', () => {
  const text = `${racks}timeline:
  - { at: 1m, leave: "node-{1..2}" }
  - { at: 2m, join: node-1 }
`
  expect(compileText(text).model.timeline.map(({ action }) => action)).toEqual([
    { type: 'node.leave', nodes: [0, 1] },
    { type: 'node.join', nodes: [0] },
  ])
})

test('many machines may join with one entry', () => {
  const text = `${racks}timeline: [{ at: 1m, join: [{ name: "big-{1..2}", memory: 64g }, { name: small }] }]`
  const { nodes, timeline } = compileText(text).model
  expect(nodes.slice(4).map(({ name, start }) => [name, start])).toEqual([
    ['big-1', 'later'],
    ['big-2', 'later'],
    ['small', 'later'],
  ])
  expect(timeline[0]?.action).toEqual({ type: 'node.join', nodes: [4, 5, 6] })
})

test.each([
  [
    '{ at: 1s, engine: create, node: node-1, name: stray }',
    { type: 'engine.create', node: 0, name: 'stray' },
  ],
  [
    '{ at: 1s, engine: stop, node: node-1, name: stray }',
    { type: 'engine.stop', node: 0, name: 'stray' },
  ],
  [
    '{ at: 1s, engine: rm, node: node-1, name: stray }',
    { type: 'engine.rm', node: 0, name: 'stray' },
  ],
  [
    '{ at: 1s, engine: fail-creates, node: node-2, count: 2 }',
    { type: 'engine.failCreates', node: 1, count: 2 },
  ],
  ['{ at: 1s, engine: close-events, node: node-2 }', { type: 'engine.closeEvents', node: 1 }],
  [
    '{ at: 1s, engine: replace, node: node-2, engine-id: NEW }',
    { type: 'engine.replace', node: 1, engineId: 'NEW' },
  ],
  [
    '{ at: 1s, engine: create-takes, takes: 20s }',
    { type: 'engine.createTakes', durationUs: 20_000_000 },
  ],
])('%s is done behind the back of the manager', (entry, action) => {
  const { timeline } = compileText(`${racks}timeline:\n  - ${entry}\n`).model
  expect(timeline.map((one) => one.action)).toEqual([action])
})

test('entries are carried out in order of time, and in the order of the file at one time', () => {
  const text = `${racks}timeline:
  - { at: 2m, leave: node-1 }
  - { at: 1m, leave: node-2 }
  - { at: 2m, leave: node-3 }
`
  const order = compileText(text).model.timeline.map(({ text: words }) => words)
  expect(order).toEqual(['leave: node-2', 'leave: node-1', 'leave: node-3'])
})

test('without until a run goes on for ten minutes after the last thing that happens', () => {
  expect(compileText(racks).model.untilUs).toBe(600e6)
  expect(compileText(`${racks}timeline: [{ at: 7m, leave: node-1 }]`).model.untilUs).toBe(1020e6)
})
