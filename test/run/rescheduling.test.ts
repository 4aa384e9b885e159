/** What moves when a node is lost, where it goes, and what stays where it is. */
import { expect, test } from 'vitest'
import { gibibyte, moving } from './models.ts'
import {
  changes,
  crash,
  creates,
  cutOff,
  join,
  leave,
  recover,
  removes,
  runs,
  trace,
} from './script.ts'
import { story } from './story.ts'

const moves = [
  'container.',
  'reschedule.',
  'slot.unplaced',
  'engine.unhealthy',
  'duplicate.removed',
  'command.failed',
]
const staying = { env: [] }
const onNode2First = { env: ['constraint:node==~node-2', 'reschedule:on-node-failure'] }
const onNode2Only = { env: ['constraint:node==node-2', 'reschedule:on-node-failure'] }
const port = { containerPort: '80/tcp', hostIp: '', hostPort: '8080' }

test('a lost node loses its containers with a policy to the others; a returned one loses the copies', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2First, { env: ['constraint:node==node-2'] }],
    timeline: [runs(1, 'web1'), runs(2, 'nopolicy', 1), crash(100, 1), recover(400, 1)],
    untilS: 900,
  })
  expect(story(told, { fromS: 50, types: [...moves, 'node.', 'engine.'] })).toMatchInlineSnapshot(`
    "100.0s node.crashed            node-2
    100.0s container.died          web1
    100.0s container.died          nopolicy
    100.0s engine.eventsLost       node-2
    132.2s engine.refused          node-2 failures=1 Cannot connect to the docker engine endpoint
    166.0s engine.refused          node-2 failures=2 Cannot connect to the docker engine endpoint
    223.4s engine.refused          node-2 failures=3 Cannot connect to the docker engine endpoint
    223.4s engine.unhealthy        node-2 failures=3
    223.4s reschedule.began        node-2
    223.4s container.placed        web1' node-1 tied=1
    223.5s container.created       web1' node-1
    223.5s reschedule.moved        web1 web1'
    223.8s container.started       web1'
    223.8s reschedule.skipped      nopolicy
    400.0s node.recovered          node-2
    420.0s engine.reconnected      node-2
    420.0s engine.eventsSubscribed node-2
    420.0s duplicate.removed       web1 node-1
    420.1s container.removed       web1"
  `)
})

test('without --experimental nothing moves and nothing is removed', () => {
  const told = trace({
    nodes: 2,
    settings: { experimental: false },
    configs: [onNode2First],
    timeline: [runs(1, 'web1'), crash(100, 1), recover(400, 1)],
    untilS: 900,
  })
  expect(
    story(told, { fromS: 50, types: [...moves, 'engine.reconnected'] }),
  ).toMatchInlineSnapshot(`
    "100.0s container.died     web1
    223.4s engine.unhealthy   node-2 failures=3
    420.0s engine.reconnected node-2"
  `)
})

/** As last known counts: what was stopped stays stopped, what was never started is only created. */
test('stopped and never started containers are created elsewhere and not started', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2First],
    timeline: [
      creates(1, 'never'),
      runs(2, 'stopped'),
      changes(10, 'stop', 'stopped'),
      runs(20, 'paused'),
      changes(30, 'pause', 'paused'),
      crash(100, 1),
    ],
    untilS: 400,
  })
  expect(story(told, { fromS: 50, types: moves })).toMatchInlineSnapshot(`
    "100.0s container.died    paused
    223.4s engine.unhealthy  node-2 failures=3
    223.4s reschedule.began  node-2
    223.4s container.placed  paused' node-1 tied=1
    223.5s container.created paused' node-1
    223.5s reschedule.moved  paused paused'
    223.8s container.started paused'
    223.8s container.placed  never' node-1 tied=1
    223.9s container.created never' node-1
    223.9s reschedule.moved  never never'
    223.9s container.placed  stopped' node-1 tied=1
    224.0s container.created stopped' node-1
    224.0s reschedule.moved  stopped stopped'"
  `)
})

