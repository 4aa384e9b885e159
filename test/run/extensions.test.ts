/** What the real Swarm does not do: each extension, and that it is off by default. */
import { expect, test } from 'vitest'
import type { ClassicExtensions } from '../../src/model/model.ts'
import { gibibyte, moving, seconds } from './models.ts'
import { crash, cutOff, type Entry, join, recover, removes, runs, trace } from './script.ts'
import { story } from './story.ts'

const off: ClassicExtensions = {
  rebalance: 'none',
  rebalancePerMinute: 1,
  reschedulePerMinute: 0,
  rescheduleGraceUs: 0,
  retryUnplaced: false,
}
const four = [1, 2, 3, 4].map((number) => runs(number, `web${number}`))
const told = (extensions: Partial<ClassicExtensions>, timeline: Entry[], untilS = 600, rest = {}) =>
  trace({
    nodes: 3,
    nodesAs: { 2: { start: 'later' } },
    settings: { extensions: { ...off, ...extensions }, ties: 'name' },
    timeline,
    untilS,
    ...rest,
  })

test('no extension: a node that joins stays empty', () => {
  const facts = told({}, [...four, join(100, 2)])
  expect(
    story(facts, { fromS: 100, types: ['engine.connected', 'container.', 'rebalance.moved'] }),
  ).toMatchInlineSnapshot(`"120.0s engine.connected node-3"`)
})

/** One after the other, because the name must be free: each container is down for a moment. */
test('rebalance on-join evens the counts out as soon as a node joins', () => {
  const facts = told({ rebalance: 'on-join' }, [
    ...four,
    runs(5, 'web5'),
    runs(6, 'web6'),
    join(100, 2),
  ])
  expect(
    story(facts, {
      fromS: 100,
      types: ['engine.connected', 'container.', 'rebalance.moved', 'reschedule.'],
    }),
  ).toMatchInlineSnapshot(`
    "120.0s engine.connected  node-3
    121.0s rebalance.moved   web5 node-3
    121.1s container.exited  web5
    121.1s container.removed web5
    121.1s container.placed  web5' node-3 tied=1
    121.2s container.created web5' node-3
    121.2s reschedule.moved  web5 web5'
    121.5s container.started web5'
    121.5s rebalance.moved   web6 node-3
    121.6s container.exited  web6
    121.6s container.removed web6
    121.6s container.placed  web6' node-3 tied=1
    121.7s container.created web6' node-3
    121.7s reschedule.moved  web6 web6'
    122.0s container.started web6'"
  `)
})

test('rebalance gradual moves so many a minute', () => {
  const facts = told({ rebalance: 'gradual', rebalancePerMinute: 2 }, [
    ...four,
    runs(5, 'web5'),
    runs(6, 'web6'),
    join(100, 2),
  ])
  expect(
    story(facts, {
      fromS: 100,
      types: ['engine.connected', 'rebalance.moved', 'container.started'],
    }),
  ).toMatchInlineSnapshot(`
    "120.0s engine.connected  node-3
    121.0s rebalance.moved   web5 node-3
    121.5s container.started web5'
    151.5s rebalance.moved   web6 node-3
    152.0s container.started web6'"
  `)
})

test('rebalancing moves nothing that would come back: not with binpack, not what is bound, not what has no policy', () => {
  const packed = told({ rebalance: 'on-join' }, [...four, join(100, 2)], 600, {
    settings: { extensions: { ...off, rebalance: 'on-join' }, strategy: 'binpack' },
  })
  const bound = told({ rebalance: 'on-join' }, [...four, join(100, 2)], 600, {
    configs: [{ env: ['reschedule:on-node-failure', 'constraint:node!=node-3'] }],
  })
  const without = told({ rebalance: 'on-join' }, [...four, join(100, 2)], 600, { configs: [{}] })
  for (const facts of [packed, bound, without]) {
    expect(story(facts, { types: ['rebalance.moved'] })).toBe('')
  }
})

test('reschedule-rate spreads the containers of a lost node over the minutes', () => {
  const facts = told({ reschedulePerMinute: 6 }, [
    ...four,
    runs(5, 'web5'),
    runs(6, 'web6'),
    crash(100, 1),
  ])
  expect(
    story(facts, {
      fromS: 100,
      types: ['engine.unhealthy', 'reschedule.began', 'container.placed'],
    }),
  ).toMatchInlineSnapshot(`
    "223.4s engine.unhealthy node-2 failures=3
    223.4s reschedule.began node-2
    223.4s container.placed web6' node-1 tied=1
    233.4s container.placed web2' node-1 tied=1
    243.4s container.placed web4' node-1 tied=1"
  `)
})

