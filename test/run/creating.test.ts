/** Creating containers, as Swarm 1.1 does it: names, places, images, errors. */
import { expect, test } from 'vitest'
import { gibibyte, moving, seconds } from './models.ts'
import { changes, crash, creates, removes, runs, trace } from './script.ts'
import { story } from './story.ts'

const creating = ['container.', 'slot.unplaced', 'slot.dropped', 'command.failed', 'image.']
const port = { containerPort: '80/tcp', hostIp: '', hostPort: '8080' }

test('a container is placed, created, started, stopped, started again and removed', () => {
  const told = trace({
    nodes: 1,
    timeline: [
      runs(1, 'web1'),
      changes(2, 'pause', 'web1'),
      changes(3, 'unpause', 'web1'),
      changes(4, 'stop', 'web1'),
      changes(6, 'start', 'web1'),
      removes(7, 'web1'),
      removes(8, 'web1', true),
      changes(9, 'start', 'web1'),
    ],
    untilS: 10,
  })
  expect(
    story(told, { types: [...creating, 'slot.', 'belief.'], digits: 2 }),
  ).toMatchInlineSnapshot(`
    "1.00s slot.asked         web1
    1.00s container.placed   web1 node-1 tied=1
    1.10s container.created  web1 node-1
    1.10s belief.added       web1 node-1 created
    1.41s container.started  web1
    1.41s belief.changed     web1 running
    2.01s container.paused   web1
    2.01s belief.changed     web1 paused
    3.01s container.unpaused web1
    3.01s belief.changed     web1 running
    5.00s container.exited   web1
    5.00s belief.changed     web1 exited
    5.00s slot.stopAsked     web1
    6.30s container.started  web1
    6.30s belief.changed     web1 running
    6.30s slot.startAsked    web1
    7.10s command.failed     container.rm Conflict, You cannot remove a running container 59e4f7fe6acc. Stop the container before attempting removal or use -f
    8.10s container.exited   web1
    8.10s container.removed  web1
    8.10s belief.removed     web1
    8.10s slot.dropped       web1
    9.00s command.failed     container.start No such container: web1"
  `)
})

test('a name is taken until its container is removed, also while the container is being created', () => {
  const told = trace({
    nodes: 2,
    timeline: [
      runs(1, 'web1'),
      runs(1.05, 'web1'),
      runs(2, 'web1'),
      removes(3, 'web1', true),
      runs(4, 'web1'),
    ],
    untilS: 10,
  })
  expect(story(told, { types: [...creating, 'slot.'] })).toMatchInlineSnapshot(`
    "1.0s slot.asked        web1
    1.0s container.placed  web1 node-1 tied=2
    1.1s slot.asked        web1
    1.1s slot.dropped      web1
    1.1s command.failed    container.run Conflict: The name web1 is already assigned. You have to delete (or rename) that container to be able to assign web1 to a container again.
    1.1s container.created web1 node-1
    1.4s container.started web1
    2.0s slot.asked        web1
    2.0s slot.dropped      web1
    2.0s command.failed    container.run Conflict: The name web1 is already assigned. You have to delete (or rename) that container to be able to assign web1 to a container again.
    3.1s container.exited  web1
    3.1s container.removed web1
    3.1s slot.dropped      web1
    4.0s slot.asked        web1
    4.0s container.placed  web1' node-1 tied=2
    4.1s container.created web1' node-1
    4.4s container.started web1'"
  `)
})

/**
 * Method: creations take two seconds; binpack puts all on one node; the third asks for memory that
 * the two before have taken, the fourth and fifth for one host port.
 */
test('creations in progress count with their memory, but not with their ports', () => {
  const told = trace({
    nodes: 2,
    settings: { strategy: 'binpack', ties: 'name' },
    configs: [{ memoryBytes: 3 * gibibyte }, { ports: [port] }],
    timeline: [
      { at: 0.5, action: { type: 'engine.createTakes', durationUs: seconds(2) } },
      runs(1, 'big1'),
      runs(1, 'big2'),
      runs(1, 'big3'),
      runs(1, 'web1', 1),
      runs(1, 'web2', 1),
      runs(5, 'web3', 1),
    ],
    untilS: 10,
  })
  expect(story(told, { types: creating })).toMatchInlineSnapshot(`
    "1.0s container.placed      big1 node-1 tied=2
    1.0s container.placed      big2 node-1 tied=1
    1.0s container.placed      big3 node-2 tied=1
    1.0s container.placed      web1 node-1 tied=1
    1.0s container.placed      web2 node-1 tied=1
    3.0s container.created     big1 node-1
    3.0s container.created     big2 node-1
    3.0s container.created     big3 node-2
    3.0s container.created     web1 node-1
    3.0s container.created     web2 node-1
    3.3s container.started     big1
    3.3s container.started     big2
    3.3s container.started     big3
    3.3s container.started     web1
    3.3s container.startFailed web2 Cannot start container 706bb425a804: Bind for 0.0.0.0:8080 failed: port is already allocated
    3.3s command.failed        container.run 500 Internal Server Error: Cannot start container 706bb425a804: Bind for 0.0.0.0:8080 failed: port is already allocated
    5.0s container.placed      web3 node-2 tied=1
    7.0s container.created     web3 node-2
    7.3s container.started     web3"
  `)
})