/** Method: room appears, by a removal and by a node that joins; nothing is tried again. */
test('what finds no room stays lost: not tried again when room is made or a node joins', () => {
  const told = trace({
    nodes: 3,
    nodesAs: { 2: { start: 'later' } },
    configs: [
      { ...onNode2First, memoryBytes: 6 * gibibyte },
      { ...staying, memoryBytes: 6 * gibibyte },
    ],
    timeline: [
      runs(1, 'web1'),
      runs(2, 'other', 1),
      crash(100, 1),
      removes(400, 'other', true),
      join(500, 2),
    ],
    untilS: 900,
  })
  expect(story(told, { fromS: 50, types: [...moves, 'engine.connected'] })).toMatchInlineSnapshot(`
    "100.0s container.died    web1
    223.4s engine.unhealthy  node-2 failures=3
    223.4s reschedule.began  node-2
    223.4s reschedule.failed web1 no resources available to schedule container
    223.4s slot.unplaced     web1 no resources available to schedule container
    400.1s container.exited  other
    400.1s container.removed other
    540.0s engine.connected  node-3"
  `)
})

test('only another loss of the same node tries again', () => {
  const told = trace({
    nodes: 2,
    configs: [
      { ...onNode2First, memoryBytes: 6 * gibibyte },
      { ...staying, memoryBytes: 6 * gibibyte },
    ],
    timeline: [
      runs(1, 'web1'),
      runs(2, 'other', 1),
      crash(100, 1),
      removes(400, 'other', true),
      recover(500, 1),
      crash(700, 1),
    ],
    untilS: 1200,
  })
  expect(
    story(told, { fromS: 50, types: [...moves, 'engine.reconnected'] }),
  ).toMatchInlineSnapshot(`
    "100.0s container.died     web1
    223.4s engine.unhealthy   node-2 failures=3
    223.4s reschedule.began   node-2
    223.4s reschedule.failed  web1 no resources available to schedule container
    223.4s slot.unplaced      web1 no resources available to schedule container
    400.1s container.exited   other
    400.1s container.removed  other
    504.0s engine.reconnected node-2
    807.6s engine.unhealthy   node-2 failures=3
    807.6s reschedule.began   node-2
    807.6s container.placed   web1' node-1 tied=1
    807.7s container.created  web1' node-1
    807.8s reschedule.moved   web1 web1'
    808.1s container.started  web1'"
  `)
})

/** Surprise: with a name that is taken, a lost container cannot even be replaced by hand. */
test('a lost container keeps its name and can be neither stopped nor removed', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2Only],
    timeline: [
      runs(1, 'web1'),
      crash(100, 1),
      changes(400, 'stop', 'web1'),
      removes(401, 'web1', true),
      runs(402, 'web1'),
      changes(403, 'inspect', 'web1'),
    ],
    untilS: 500,
  })
  expect(
    story(told, { fromS: 300, types: ['command.', 'slot.dropped', 'container.'] }),
  ).toMatchInlineSnapshot(`
    "400.0s command.failed container.stop Container web1 running on unhealthy node node-2
    401.0s command.failed container.rm Cannot connect to the docker engine endpoint
    402.0s slot.dropped   web1
    402.0s command.failed container.run Conflict: The name web1 is already assigned. You have to delete (or rename) that container to be able to assign web1 to a container again.
    403.0s command.failed container.inspect Container web1 running on unhealthy node node-2"
  `)
})

