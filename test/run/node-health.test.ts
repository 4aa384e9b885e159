/** What the manager notices of its nodes, when, and what it never notices. */
import { expect, test } from 'vitest'
import { gibibyte, moving, seconds } from './models.ts'
import { changes, crash, cutOff, freeze, join, leave, recover, runs, trace } from './script.ts'
import { story } from './story.ts'

const health = ['node.', 'engine.']
const onNode2 = { env: ['constraint:node==node-2', 'reschedule:on-node-failure'] }
const locally = (at: number, type: 'create' | 'stop' | 'rm', name: string) => ({
  at,
  action: { type: `engine.${type}` as const, node: 1, name },
})

test('a crashed and an unreachable node are noticed by the third refused connection, a frozen one never', () => {
  const told = trace({
    nodes: 4,
    timeline: [crash(100, 1), cutOff(100, 2), freeze(100, 3)],
    untilS: 3600,
  })
  expect(story(told, { fromS: 1, types: health })).toMatchInlineSnapshot(`
    "100.0s node.crashed      node-2
    100.0s node.cutOff       node-3
    100.0s node.frozen       node-4
    100.0s engine.eventsLost node-2
    100.0s engine.eventsLost node-3
    132.2s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    147.2s engine.refused    node-3 failures=1 Cannot connect to the docker engine endpoint
    166.0s engine.refused    node-2 failures=2 Cannot connect to the docker engine endpoint
    198.6s engine.refused    node-3 failures=2 Cannot connect to the docker engine endpoint
    223.4s engine.refused    node-2 failures=3 Cannot connect to the docker engine endpoint
    223.4s engine.unhealthy  node-2 failures=3
    249.1s engine.refused    node-3 failures=3 Cannot connect to the docker engine endpoint
    249.1s engine.unhealthy  node-3 failures=3"
  `)
})

test('refused connections are told one by one, and one answer forgets them', () => {
  const told = trace({
    nodes: 2,
    timeline: [cutOff(100, 1), recover(170, 1), cutOff(300, 1), recover(360, 1)],
    untilS: 600,
  })
  expect(story(told, { fromS: 1, types: health })).toMatchInlineSnapshot(`
    "100.0s node.cutOff       node-2
    100.0s engine.eventsLost node-2
    132.2s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    166.0s engine.refused    node-2 failures=2 Cannot connect to the docker engine endpoint
    170.0s node.recovered    node-2
    223.4s engine.answered   node-2
    300.0s node.cutOff       node-2
    314.5s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    360.0s node.recovered    node-2
    364.3s engine.answered   node-2"
  `)
})

/**
 * Surprise. Method: one refused connection breaks the subscription for good; then somebody works on
 * the engine by hand. New and removed containers are found by refreshes, a stop never.
 */
test('after a short flap the manager is late to see containers come and go, and never sees them stop', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2],
    timeline: [
      runs(1, 'a'),
      runs(2, 'b'),
      locally(10, 'create', 'outside1'),
      cutOff(100, 1),
      recover(170, 1),
      locally(250, 'create', 'outside2'),
      locally(300, 'stop', 'a'),
      locally(400, 'rm', 'b'),
    ],
    untilS: 900,
  })
  expect(
    story(told, {
      fromS: 5,
      types: ['container.', 'belief.', 'engine.refused', 'engine.answered', 'engine.eventsLost'],
    }),
  ).toMatchInlineSnapshot(`
    " 10.0s container.created outside1 node-2
     10.0s container.started outside1
     10.0s belief.added      outside1 node-2 running
    100.0s engine.eventsLost node-2
    132.2s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    166.0s engine.refused    node-2 failures=2 Cannot connect to the docker engine endpoint
    223.4s engine.answered   node-2
    250.0s container.created outside2 node-2
    250.0s container.started outside2
    263.9s belief.added      outside2 node-2 running
    300.0s container.exited  a
    400.0s container.exited  b
    400.0s container.removed b
    420.0s belief.removed    b"
  `)
  expect(story(told, { fromS: 400, types: ['engine.'] })).toBe('')
})

test('an orderly end of the event stream is repaired at once', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2],
    timeline: [
      runs(1, 'a'),
      { at: 100, action: { type: 'engine.closeEvents', node: 1 } },
      locally(101, 'stop', 'a'),
    ],
    untilS: 400,
  })
  expect(
    story(told, { fromS: 100, types: ['engine.', 'container.', 'belief.'], digits: 3 }),
  ).toMatchInlineSnapshot(`
    "100.001s engine.eventsLost       node-2
    100.001s engine.eventsSubscribed node-2
    101.000s container.exited        a
    101.004s belief.changed          a exited"
  `)
})