test('a missing image is pulled on the chosen node, and layers that are there already are free', () => {
  const told = trace({
    nodes: 1,
    spec: { images: [] },
    configs: [{ image: 'app' }, { image: 'sister:1' }],
    images: [
      {
        name: 'app:latest',
        sizeBytes: 125e6,
        layers: [
          { id: 'base', sizeBytes: 100e6 },
          { id: 'app', sizeBytes: 25e6 },
        ],
        pullable: true,
      },
      {
        name: 'sister:1',
        sizeBytes: 112.5e6,
        layers: [
          { id: 'base', sizeBytes: 100e6 },
          { id: 'sister', sizeBytes: 12.5e6 },
        ],
        pullable: true,
      },
    ],
    timeline: [runs(1, 'app1'), runs(20, 'app2'), runs(30, 'sister1', 1)],
    untilS: 60,
  })
  expect(
    story(told, { types: ['image.pulling', 'image.pulled', 'container.started'] }),
  ).toMatchInlineSnapshot(`
    " 1.0s image.pulling     node-1 app:latest
    11.5s image.pulled      node-1 app:latest
    11.9s container.started app1
    20.4s container.started app2
    30.0s image.pulling     node-1 sister:1
    31.5s image.pulled      node-1 sister:1
    31.9s container.started sister1"
  `)
})

/** Method: the registry does not have the image; only node-3 has it in its cache. */
test('an image the registry lacks is looked for on the nodes, once', () => {
  const told = trace({
    nodes: 3,
    settings: { ties: 'name' },
    configs: [{ image: 'own' }],
    imagesOf: { 2: ['own:latest'] },
    timeline: [runs(1, 'one')],
    untilS: 10,
  })
  expect(story(told, { types: creating })).toMatchInlineSnapshot(`
    "1.0s container.placed       one node-1 tied=3
    1.0s image.pulling          node-1 own:latest
    1.5s image.pullFailed       node-1 own:latest Error: image own not found
    1.5s container.createFailed one node-1 Error: image own not found
    1.5s container.placed       one' node-3 tied=1
    1.6s container.created      one' node-3
    1.9s container.started      one'"
  `)
})

/** Surprise: the error names an affinity that nobody asked for. */
test('when the only node with the image is dead, the error names the image affinity', () => {
  const told = trace({
    nodes: 2,
    configs: [{ ...moving, image: 'own' }],
    imagesOf: { 1: ['own:latest'] },
    timeline: [runs(1, 'one'), crash(100, 1)],
    untilS: 400,
  })
  expect(
    story(told, { types: [...creating, 'reschedule.', 'engine.unhealthy'] }),
  ).toMatchInlineSnapshot(`
    "  1.0s container.placed       one node-2 tied=2
      1.1s container.created      one node-2
      1.4s container.started      one
    100.0s container.died         one
    223.4s engine.unhealthy       node-2 failures=3
    223.4s reschedule.began       node-2
    223.4s container.placed       one' node-1 tied=1
    223.4s image.pulling          node-1 own:latest
    223.9s image.pullFailed       node-1 own:latest Error: image own not found
    223.9s container.createFailed one' node-1 Error: image own not found
    223.9s reschedule.failed      one unable to find a node that satisfies image==own
    223.9s slot.unplaced          one unable to find a node that satisfies image==own"
  `)
})

