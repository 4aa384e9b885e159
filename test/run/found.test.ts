/**
 * What the properties have found, each as the smallest story that went wrong once. What was wrong
 * stands above each test.
 */
import { expect, test } from 'vitest'
import { digestOf } from '../../src/model/trace.ts'
import { decisionsOf, explainDecision } from '../../src/run/explain.ts'
import { simulate } from '../../src/run/simulate.ts'
import { type ModelOptions, model, moving } from './models.ts'
import { crash, cutOff, type Entry, freeze, join, leave, recover, runs, trace } from './script.ts'
import { story } from './story.ts'

const manager = (at: number, what: 'crash' | 'recover', which = 0): Entry => ({
  at,
  action: { type: `manager.${what}`, manager: which },
})

/** Beats that were no events would have made a difference. */
function expectQuiet(options: ModelOptions): void {
  const made = model(options)
  const loud = simulate(made, { everyBeat: true })
  expect(digestOf(loud.trace)).toBe(digestOf(simulate(made).trace))
}

/** It stopped the run: a machine that is absent cannot crash. */
test('a fault of a machine that has not joined is nothing', () => {
  const told = trace({
    nodes: 2,
    nodesAs: { 1: { start: 'later' } },
    timeline: [crash(10, 1), freeze(20, 1), recover(30, 1), join(40, 1), crash(70, 1)],
    untilS: 80,
  })
  expect(story(told, { fromS: 1, types: ['node.'] })).toMatchInlineSnapshot(`
    "40.0s node.joined  node-2
    70.0s node.crashed node-2"
  `)
})

/** The failures went on being counted, so the next primary told of as many as there were beats. */
test('a new primary tells of an unhealthy node with the failures of the limit', () => {
  const options = {
    nodes: 2,
    settings: {
      managers: ['one', 'two'].map((name) => ({ name, node: -1 })),
      replicationTtlUs: 600_000_000,
    },
    timeline: [
      crash(100, 1),
      manager(100, 'crash', 0),
      manager(100, 'crash', 1),
      manager(101, 'recover', 0),
      manager(101, 'recover', 1),
    ],
    untilS: 900,
  }
  expectQuiet(options)
  const dying = { ...options, timeline: [crash(100, 1), manager(101, 'crash', 0)] }
  expectQuiet(dying)
  expect(
    story(trace(dying), { fromS: 200, types: ['manager.', 'engine.unhealthy'] }),
  ).toMatchInlineSnapshot(`
    "600.0s manager.elected  two
    600.0s engine.unhealthy node-2 failures=3"
  `)
})

/** The next answer was told as a recovery, but only where its beat was an event. */
test('an error that an engine answers is no failure of the engine', () => {
  expectQuiet({ nodes: 2, configs: [{ image: 'nowhere' }], timeline: [runs(1, 'a')], untilS: 300 })
})

/** Nobody found out: the machine seemed to be the one it had been. */
test('a machine that is replaced while it runs has lost its containers, and the manager finds out', () => {
  const told = trace({
    nodes: 2,
    configs: [{ env: ['constraint:node==node-2'] }],
    timeline: [
      runs(1, 'a'),
      { at: 100, action: { type: 'engine.replace', node: 1, engineId: 'NEW' } },
    ],
    untilS: 300,
  })
  expect(
    story(told, { fromS: 50, types: ['node.', 'engine.', 'container.', 'belief.'] }),
  ).toMatchInlineSnapshot(`
    "100.0s node.replaced     node-2 NEW
    100.0s container.removed a
    100.0s engine.eventsLost node-2
    132.2s belief.removed    a"
  `)
})

/** It was taken in after it had been dropped. */
test('a node that leaves while it is being validated is not taken in', () => {
  const slow = { latencyUs: 300_000 }
  const made = model({
    nodes: 1,
    settings: { heartbeatUs: 1_000_000 },
    timeline: [leave(1, 0)],
    untilS: 60,
  })
  const { trace: told } = simulate({ ...made, costs: { ...made.costs, ...slow } })
  expect(story(told, { types: ['engine.', 'node.'] })).toMatchInlineSnapshot(`
    "0.0s node.joined             node-1
    0.0s engine.listed           node-1
    1.0s node.left               node-1
    1.8s engine.eventsSubscribed node-1
    2.0s engine.dropped          node-1"
  `)
})

