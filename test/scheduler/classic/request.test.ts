/** What Swarm reads out of labels and `-e` entries before it looks at any node. */
import { describe, expect, test } from 'vitest'
import { hasNodeConstraint, withExpressions } from '../../../src/scheduler/classic/request.ts'
import { readStringList, writeStringList } from '../../../src/scheduler/classic/string-list.ts'
import { requestOf } from './clusters.ts'

const affinitiesLabel = 'com.docker.swarm.affinities'
const constraintsLabel = 'com.docker.swarm.constraints'
const policiesLabel = 'com.docker.swarm.reschedule-policies'

test('expressions come from labels first and then from env, and are written back as labels', () => {
  const { affinities, constraints, env, labels } = requestOf({
    labels: { [constraintsLabel]: '["zone==a",null,7]', role: 'web' },
    env: ['PATH=/bin', 'constraint:storage==ssd', 'affinity:container!=web', ' constraint:x==y'],
  })
  expect(constraints).toEqual(['zone==a', '', '', 'storage==ssd'])
  expect(affinities).toEqual(['container!=web'])
  expect(env).toEqual(['PATH=/bin', ' constraint:x==y'])
  expect(labels).toEqual({
    role: 'web',
    [constraintsLabel]: '["zone==a","","","storage==ssd"]',
    [affinitiesLabel]: '["container!=web"]',
  })
})

test.each(['storage==ssd', '{}', 'null', '"zone==a"', '["zone==a"', ''])(
  'a label that is no list of JSON is ignored without a word: %s',
  (label) => {
    const request = requestOf({ labels: { [constraintsLabel]: label } })
    expect(request.constraints).toEqual([])
    expect(request.labels).toEqual({ [constraintsLabel]: label })
  },
)

describe('the rescheduling policy', () => {
  test.each([
    { given: 'nothing', config: {}, policy: 'off', error: '' },
    {
      given: 'an env entry',
      config: { env: ['reschedule:on-node-failure'] },
      policy: 'on-node-failure',
      error: '',
    },
    {
      given: 'a list in a label',
      config: { labels: { [policiesLabel]: '["on-node-failure"]' } },
      policy: 'on-node-failure',
      error: '',
    },
    {
      given: 'a bare word in a label, which is no list',
      config: { labels: { [policiesLabel]: 'on-node-failure' } },
      policy: 'off',
      error: '',
    },
    {
      given: 'an unknown word',
      config: { env: ['reschedule:always'] },
      policy: 'off',
      error: 'invalid reschedule policy: always',
    },
    {
      given: 'two policies',
      config: { env: ['reschedule:off', 'reschedule:off'] },
      policy: 'off',
      error: 'too many reschedule policies',
    },
  ])('from $given is $policy', ({ config, policy, error }) => {
    const request = requestOf(config)
    expect(request.policy).toBe(policy)
    expect(request.validateError).toBe(error)
  })
})

describe('an expression', () => {
  const parsed = (text: string) => requestOf({ env: [`constraint:${text}`] }).constraint

  test.each([
    ['storage==ssd', 'storage', '==', 'ssd', false],
    ['Storage!=~ssd', 'storage', '!=', 'ssd', true],
    // The first `==` splits, so this asks for the text `=ssd`.
    ['storage===ssd', 'storage', '==', '=ssd', false],
    ['storage==!~ssd', 'storage', '==', '!~ssd', false],
  ])('is read: %s', (text, key, operator, value, soft) => {
    expect(parsed(text)).toMatchObject({ list: [{ key, operator, value, soft }] })
  })

  test.each([
    ['storage', 'One of operator ==, != is expected'],
    ['s==ssd', "Key 's' is invalid"],
    ['storage!==ssd', "Key 'storage!' is invalid"],
    ['storage==a==b', "Value 'a==b' is invalid"],
    ['storage==', "Value '' is invalid"],
    ['storage==~', "Value '~' is invalid"],
    ['storage==a,b', "Value 'a,b' is invalid"],
  ])('is refused in the words of Swarm: %s', (text, error) => {
    expect(parsed(text)).toEqual({ type: 'invalid', error })
  })

  test('with the value / is known to crash the real manager', () => {
    expect(requestOf({ env: ['constraint:storage==~/'] }).crashes).toBe(true)
    expect(requestOf({ env: ['constraint:storage==//'] }).crashes).toBe(false)
  })
})

test('an affinity can be added for a second try, and goes into the labels as well', () => {
  const request = requestOf({ env: ['affinity:role!=db'] })
  const second = withExpressions(request, 'affinity', [...request.affinities, 'image==redis'])
  expect(second.affinity).toMatchObject({ list: [{ key: 'role' }, { key: 'image' }] })
  expect(second.labels).toEqual({ [affinitiesLabel]: '["role!=db","image==redis"]' })
})

test('only a hard == on the node ties a request to it', () => {
  const isTied = (text: string) => hasNodeConstraint(requestOf({ env: [`constraint:${text}`] }))
  expect(['node==a', 'node==~a', 'node!=a', 'nodes==a'].map(isTied)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('lists are written with the escapes of the original', () => {
  const list = ['a<b>&c', 'tab\t', 'bell\b\f', 'back\\b', '\u2028', 'é']
  expect(writeStringList(list)).toBe(
    '["a\\u003cb\\u003e\\u0026c","tab\\t","bell\\u0008\\u000c","back\\\\b","\\u2028","é"]',
  )
  expect(readStringList(writeStringList(list))).toEqual(list)
})