/** Surprise: the manager goes on showing as running what the reboot has stopped. */
test('after a failure and return, known containers keep the state that was known before', () => {
  const told = trace({
    nodes: 2,
    configs: [{ env: ['constraint:node==node-2'] }],
    timeline: [runs(1, 'a'), crash(100, 1), recover(400, 1), changes(600, 'start', 'a')],
    untilS: 900,
  })
  expect(
    story(told, {
      fromS: 50,
      types: [
        'node.',
        'container.',
        'belief.',
        'engine.unhealthy',
        'engine.reconnected',
        'engine.eventsSubscribed',
      ],
    }),
  ).toMatchInlineSnapshot(`
    "100.0s node.crashed            node-2
    100.0s container.died          a
    223.4s engine.unhealthy        node-2 failures=3
    400.0s node.recovered          node-2
    420.0s engine.reconnected      node-2
    420.0s engine.eventsSubscribed node-2
    600.3s container.started       a"
  `)
})

/** Surprise: one queued event makes three calls, each of which is refused. */
test('an event that is read just after its node has gone makes the node unhealthy at once', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2],
    timeline: [runs(1, 'a'), locally(100, 'create', 'b'), crash(100.0002, 1)],
    untilS: 110,
  })
  expect(
    story(told, { fromS: 50, types: [...health, 'reschedule.'], digits: 4 }),
  ).toMatchInlineSnapshot(`
    "100.0002s node.crashed      node-2
    100.0007s engine.eventsLost node-2
    100.0015s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    100.0025s engine.refused    node-2 failures=2 Cannot connect to the docker engine endpoint
    100.0035s engine.refused    node-2 failures=3 Cannot connect to the docker engine endpoint
    100.0035s engine.unhealthy  node-2 failures=3
    100.0035s reschedule.began  node-2
    100.0035s reschedule.failed a unable to find a node that satisfies node==node-2"
  `)
})

/** Looked at every 10 s, and due when more than 30 s and 2 to the power of its failures have passed. */
test('a node that is down when it is listed stays pending and is tried less and less often', () => {
  const told = trace({
    nodes: 2,
    nodesAs: { 1: { start: 'down' } },
    timeline: [recover(400, 1)],
    untilS: 1200,
  })
  expect(story(told, { types: health })).toMatchInlineSnapshot(`
    "  0.0s node.joined             node-1
      0.0s node.joined             node-2
      0.0s node.cutOff             node-2
      0.0s engine.listed           node-1
      0.0s engine.listed           node-2
      0.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
      0.0s engine.eventsSubscribed node-1
      0.0s engine.connected        node-1
     40.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
     80.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    120.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    170.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    240.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    340.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    400.0s node.recovered          node-2
    500.0s engine.eventsSubscribed node-2
    500.0s engine.connected        node-2"
  `)
})

test('a cloned machine stays pending and says why, until its twin has left', () => {
  const told = trace({
    nodes: 2,
    spec: { engineId: 'CLONE' },
    timeline: [leave(100, 0)],
    untilS: 300,
  })
  expect(story(told, { types: health })).toMatchInlineSnapshot(`
    "  0.0s node.joined             node-1
      0.0s node.joined             node-2
      0.0s engine.listed           node-1
      0.0s engine.listed           node-2
      0.0s engine.eventsSubscribed node-1
      0.0s engine.eventsSubscribed node-2
      0.0s engine.connected        node-1
      0.0s engine.pendingError     node-2 ID duplicated. CLONE shared by this node 10.0.0.2:2375 and another node 10.0.0.1:2375
     40.0s engine.pendingError     node-2 ID duplicated. CLONE shared by this node 10.0.0.2:2375 and another node 10.0.0.1:2375
     80.0s engine.pendingError     node-2 ID duplicated. CLONE shared by this node 10.0.0.2:2375 and another node 10.0.0.1:2375
    100.0s node.left               node-1
    120.0s engine.dropped          node-1
    120.0s engine.connected        node-2"
  `)
})