/** The trace said it did not exist, after an event had told the manager that it did. */
test('a container whose creation outlives its membership is booked when the machine is listed again', () => {
  const told = trace({
    nodes: 1,
    spec: { images: [] },
    settings: { heartbeatUs: 1_000_000 },
    timeline: [freeze(99, 0), runs(100, 'a'), leave(101, 0), recover(200, 0), join(200, 0)],
    untilS: 300,
  })
  expect(
    story(told, {
      fromS: 50,
      types: ['node.', 'engine.', 'container.', 'belief.', 'slot.unplaced', 'command.failed'],
    }),
  ).toMatchInlineSnapshot(`
    " 99.0s node.frozen             node-1
    100.0s container.placed        a node-1 tied=1
    101.0s node.left               node-1
    102.0s engine.dropped          node-1
    200.0s node.recovered          node-1
    200.0s node.relisted           node-1
    201.0s engine.listed           node-1
    201.0s engine.eventsSubscribed node-1
    201.0s engine.connected        node-1
    208.6s container.created       a node-1
    208.6s belief.added            a node-1 created
    208.6s slot.unplaced           a Container created but refresh didn't report it back
    208.6s command.failed          container.run Container created but refresh didn't report it back"
  `)
})

/** The manager called it another machine after it had dropped it. */
test('a machine that turns out to be another one after it has left is no business of the manager', () => {
  const told = trace({
    nodes: 2,
    settings: { heartbeatUs: 1_000_000 },
    timeline: [
      crash(100, 1),
      { at: 110, action: { type: 'engine.replace', node: 1, engineId: 'NEW' } },
      recover(400, 1),
      freeze(400.5, 1),
      leave(450, 1),
      recover(500, 1),
    ],
    untilS: 600,
  })
  expect(
    story(told, {
      fromS: 390,
      types: ['node.', 'engine.unhealthy', 'engine.dropped', 'engine.mismatched'],
    }),
  ).toMatchInlineSnapshot(`
    "400.0s node.recovered node-2
    400.5s node.frozen    node-2
    450.0s node.left      node-2
    451.0s engine.dropped node-2
    500.0s node.recovered node-2"
  `)
})

/** The explanation counted what the machine had had before. */
test('a machine that was replaced has none of the images it began with', () => {
  const told = trace({
    nodes: 3,
    configs: [{ image: 'own' }],
    imagesOf: { 0: ['own:latest'], 1: ['own:latest'] },
    timeline: [
      crash(50, 0),
      { at: 60, action: { type: 'engine.replace', node: 0, engineId: 'ID1' } },
      recover(300, 0),
      runs(400, 'a'),
    ],
    settings: { ties: 'name' },
    untilS: 500,
  })
  expect(story(told, { fromS: 390, types: ['container.placed'] })).toMatchInlineSnapshot(`
    "400.0s container.placed a node-1 tied=3
    400.5s container.placed a' node-2 tied=1"
  `)
  const best = decisionsOf(told).map((decision) => explainDecision(told, decision).best.length)
  expect(best).toEqual([3, 1])
})

