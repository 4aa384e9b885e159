/** docker-compose as a client of Swarm: order, names, what it does when something fails. */
import { expect, test } from 'vitest'
import type { Action } from '../../src/model/action.ts'
import { gibibyte, moving } from './models.ts'
import { crash, type Entry, recover, trace } from './script.ts'
import { story } from './story.ts'

const configs = [moving, { ...moving, memoryBytes: 20 * gibibyte }]
const services = (
  counts: Readonly<Record<string, number>>,
  config: Readonly<Record<string, number>> = {},
) =>
  Object.entries(counts).flatMap(([service, count]) =>
    Array.from({ length: count }, (_, index) => ({
      service,
      name: `shop_${service}_${index + 1}`,
      config: config[service] ?? 0,
    })),
  )
const up = (
  at: number,
  counts: Record<string, number>,
  config?: Record<string, number>,
  rest: Partial<Extract<Action, { type: 'compose.up' }>> = {},
): Entry => ({
  at,
  action: { type: 'compose.up', project: 'shop', containers: services(counts, config), ...rest },
})
const scale = (at: number, service: string, count: number): Entry => ({
  at,
  action: {
    type: 'compose.scale',
    project: 'shop',
    service,
    containers: services({ [service]: count }),
  },
})
const down = (at: number): Entry => ({ at, action: { type: 'compose.down', project: 'shop' } })
const types = ['slot.', 'container.', 'command.', 'network.created', 'volume.created']

test('up brings service after service, the containers of one at once, after its networks and volumes', () => {
  const told = trace({
    nodes: 2,
    timeline: [
      up(
        1,
        { db: 1, web: 2 },
        {},
        {
          networks: [{ name: 'shop_default', driver: '' }],
          volumes: [{ name: 'shop_data', driver: '' }],
        },
      ),
    ],
    untilS: 10,
  })
  expect(story(told, { types })).toMatchInlineSnapshot(`
    "1.0s network.created   node-2 shop_default
    1.0s volume.created    node-1 shop_data
    1.0s volume.created    node-2 shop_data
    1.0s slot.asked        shop_db_1
    1.0s container.placed  shop_db_1 node-1 tied=2
    1.1s container.created shop_db_1 node-1
    1.4s container.started shop_db_1
    1.4s slot.asked        shop_web_1
    1.4s container.placed  shop_web_1 node-2 tied=1
    1.4s slot.asked        shop_web_2
    1.4s container.placed  shop_web_2 node-1 tied=2
    1.5s container.created shop_web_1 node-2
    1.5s container.created shop_web_2 node-1
    1.8s container.started shop_web_1
    1.8s container.started shop_web_2
    1.8s command.done      compose.up"
  `)
})

test('up stops at a service that fails; what comes later is asked for and not tried', () => {
  const told = trace({
    nodes: 2,
    configs,
    timeline: [
      up(1, { db: 1, big: 1, web: 1 }, { big: 1 }),
      up(20, { db: 1, big: 1, web: 1 }, { big: 1 }),
    ],
    untilS: 40,
  })
  expect(story(told, { types })).toMatchInlineSnapshot(`
    " 1.0s slot.asked        shop_db_1
     1.0s container.placed  shop_db_1 node-1 tied=2
     1.1s container.created shop_db_1 node-1
     1.4s container.started shop_db_1
     1.4s slot.asked        shop_big_1
     1.4s slot.unplaced     shop_big_1 no resources available to schedule container
     1.4s slot.asked        shop_web_1
     1.4s slot.unplaced     shop_web_1 docker-compose stopped at a service that failed before this one
     1.4s command.failed    compose.up no resources available to schedule container
    20.0s slot.dropped      shop_big_1
    20.0s slot.asked        shop_big_1
    20.0s slot.unplaced     shop_big_1 no resources available to schedule container
    20.0s slot.dropped      shop_web_1
    20.0s slot.asked        shop_web_1
    20.0s slot.unplaced     shop_web_1 docker-compose stopped at a service that failed before this one
    20.0s command.failed    compose.up no resources available to schedule container"
  `)
})

test('up again starts what was stopped, creates what is missing and leaves the rest', () => {
  const told = trace({
    nodes: 2,
    timeline: [
      up(1, { web: 3 }),
      { at: 10, action: { type: 'container.stop', target: 'shop_web_1' } },
      {
        at: 10,
        action: { type: 'container.rm', target: 'shop_web_2', force: true, volumes: true },
      },
      up(20, { web: 3 }),
    ],
    untilS: 40,
  })
  expect(story(told, { fromS: 15, types })).toMatchInlineSnapshot(`
    "20.0s slot.asked        shop_web_2
    20.0s container.placed  shop_web_2' node-1 tied=2
    20.1s container.created shop_web_2' node-1
    20.3s container.started shop_web_1
    20.3s slot.startAsked   shop_web_1
    20.4s container.started shop_web_2'
    20.4s command.done      compose.up"
  `)
})

test('scale brings up what is missing and takes down the highest numbers', () => {
  const told = trace({
    nodes: 2,
    timeline: [up(1, { db: 1, web: 2 }), scale(10, 'web', 3), scale(20, 'web', 1)],
    untilS: 40,
  })
  expect(story(told, { fromS: 5, types })).toMatchInlineSnapshot(`
    "10.0s slot.asked        shop_web_3
    10.0s container.placed  shop_web_3 node-2 tied=1
    10.1s container.created shop_web_3 node-2
    10.4s container.started shop_web_3
    10.4s command.done      compose.scale
    21.0s container.exited  shop_web_2
    21.0s container.exited  shop_web_3
    21.0s slot.stopAsked    shop_web_2
    21.0s slot.stopAsked    shop_web_3
    21.1s container.removed shop_web_2
    21.1s container.removed shop_web_3
    21.1s slot.dropped      shop_web_2
    21.1s slot.dropped      shop_web_3
    21.1s command.done      compose.scale"
  `)
})

test('down stops and removes all containers, and tells what it cannot reach; a second one tries that again', () => {
  const told = trace({
    nodes: 2,
    settings: { experimental: false, ties: 'name' },
    timeline: [up(1, { db: 1, web: 1 }), crash(100, 1), down(400), recover(500, 1), down(700)],
    untilS: 900,
  })
  expect(story(told, { fromS: 350, types })).toMatchInlineSnapshot(`
    "401.0s container.exited  shop_db_1
    401.0s slot.stopAsked    shop_db_1
    401.1s container.removed shop_db_1
    401.1s slot.dropped      shop_db_1
    401.1s command.failed    compose.down Container shop_web_1 running on unhealthy node node-2
    700.0s slot.stopAsked    shop_web_1
    700.1s container.removed shop_web_1
    700.1s slot.dropped      shop_web_1
    700.1s command.done      compose.down"
  `)
})
