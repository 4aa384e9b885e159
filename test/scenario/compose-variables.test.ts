// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose, not of JavaScript.
/** `${NAME}` and its relatives in Compose files. */
import { expect, test } from 'vitest'
import { bringUp, withFile } from './bring-up.ts'

test.each([
  ['a ${X} b', { X: '1' }, 'a 1 b'],
  ['$X', { X: '1' }, '1'],
  ['${X:-d}', {}, 'd'],
  ['${X:-d}', { X: '' }, 'd'],
  ['${X-d}', { X: '' }, ''],
  ['${X:-${Y:-z}}', {}, 'z'],
  ['${X:+yes}', { X: '1' }, 'yes'],
  ['${X:+yes}', {}, ''],
  ['${X?must}', { X: '1' }, '1'],
  ['$$X', { X: '1' }, '$X'],
])('%s becomes %3$s', (text, environment, result) => {
  const files = { 'shop.yml': `services: { web: { image: a, labels: { l: "${text}" } } }` }
  expect(bringUp('{ compose: shop.yml }', { files, environment }).configOf('web')?.labels.l).toBe(
    result,
  )
})

test('.env beside the file gives values, and the environment wins', () => {
  const files = {
    'apps/shop.yml': 'services: { web: { image: "a:$A-$B" } }',
    'apps/.env': 'A=1\nB=1\n',
  }
  expect(
    bringUp('{ compose: apps/shop.yml }', { files, environment: { B: '2' } }).configOf('web')
      ?.image,
  ).toBe('a:1-2')
})

test('the name of the project is a variable of its own', () => {
  const { configOf } = withFile(
    'services: { web: { image: a, labels: { l: "$COMPOSE_PROJECT_NAME" } } }',
  )
  expect(configOf('web')?.labels.l).toBe('shop')
})

test('a variable without a value becomes empty and is warned of once', () => {
  const { warnings } = withFile('services: { web: { image: a, labels: { l: "$X", m: "$X" } } }')
  expect(warnings.map(({ message }) => message)).toEqual([
    'X has no value: it becomes empty, as in Compose',
  ])
})
