/** Managers that die and come back, alone and in a set; containers run on meanwhile. */
import { expect, test } from 'vitest'
import type { ClassicSettings } from '../../src/model/model.ts'
import { seconds } from './models.ts'
import { crash, cutOff, type Entry, recover, runs, trace } from './script.ts'
import { story } from './story.ts'

const decided = [
  'manager.',
  'node.crashed',
  'node.cutOff',
  'node.recovered',
  'engine.unhealthy',
  'engine.reconnected',
  'reschedule.',
  'container.',
  'duplicate.removed',
  'command.failed',
  'slot.unplaced',
]
const onNode2First = { env: ['constraint:node==~node-2', 'reschedule:on-node-failure'] }
const three: Partial<ClassicSettings> = {
  managers: ['manager-1', 'manager-2', 'manager-3'].map((name) => ({ name, node: -1 })),
}
const manager = (at: number, what: 'crash' | 'recover', which: number): Entry => ({
  at,
  action: { type: `manager.${what}`, manager: which },
})

/** A node that is lost while the manager is down was never a member of the manager that starts. */
test('a manager that is down notices nothing, and after its start nothing that failed before', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2First],
    timeline: [
      runs(1, 'web1'),
      manager(50, 'crash', 0),
      crash(100, 1),
      runs(150, 'web2'),
      manager(200, 'recover', 0),
      runs(250, 'web3'),
    ],
    untilS: 900,
  })
  expect(
    story(told, {
      fromS: 10,
      types: [...decided, 'engine.', 'belief.removed'],
    }),
  ).toMatchInlineSnapshot(`
    " 50.0s manager.crashed         manager-1
    100.0s node.crashed            node-2
    100.0s container.died          web1
    150.0s slot.unplaced           web2 Cannot connect to the Docker daemon. Is the docker daemon running on this host?
    150.0s command.failed          container.run Cannot connect to the Docker daemon. Is the docker daemon running on this host?
    200.0s manager.started         manager-1
    200.0s manager.elected         manager-1
    200.0s belief.removed          web1
    200.0s engine.dropped          node-1
    200.0s engine.listed           node-1
    200.0s engine.dropped          node-2
    200.0s engine.listed           node-2
    200.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    200.0s engine.eventsSubscribed node-1
    200.0s engine.connected        node-1
    240.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    250.0s container.placed        web3 node-1 tied=1
    250.1s container.created       web3 node-1
    250.4s container.started       web3
    280.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    320.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    370.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    440.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    540.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    700.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint"
  `)
})

test('a manager that starts again knows what is on the nodes, and no name of a lost container is taken', () => {
  const told = trace({
    nodes: 2,
    configs: [onNode2First],
    timeline: [
      runs(1, 'web1'),
      cutOff(100, 1),
      manager(150, 'crash', 0),
      manager(160, 'recover', 0),
      runs(170, 'web1'),
      recover(180, 1),
    ],
    untilS: 900,
  })
  expect(
    story(told, {
      fromS: 10,
      types: [...decided, 'engine.', 'belief.'],
    }),
  ).toMatchInlineSnapshot(`
    "100.0s node.cutOff             node-2
    100.0s engine.eventsLost       node-2
    132.2s engine.refused          node-2 failures=1 Cannot connect to the docker engine endpoint
    150.0s manager.crashed         manager-1
    160.0s manager.started         manager-1
    160.0s manager.elected         manager-1
    160.0s belief.removed          web1
    160.0s engine.dropped          node-1
    160.0s engine.listed           node-1
    160.0s engine.dropped          node-2
    160.0s engine.listed           node-2
    160.0s engine.pendingError     node-2 Cannot connect to the docker engine endpoint
    160.0s engine.eventsSubscribed node-1
    160.0s engine.connected        node-1
    170.0s container.placed        web1' node-1 tied=1
    170.1s container.created       web1' node-1
    170.1s belief.added            web1' node-1 created
    170.4s container.started       web1'
    170.4s belief.changed          web1' running
    180.0s node.recovered          node-2
    200.0s engine.eventsSubscribed node-2
    200.0s belief.added            web1 node-2 running
    200.0s engine.connected        node-2"
  `)
})

test('when the primary dies nobody answers until the leader lock has run out', () => {
  const told = trace({
    nodes: 2,
    seed: '3',
    settings: three,
    timeline: [
      manager(95, 'crash', 0),
      manager(95, 'crash', 1),
      manager(95, 'crash', 2),
      runs(96, 'web1'),
      manager(97, 'recover', 0),
      manager(97, 'recover', 1),
      manager(97, 'recover', 2),
      runs(98, 'web2'),
      runs(140, 'web3'),
    ],
    untilS: 200,
  })
  expect(story(told, { types: decided })).toMatchInlineSnapshot(`
    "  0.0s manager.started   manager-1
      0.0s manager.started   manager-2
      0.0s manager.started   manager-3
      0.0s manager.elected   manager-3
     95.0s manager.crashed   manager-1
     95.0s manager.crashed   manager-2
     95.0s manager.crashed   manager-3
     96.0s slot.unplaced     web1 Cannot connect to the Docker daemon. Is the docker daemon running on this host?
     96.0s command.failed    container.run Cannot connect to the Docker daemon. Is the docker daemon running on this host?
     97.0s manager.started   manager-1
     97.0s manager.started   manager-2
     97.0s manager.started   manager-3
     98.0s slot.unplaced     web2 No elected primary cluster manager
     98.0s command.failed    container.run No elected primary cluster manager
    110.0s manager.elected   manager-1
    140.0s container.placed  web3 node-2 tied=2
    140.1s container.created web3 node-2
    140.4s container.started web3"
  `)
})

