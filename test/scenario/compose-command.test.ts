/** docker-compose as a command of the timeline: up, scale and down over time. */
import { expect, test } from 'vitest'
import { compileText, oneNode } from './compile-text.ts'

const files = {
  'shop.yml':
    'services: { web: { image: a, depends_on: [db] }, db: { image: b }, cron: { image: c } }',
  'docker-compose.yml': 'services: { only: { image: d } }',
}

function actionsOf(lines: readonly string[], apps = 'apps: [{ compose: shop.yml }]') {
  const entries = lines.map(
    (line, index) => `  - { at: ${index + 1}m, docker: ${JSON.stringify(line)} }`,
  )
  const { timeline } = compileText(oneNode(apps, 'timeline:', ...entries), {}, files).model
  return timeline.map(({ action }) => {
    if (!('project' in action)) return action.type
    const names = 'containers' in action ? action.containers.map(({ name }) => name) : []
    return [action.type, action.project, ...names].join(' ')
  })
}

test('up, scale and down follow each other, and up keeps the scale', () => {
  expect(
    actionsOf([
      'docker-compose scale web=2',
      'docker-compose up -d',
      'docker-compose down',
      'docker-compose up -d',
    ]),
  ).toEqual([
    'compose.up shop shop_db_1 shop_web_1 shop_cron_1',
    'compose.scale shop shop_web_1 shop_web_2',
    'compose.up shop shop_db_1 shop_web_1 shop_web_2 shop_cron_1',
    'compose.down shop',
    'compose.up shop shop_db_1 shop_web_1 shop_cron_1',
  ])
})

test('up with services brings what they need', () => {
  expect(actionsOf(['docker compose up -d --scale db=2 web'])[1]).toBe(
    'compose.up shop shop_db_1 shop_db_2 shop_web_1',
  )
})

test('the project is named, or its file is, or there is only one', () => {
  expect(
    actionsOf(['docker-compose -f shop.yml -p blue up -d', 'docker-compose -p blue down']),
  ).toEqual([
    'compose.up shop shop_db_1 shop_web_1 shop_cron_1',
    'compose.up blue blue_db_1 blue_web_1 blue_cron_1',
    'compose.down blue',
  ])
})

test('without any application the usual file beside the scenario is taken', () => {
  expect(actionsOf(['docker-compose up -d'], '')).toEqual(['compose.up scenario scenario_only_1'])
})

test('services of one name in two projects are told apart', () => {
  const text = oneNode(
    'apps: [{ compose: shop.yml, project: a }, { compose: shop.yml, project: b }]',
  )
  const services = compileText(text, {}, files).model.timeline.flatMap(({ action }) => {
    return action.type === 'compose.up' ? action.containers.map(({ service }) => service) : []
  })
  expect(services).toEqual(['db', 'web', 'cron', 'b/db', 'b/web', 'b/cron'])
})