test('ports, links and restart policy are lost on the way; in 1.1.3 they are kept', () => {
  const withKeeping = (keepHostConfig: boolean) =>
    trace({
      nodes: 3,
      settings: { keepHostConfig, ties: 'name', strategy: 'binpack' },
      configs: [{ ...moving, ports: [port], restartPolicy: 'always' }],
      timeline: [runs(1, 'web1'), runs(2, 'web2'), crash(100, 0)],
      untilS: 400,
    })
  const forgetting = withKeeping(false)
  const keeping = withKeeping(true)
  expect(story(forgetting, { types: ['container.placed'] })).toMatchInlineSnapshot(`
    "  1.0s container.placed web1 node-1 tied=3
      2.0s container.placed web2 node-2 tied=2
    200.4s container.placed web1' node-2 tied=1"
  `)
  expect(story(keeping, { types: ['container.placed'] })).toMatchInlineSnapshot(`
    "  1.0s container.placed web1 node-1 tied=3
      2.0s container.placed web2 node-2 tied=2
    200.4s container.placed web1' node-3 tied=1"
  `)
  const portsOf = ({ tables }: typeof keeping) =>
    tables.containers.map(({ config }) => tables.configs[config].ports.length)
  expect(portsOf(forgetting)).toEqual([1, 1, 0])
  expect(portsOf(keeping)).toEqual([1, 1, 1])
})

/** Surprise. Method: the same story with seeds that draw either order of the two containers. */
test('a hard affinity between two containers of one lost node holds or not by the order of a map', () => {
  const withSeed = (seed: string) =>
    story(
      trace({
        nodes: 3,
        seed,
        settings: { ties: 'name' },
        configs: [onNode2First, { env: ['affinity:container==db1', 'reschedule:on-node-failure'] }],
        timeline: [runs(1, 'db1'), runs(2, 'web1', 1), crash(100, 1)],
        untilS: 400,
      }),
      { fromS: 50, types: ['container.placed', 'reschedule.'], digits: 0 },
    ).replace(/^ *\d+s /gm, '')
  const stories = ['1', '2', '3', '4', '5', '6'].map(withSeed)
  expect([...new Set(stories)].sort()).toMatchInlineSnapshot(`
    [
      "reschedule.began  node-2
    reschedule.failed web1 unable to find a node that satisfies container==db1
    container.placed  db1' node-1 tied=2
    reschedule.moved  db1 db1'",
      "reschedule.began node-2
    container.placed db1' node-1 tied=2
    reschedule.moved db1 db1'
    container.placed web1' node-1 tied=1
    reschedule.moved web1 web1'",
    ]
  `)
})

/** Surprise: the first node's originals are removed for copies that died with the second node. */
test('copies booked on a second lost node still count, and then nothing runs', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2First],
    timeline: [runs(1, 'web1'), cutOff(100, 1), crash(400, 0), recover(700, 1)],
    untilS: 900,
  })
  expect(
    story(told, { fromS: 50, types: [...moves, 'node.', 'engine.reconnected'] }),
  ).toMatchInlineSnapshot(`
    "100.0s node.cutOff        node-2
    223.4s engine.unhealthy   node-2 failures=3
    223.4s reschedule.began   node-2
    223.4s container.placed   web1' node-1 tied=1
    223.5s container.created  web1' node-1
    223.5s reschedule.moved   web1 web1'
    223.8s container.started  web1'
    400.0s node.crashed       node-1
    400.0s container.died     web1'
    495.5s engine.unhealthy   node-1 failures=3
    495.5s reschedule.began   node-1
    495.5s reschedule.failed  web1' No healthy node available in the cluster
    495.5s slot.unplaced      web1 No healthy node available in the cluster
    700.0s node.recovered     node-2
    711.6s engine.reconnected node-2
    711.6s duplicate.removed  web1 node-1
    711.7s container.exited   web1
    711.7s container.removed  web1"
  `)
})

/** Surprise: listed again it is a new node, so nobody looks for duplicates. */
test('a node taken off the list and listed again leaves two copies running', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2First],
    timeline: [runs(1, 'web1'), leave(100, 1), join(300, 1), changes(500, 'stop', 'web1')],
    untilS: 900,
  })
  expect(
    story(told, {
      fromS: 50,
      types: [...moves, 'node.', 'engine.dropped', 'engine.connected', 'belief.'],
    }),
  ).toMatchInlineSnapshot(`
    "100.0s node.left         node-2
    120.0s engine.dropped    node-2
    120.0s belief.removed    web1
    120.0s reschedule.began  node-2
    120.0s container.placed  web1' node-1 tied=1
    120.1s container.created web1' node-1
    120.1s belief.added      web1' node-1 created
    120.1s reschedule.moved  web1 web1'
    120.4s container.started web1'
    120.4s belief.changed    web1' running
    300.0s node.relisted     node-2
    360.0s belief.added      web1 node-2 running
    360.0s engine.connected  node-2
    500.0s command.failed    container.stop No such container: web1"
  `)
})