test('a failure that a replica notices after its election is rescheduled', () => {
  expect(failover({ downS: 100, ttlS: 20 })).toMatchInlineSnapshot(`
    " 99.0s manager.crashed   manager-2
    100.0s node.crashed      node-2
    100.0s container.died    web1
    110.0s manager.elected   manager-1
    132.2s engine.refused    node-2 failures=1 Cannot connect to the docker engine endpoint
    166.0s engine.refused    node-2 failures=2 Cannot connect to the docker engine endpoint
    223.4s engine.refused    node-2 failures=3 Cannot connect to the docker engine endpoint
    223.4s engine.unhealthy  node-2 failures=3
    223.4s reschedule.began  node-2
    223.4s container.placed  web1' node-1 tied=1
    223.5s container.created web1' node-1
    223.5s reschedule.moved  web1 web1'
    223.8s container.started web1'"
  `)
})

/** Each manager counts for itself, and acts only on what it notices while it is the primary. */
test('a failure that a replica has noticed before its election is never rescheduled', () => {
  expect(failover({ downS: 100, ttlS: 300 })).toMatchInlineSnapshot(`
    " 99.0s manager.crashed  manager-2
    100.0s node.crashed     node-2
    100.0s container.died   web1
    300.0s manager.elected  manager-1
    300.0s engine.unhealthy node-2 failures=3"
  `)
})

/** The primary dies at 99 s and stays dead; its lock lives for `ttlS`. Node 2 crashes after that. */
function failover({ downS, ttlS }: { downS: number; ttlS: number }): string {
  const primary = 1 // Drawn by the seed.
  const told = trace({
    nodes: 2,
    configs: [onNode2First],
    settings: { ...three, replicationTtlUs: seconds(ttlS) },
    timeline: [runs(1, 'web1'), manager(99, 'crash', primary), crash(downS, 1)],
    untilS: 900,
  })
  return story(told, { fromS: 50, types: [...decided, 'engine.refused'] })
}

test('a manager on a node that crashes dies with it and starts with it', () => {
  const told = trace({
    nodes: 2,
    settings: { managers: [{ name: 'manager-1', node: 0 }] },
    timeline: [
      runs(1, 'web1'),
      crash(100, 0),
      runs(150, 'web2'),
      recover(200, 0),
      runs(250, 'web3'),
    ],
    untilS: 300,
  })
  expect(story(told, { types: decided })).toMatchInlineSnapshot(`
    "  0.0s manager.started   manager-1
      0.0s manager.elected   manager-1
      1.0s container.placed  web1 node-1 tied=2
      1.1s container.created web1 node-1
      1.4s container.started web1
    100.0s node.crashed      node-1
    100.0s container.died    web1
    100.0s manager.crashed   manager-1
    150.0s slot.unplaced     web2 Cannot connect to the Docker daemon. Is the docker daemon running on this host?
    150.0s command.failed    container.run Cannot connect to the Docker daemon. Is the docker daemon running on this host?
    200.0s node.recovered    node-1
    200.0s manager.started   manager-1
    200.0s manager.elected   manager-1
    250.0s container.placed  web3 node-2 tied=1
    250.1s container.created web3 node-2
    250.4s container.started web3"
  `)
})

test('the requests that a manager was working on end with it', () => {
  const told = trace({
    nodes: 1,
    timeline: [
      runs(1, 'web1'),
      manager(1.05, 'crash', 0),
      manager(10, 'recover', 0),
      runs(20, 'web2'),
    ],
    untilS: 60,
  })
  expect(story(told, { types: [...decided, 'belief.'] })).toMatchInlineSnapshot(`
    " 0.0s manager.started   manager-1
     0.0s manager.elected   manager-1
     1.0s container.placed  web1 node-1 tied=1
     1.1s manager.crashed   manager-1
     1.1s slot.unplaced     web1 EOF: the manager closed the connection without an answer
     1.1s command.failed    container.run EOF: the manager closed the connection without an answer
     1.1s container.created web1 node-1
    10.0s manager.started   manager-1
    10.0s manager.elected   manager-1
    10.0s belief.removed    web1
    10.0s belief.added      web1 node-1 created
    20.0s container.placed  web2 node-1 tied=1
    20.1s container.created web2 node-1
    20.1s belief.added      web2 node-1 created
    20.4s container.started web2
    20.4s belief.changed    web2 running"
  `)
})