test('reschedule-grace waits before a lost node is given up, and leaves alone what is back in time', () => {
  const types = [
    'node.',
    'engine.unhealthy',
    'engine.reconnected',
    'reschedule.',
    'container.placed',
    'duplicate.removed',
  ]
  const grace = { rescheduleGraceUs: seconds(300) }
  const gone = told(grace, [...four, crash(100, 1)], 900)
  const back = told(grace, [...four, crash(100, 1), recover(400, 1)], 900)
  expect(story(gone, { fromS: 50, types })).toMatchInlineSnapshot(`
    "100.0s node.crashed     node-2
    223.4s engine.unhealthy node-2 failures=3
    523.4s reschedule.began node-2
    523.4s container.placed web2' node-1 tied=1
    523.5s reschedule.moved web2 web2'
    523.8s container.placed web4' node-1 tied=1
    523.9s reschedule.moved web4 web4'"
  `)
  expect(story(back, { fromS: 50, types })).toMatchInlineSnapshot(`
    "100.0s node.crashed       node-2
    223.4s engine.unhealthy   node-2 failures=3
    400.0s node.recovered     node-2
    420.0s engine.reconnected node-2"
  `)
})

test('a node that is lost again during its grace is waited for from the second loss on', () => {
  const grace = { rescheduleGraceUs: seconds(400) }
  const facts = told(grace, [...four, crash(100, 1), recover(300, 1), crash(400, 1)], 1200)
  expect(
    story(facts, {
      fromS: 50,
      types: ['engine.unhealthy', 'engine.reconnected', 'reschedule.began'],
    }),
  ).toMatchInlineSnapshot(`
    "223.4s engine.unhealthy   node-2 failures=3
    314.5s engine.reconnected node-2
    504.0s engine.unhealthy   node-2 failures=3
    904.0s reschedule.began   node-2"
  `)
})

/** Method: memory for one on each of two nodes; the third container and a lost one wait. */
test('retry-unplaced places what waits as soon as a node joins or a container goes', () => {
  const types = [
    'container.placed',
    'container.started',
    'slot.',
    'reschedule.',
    'engine.connected',
    'command.failed',
  ]
  const facts = told(
    { retryUnplaced: true },
    [
      runs(1, 'web1'),
      runs(2, 'web2'),
      runs(3, 'web3'),
      removes(50, 'web1', true),
      crash(100, 1),
      join(300, 2),
    ],
    600,
    { configs: [{ ...moving, memoryBytes: 6 * gibibyte }] },
  )
  expect(story(facts, { fromS: 0.5, types })).toMatchInlineSnapshot(`
    "  1.0s slot.asked        web1
      1.0s container.placed  web1 node-1 tied=2
      1.4s container.started web1
      2.0s slot.asked        web2
      2.0s container.placed  web2 node-2 tied=1
      2.4s container.started web2
      3.0s slot.asked        web3
      3.0s slot.unplaced     web3 no resources available to schedule container
      3.0s command.failed    container.run no resources available to schedule container
     50.1s slot.dropped      web1
     51.1s container.placed  web3 node-1 tied=1
     51.5s container.started web3
    223.4s reschedule.began  node-2
    223.4s reschedule.failed web2 no resources available to schedule container
    223.4s slot.unplaced     web2 no resources available to schedule container
    360.0s engine.connected  node-3
    361.0s container.placed  web2' node-3 tied=1
    361.1s reschedule.moved  web2 web2'
    361.4s container.started web2'"
  `)
})

/** The first surprise of the real Swarm, and what this extension makes of it. */
test('retry-unplaced repairs what the removal of duplicates has lost', () => {
  const facts = told(
    { retryUnplaced: true },
    [runs(1, 'web1'), cutOff(100, 0), crash(400, 1), recover(700, 0)],
    900,
  )
  const types = ['node.', 'slot.unplaced', 'reschedule.', 'duplicate.removed', 'container.']
  expect(story(facts, { fromS: 390, types })).toMatchInlineSnapshot(`
    "400.0s node.crashed      node-2
    400.0s container.died    web1'
    504.0s reschedule.began  node-2
    504.0s reschedule.failed web1' No healthy node available in the cluster
    504.0s slot.unplaced     web1 No healthy node available in the cluster
    700.0s node.recovered    node-1
    740.5s duplicate.removed web1 node-2
    740.6s container.exited  web1
    740.6s container.removed web1
    741.5s container.placed  web1'' node-1 tied=1
    741.6s container.created web1'' node-1
    741.6s reschedule.moved  web1' web1''
    741.9s container.started web1''"
  `)
})