test('a copy that cannot be started on the new node stays created', () => {
  const told = trace({
    nodes: 2,
    settings: { keepHostConfig: true },
    configs: [
      { ...onNode2First, ports: [port] },
      { ...staying, ports: [port] },
    ],
    timeline: [
      runs(1, 'web1'),
      { at: 222, action: { type: 'engine.createTakes', durationUs: 5_000_000 } },
      crash(100, 1),
      runs(223, 'other', 1),
    ],
    untilS: 400,
  })
  expect(story(told, { fromS: 50, types: moves })).toMatchInlineSnapshot(`
    "100.0s container.died        web1
    223.0s container.placed      other node-1 tied=1
    223.4s engine.unhealthy      node-2 failures=3
    223.4s reschedule.began      node-2
    223.4s container.placed      web1' node-1 tied=1
    228.0s container.created     other node-1
    228.3s container.started     other
    228.4s container.created     web1' node-1
    228.4s reschedule.moved      web1 web1'
    228.7s container.startFailed web1' Cannot start container 135449140676: Bind for 0.0.0.0:8080 failed: port is already allocated"
  `)
})

/** Surprise. Method: the lock is lost first; then a node, and with it the container's last trace. */
test('while the scheduling lock is lost, a container that is to be rescheduled disappears', () => {
  const told = trace({
    nodes: 2,
    settings: { slashCrash: true },
    configs: [onNode2First, { env: ['constraint:storage==/'] }],
    timeline: [
      runs(1, 'web1'),
      runs(2, 'web2'),
      runs(50, 'bad', 1),
      crash(100, 1),
      recover(400, 1),
    ],
    untilS: 600,
  })
  expect(
    story(told, {
      fromS: 20,
      types: [...moves, 'node.', 'manager.lockedUp', 'belief.', 'engine.reconnected'],
    }),
  ).toMatchInlineSnapshot(`
    " 50.0s manager.lockedUp   manager-1
     50.0s slot.unplaced      bad EOF: the manager closed the connection without an answer
     50.0s command.failed     container.run EOF: the manager closed the connection without an answer
    100.0s node.crashed       node-2
    100.0s container.died     web1
    100.0s container.died     web2
    223.4s engine.unhealthy   node-2 failures=3
    223.4s reschedule.began   node-2
    223.4s belief.removed     web1
    400.0s node.recovered     node-2
    420.0s engine.reconnected node-2
    420.0s belief.added       web1 node-2 exited"
  `)
})

/** Surprise: the short outage ended the events, so the manager learns nothing of it. */
test('after a quick reboot the engine starts what its restart policies say, unknown to the manager', () => {
  const on = { env: ['constraint:node==node-2'] }
  const told = trace({
    nodes: 2,
    configs: [on, { ...on, restartPolicy: 'always' }, { ...on, restartPolicy: 'unless-stopped' }],
    timeline: [
      runs(1, 'no1'),
      runs(2, 'always1', 1),
      runs(3, 'always2', 1),
      changes(10, 'stop', 'always2'),
      runs(20, 'unless1', 2),
      runs(21, 'unless2', 2),
      changes(30, 'stop', 'unless2'),
      crash(100, 1),
      recover(130, 1),
    ],
    untilS: 400,
  })
  expect(
    story(told, { fromS: 50, types: ['node.', 'container.', 'belief.', 'engine.'] }),
  ).toMatchInlineSnapshot(`
    "100.0s node.crashed      node-2
    100.0s container.died    no1
    100.0s container.died    always1
    100.0s container.died    unless1
    100.0s engine.eventsLost node-2
    130.0s node.recovered    node-2
    130.3s container.started always1
    130.3s container.started always2
    130.3s container.started unless1"
  `)
})