/** The refresh that finds them again was no event: nothing had happened on the node. */
test('a node that comes back while its containers are being moved is found to have them still', () => {
  const options = {
    nodes: 2,
    settings: { ties: 'name' as const, failureRetry: 1 },
    configs: [{ env: ['constraint:node==~node-2', 'reschedule:on-node-failure'] }],
    timeline: [
      runs(1, 'a'),
      runs(2, 'b'),
      { at: 50, action: { type: 'engine.createTakes' as const, durationUs: 200_000_000 } },
      cutOff(100, 1),
      recover(150, 1),
    ],
    untilS: 900,
  }
  expectQuiet(options)
  expect(
    story(trace(options), {
      fromS: 50,
      types: ['node.', 'engine.', 'container.', 'belief.', 'reschedule.', 'duplicate.removed'],
      without: ['belief.changed'],
    }),
  ).toMatchInlineSnapshot(`
    "100.0s node.cutOff             node-2
    100.0s engine.eventsLost       node-2
    132.2s engine.refused          node-2 failures=1 Cannot connect to the docker engine endpoint
    132.2s engine.unhealthy        node-2 failures=1
    132.2s reschedule.began        node-2
    132.2s belief.removed          a
    132.2s container.placed        a' node-1 tied=1
    150.0s node.recovered          node-2
    166.0s engine.reconnected      node-2
    166.0s engine.eventsSubscribed node-2
    166.0s belief.added            a node-2 running
    332.2s container.created       a' node-1
    332.2s belief.added            a' node-1 created
    332.2s reschedule.moved        a a'
    332.5s container.started       a'
    332.5s belief.removed          b
    332.5s container.placed        b' node-2 tied=1
    364.3s belief.added            b node-2 running
    532.5s container.createFailed  b' node-2 Conflict. The name "/b" is already in use by container f3fcf7469d04.
    532.5s reschedule.failed       b Conflict. The name "/b" is already in use by container f3fcf7469d04.
    532.5s duplicate.removed       a node-1
    532.6s container.exited        a
    532.6s container.removed       a
    532.6s belief.removed          a"
  `)
})

/** The creation went on by itself, on a machine without power. */
test('a machine that is cut off and then crashes finishes nothing', () => {
  const told = trace({
    nodes: 1,
    timeline: [
      { at: 1, action: { type: 'engine.createTakes', durationUs: 5_000_000 } },
      runs(10, 'a'),
      cutOff(11, 0),
      crash(12, 0),
    ],
    untilS: 30,
  })
  expect(
    story(told, { fromS: 5, types: ['node.', 'container.', 'command.failed'] }),
  ).toMatchInlineSnapshot(`
    "10.0s container.placed       a node-1 tied=1
    11.0s node.cutOff            node-1
    11.0s container.createFailed a node-1 unexpected EOF
    11.0s command.failed         container.run unexpected EOF
    12.0s node.crashed           node-1"
  `)
})

/** It was never answered. */
test('a request that hangs at an engine ends with its manager', () => {
  const told = trace({
    nodes: 2,
    timeline: [
      freeze(50, 0),
      { at: 100, action: { type: 'volume.create', name: 'data', driver: '' } },
      manager(200, 'crash'),
    ],
    untilS: 300,
  })
  expect(story(told, { fromS: 50, types: ['command.', 'manager.'] })).toMatchInlineSnapshot(`
    "200.0s manager.crashed manager-1
    200.0s command.failed  volume.create EOF: the manager closed the connection without an answer"
  `)
})

/** Two containers went to the one node with their image, away from it and back again, for ever. */
test('rebalancing comes to an end', () => {
  const told = trace({
    nodes: 4,
    settings: {
      strategy: 'random',
      extensions: {
        rebalance: 'on-join',
        rebalancePerMinute: 1,
        reschedulePerMinute: 0,
        rescheduleGraceUs: 0,
        retryUnplaced: false,
      },
    },
    configs: [{ ...moving, env: ['reschedule:on-node-failure', 'affinity:image==own'] }],
    imagesOf: { 3: ['own:latest'] },
    timeline: [runs(1, 'a'), runs(2, 'b'), runs(3, 'c'), cutOff(100, 0), recover(400, 0)],
    untilS: 900,
  })
  expect(story(told, { fromS: 50, types: ['rebalance.moved', 'container.'] })).toBe('')
})

/** The explanation asked the plain question, to which there are six answers. */
test('a second try for an image is explained as what it was: one node has it', () => {
  const told = trace({
    nodes: 6,
    configs: [{ image: 'gone' }],
    imagesOf: { 5: ['gone:latest'] },
    timeline: [runs(1, 'a')],
    untilS: 20,
  })
  const best = decisionsOf(told).map((decision) => explainDecision(told, decision).best.length)
  expect(best).toEqual([6, 1])
})