/** What is where is forgotten with the first list of the new machine: nothing is rescheduled later. */
test('a node that returns as another machine is pending until it leaves discovery', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2],
    timeline: [
      runs(1, 'a'),
      crash(100, 1),
      { at: 200, action: { type: 'engine.replace', node: 1, engineId: 'NEW' } },
      recover(400, 1),
      leave(700, 1),
      join(900, 1),
    ],
    untilS: 1200,
  })
  expect(
    story(told, { fromS: 50, types: [...health, 'container.', 'reschedule.'] }),
  ).toMatchInlineSnapshot(`
    "100.0s node.crashed            node-2
    100.0s container.died          a
    100.0s engine.eventsLost       node-2
    132.2s engine.refused          node-2 failures=1 Cannot connect to the docker engine endpoint
    166.0s engine.refused          node-2 failures=2 Cannot connect to the docker engine endpoint
    200.0s node.replaced           node-2 NEW
    200.0s container.removed       a
    223.4s engine.refused          node-2 failures=3 Cannot connect to the docker engine endpoint
    223.4s engine.unhealthy        node-2 failures=3
    223.4s reschedule.began        node-2
    223.4s reschedule.failed       a unable to find a node that satisfies node==node-2
    400.0s node.recovered          node-2
    420.0s engine.reconnected      node-2
    420.0s engine.mismatched       node-2 Engine (ID: ID2, Addr: 10.0.0.2:2375) shows up with another ID:NEW. Please remove it from cluster, it can be added back.
    700.0s node.left               node-2
    720.0s engine.dropped          node-2
    720.0s reschedule.began        node-2
    900.0s node.relisted           node-2
    960.0s engine.listed           node-2
    960.0s engine.eventsSubscribed node-2
    960.0s engine.connected        node-2"
  `)
})

/**
 * Surprise. Method: three nodes with a container each fail together. As soon as the first is noticed,
 * its container is tried on the two others, which counts as their failures.
 */
test('when all nodes fail together, rescheduling finds out about the others within milliseconds', () => {
  const told = trace({
    nodes: 3,
    configs: [{ ...moving, memoryBytes: gibibyte }],
    timeline: [1, 2, 3, 4, 5, 6].map((n) => runs(n, `web${n}`)).concat(crash(100, 0, 1, 2)),
    untilS: 600,
  })
  expect(
    story(told, {
      fromS: 100,
      types: ['engine.refused', 'engine.unhealthy', 'reschedule.', 'slot.unplaced'],
      digits: 3,
    }),
  ).toMatchInlineSnapshot(`
    "115.025s engine.refused    node-1 failures=1 Cannot connect to the docker engine endpoint
    132.235s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    147.151s engine.refused    node-3 failures=1 Cannot connect to the docker engine endpoint
    153.389s engine.refused    node-1 failures=2 Cannot connect to the docker engine endpoint
    166.003s engine.refused    node-2 failures=2 Cannot connect to the docker engine endpoint
    198.558s engine.refused    node-3 failures=2 Cannot connect to the docker engine endpoint
    200.437s engine.refused    node-1 failures=3 Cannot connect to the docker engine endpoint
    200.437s engine.unhealthy  node-1 failures=3
    200.437s reschedule.began  node-1
    200.438s engine.refused    node-2 failures=3 Cannot connect to the docker engine endpoint
    200.438s engine.unhealthy  node-2 failures=3
    200.438s reschedule.failed web1 Cannot connect to the docker engine endpoint
    200.438s slot.unplaced     web1 Cannot connect to the docker engine endpoint
    200.439s engine.refused    node-3 failures=3 Cannot connect to the docker engine endpoint
    200.439s engine.unhealthy  node-3 failures=3
    200.439s reschedule.failed web6 Cannot connect to the docker engine endpoint
    200.439s slot.unplaced     web6 Cannot connect to the docker engine endpoint
    200.439s reschedule.began  node-2
    200.439s reschedule.failed web4 No healthy node available in the cluster
    200.439s slot.unplaced     web4 No healthy node available in the cluster
    200.439s reschedule.failed web2 No healthy node available in the cluster
    200.439s slot.unplaced     web2 No healthy node available in the cluster
    200.439s reschedule.began  node-3
    200.439s reschedule.failed web5 No healthy node available in the cluster
    200.439s slot.unplaced     web5 No healthy node available in the cluster
    200.439s reschedule.failed web3 No healthy node available in the cluster
    200.439s slot.unplaced     web3 No healthy node available in the cluster"
  `)
})

test('a node with a recent failure is avoided, whatever else speaks for it', () => {
  const told = trace({
    nodes: 2,
    settings: { refreshMinUs: seconds(30), refreshMaxUs: seconds(31) },
    timeline: [
      runs(1, 'a'),
      runs(2, 'b'),
      runs(3, 'c'),
      cutOff(100, 1),
      runs(140, 'd'),
      runs(141, 'e'),
      runs(142, 'f'),
    ],
    untilS: 145,
  })
  expect(
    story(told, { fromS: 0.5, types: ['container.placed', 'engine.refused'] }),
  ).toMatchInlineSnapshot(`
    "  1.0s container.placed a node-1 tied=2
      2.0s container.placed b node-2 tied=1
      3.0s container.placed c node-1 tied=2
    121.4s engine.refused   node-2 failures=1 Cannot connect to the docker engine endpoint
    140.0s container.placed d node-1 tied=1
    141.0s container.placed e node-1 tied=1
    142.0s container.placed f node-1 tied=1"
  `)
})