test('a creation that fails on the engine is not tried again unless swarm.createretry says so', () => {
  const story1 = (createRetry: number) => {
    const told = trace({
      nodes: 2,
      settings: { createRetry, ties: 'name' },
      timeline: [
        { at: 0.5, action: { type: 'engine.failCreates', node: 0, count: 1 } },
        runs(1, 'web1'),
      ],
      untilS: 10,
    })
    return story(told, { types: creating })
  }
  expect(story1(0)).toMatchInlineSnapshot(`
    "1.0s container.placed       web1 node-1 tied=2
    1.1s container.createFailed web1 node-1 500 Internal Server Error: no space left on device
    1.1s slot.unplaced          web1 500 Internal Server Error: no space left on device
    1.1s command.failed         container.run 500 Internal Server Error: no space left on device"
  `)
  expect(story1(1)).toMatchInlineSnapshot(`
    "1.0s container.placed       web1 node-1 tied=2
    1.1s container.createFailed web1 node-1 500 Internal Server Error: no space left on device
    1.1s container.placed       web1' node-1 tied=2
    1.2s container.created      web1' node-1
    1.5s container.started      web1'"
  `)
})

test('a request to a node that is gone but not yet noticed fails and is not sent elsewhere', () => {
  const told = trace({
    nodes: 2,
    settings: { ties: 'name' },
    timeline: [crash(100, 0), runs(101, 'web1'), runs(102, 'web2')],
    untilS: 120,
  })
  expect(story(told, { types: [...creating, 'engine.refused'], digits: 3 })).toMatchInlineSnapshot(`
    "101.000s container.placed       web1 node-1 tied=2
    101.001s engine.refused         node-1 failures=1 Cannot connect to the docker engine endpoint
    101.001s container.createFailed web1 node-1 Cannot connect to the docker engine endpoint
    101.001s slot.unplaced          web1 Cannot connect to the docker engine endpoint
    101.001s command.failed         container.run Cannot connect to the docker engine endpoint
    102.000s container.placed       web2 node-2 tied=1
    102.100s container.created      web2 node-2
    102.406s container.started      web2
    115.025s engine.refused         node-1 failures=2 Cannot connect to the docker engine endpoint"
  `)
})

/** Surprise: one request of one user ends scheduling for all, until the manager is restarted. */
test('an expression of a lone slash crashes its request under the scheduling lock', () => {
  const told = trace({
    nodes: 2,
    settings: { slashCrash: true, ties: 'name' },
    configs: [moving, { env: ['constraint:storage==/'] }],
    timeline: [
      runs(1, 'web1'),
      runs(2, 'bad', 1),
      runs(3, 'web2'),
      changes(4, 'stop', 'web1'),
      { at: 10, action: { type: 'manager.crash', manager: 0 } },
      { at: 20, action: { type: 'manager.recover', manager: 0 } },
      runs(30, 'web3'),
    ],
    untilS: 60,
  })
  expect(story(told, { types: [...creating, 'manager.'] })).toMatchInlineSnapshot(`
    " 0.0s manager.started   manager-1
     0.0s manager.elected   manager-1
     1.0s container.placed  web1 node-1 tied=2
     1.1s container.created web1 node-1
     1.4s container.started web1
     2.0s manager.lockedUp  manager-1
     2.0s slot.unplaced     bad EOF: the manager closed the connection without an answer
     2.0s command.failed    container.run EOF: the manager closed the connection without an answer
     5.0s container.exited  web1
    10.0s manager.crashed   manager-1
    10.0s slot.unplaced     web2 EOF: the manager closed the connection without an answer
    10.0s command.failed    container.run EOF: the manager closed the connection without an answer
    20.0s manager.started   manager-1
    20.0s manager.elected   manager-1
    30.0s container.placed  web3 node-2 tied=1
    30.1s container.created web3 node-2
    30.4s container.started web3"
  `)
})

test('an unknown rescheduling policy is refused, but without --experimental it is only a variable', () => {
  const story1 = (experimental: boolean) =>
    story(
      trace({
        nodes: 1,
        settings: { experimental },
        configs: [{ env: ['reschedule:always'] }],
        timeline: [runs(1, 'web1')],
        untilS: 10,
      }),
      { types: creating },
    )
  expect(story1(true)).toMatchInlineSnapshot(`
    "1.0s slot.dropped   web1
    1.0s command.failed container.run invalid reschedule policy: always"
  `)
  expect(story1(false)).toMatchInlineSnapshot(`
    "1.0s container.placed  web1 node-1 tied=1
    1.1s container.created web1 node-1
    1.4s container.started web1"
  `)
})

test('docker create leaves the container created, and docker start starts it', () => {
  const told = trace({
    nodes: 1,
    timeline: [creates(1, 'web1'), changes(5, 'start', 'web1')],
    untilS: 10,
  })
  expect(story(told, { types: [...creating, 'slot.'] })).toMatchInlineSnapshot(`
    "1.0s slot.asked.created web1
    1.0s container.placed   web1 node-1 tied=1
    1.1s container.created  web1 node-1
    5.3s container.started  web1
    5.3s slot.startAsked    web1"
  `)
})
