/** What a person reads about a placement, and whether the advice is true. */
import { describe, expect, test } from 'vitest'
import type { ContainerConfig } from '../../../src/model/container-config.ts'
import { explain } from '../../../src/scheduler/classic/explain.ts'
import type { WouldFit } from '../../../src/scheduler/explanation.ts'
import { describeExplanation } from '../describe-explanation.ts'
import { clusterOf, type GivenNode, gibibyte, placed, published, requestOf } from './clusters.ts'

const cluster: readonly GivenNode[] = [
  {
    name: 'a',
    labels: { storage: 'ssd' },
    containers: [{ name: 'web_1', ports: [published('80')] }],
  },
  { name: 'b', labels: { storage: 'disk' } },
  { name: 'c', labels: { storage: 'ssd' }, failures: 3 },
  { name: 'd', labels: { Storage: 'ssd' } },
  {
    name: 'e',
    labels: { storage: 'ssd' },
    containers: [{ name: 'db', cpus: 3, memoryBytes: 6 * gibibyte }],
  },
  { name: 'f', labels: { storage: 'ssd' } },
]

function read(nodes: readonly GivenNode[], asks: Partial<ContainerConfig>): string {
  const { placer } = clusterOf(nodes)
  return `\n${describeExplanation(explain(placer, requestOf(asks))).join('\n')}\n`
}

test('every node has a reason or a score', () => {
  const asks = {
    image: 'nginx',
    cpus: 1,
    memoryBytes: 2.5 * gibibyte,
    ports: [published('80')],
    env: ['constraint:storage==ssd'],
  }
  expect(read(cluster, asks)).toMatchInlineSnapshot(`
    "
    Asked for: nginx with 1 CPU, 2.5g of memory, port 80 and constraint storage==ssd
    On f (spread: the best node, alone)

    node  place  cpu  memory  health  score  containers  why
    f     1      25   31      -1000   -944   0           chosen
    a     -                                              port: port 80 is taken by web_1
    b     -                                              constraint: storage is 'disk', asked for storage==ssd
    c     -                                              health: 3 failures in a row, the limit is 3
    d     -                                              constraint: the label 'Storage' has capitals, which no constraint can name; asked for storage==ssd
    e     -                                              resources: 512m of memory too little: 2.5g asked, 2g free of 8g
    "
  `)
})

test('equals are counted, and the draw is named', () => {
  expect(read([{ name: 'a' }, { name: 'b' }], { image: 'nginx' })).toMatchInlineSnapshot(`
    "
    Asked for: nginx, nothing special
    On a and b (spread: one of 2 equals, drawn at random)

    node  place  cpu  memory  health  score  containers  why
    a     1      100  100     -1000   -800   0           equally good
    b     1      100  100     -1000   -800   0           equally good
    "
  `)
})

test('two passes are shown when dropping the soft expressions made the difference', () => {
  const nodes = [{ name: 'a' }, { name: 'b', containers: [{ name: 'x' }] }]
  expect(read(nodes, { env: ['constraint:zone==~a'] })).toMatchInlineSnapshot(`
    "
    Asked for: a container with constraint zone==~a
    On a (spread: the best node, alone)

    Pass 1, with soft expressions: unable to find a node that satisfies zone==a
    node  place  why
    a     -      constraint: the node has no label 'zone', asked for zone==a
    b     -      constraint: the node has no label 'zone', asked for zone==a

    Pass 2, without soft expressions: found a node
    node  place  cpu  memory  health  score  containers  why
    a     1      100  100     -1000   -800   0           chosen
    b     2      100  100     -1000   -800   1
    "
  `)
})

test('a refused request is answered with what would help', () => {
  const nodes = [
    { name: 'a', labels: { storage: 'ssd' }, failures: 3 },
    {
      name: 'b',
      labels: { storage: 'ssd' },
      containers: [{ name: 'db', memoryBytes: 7 * gibibyte }],
    },
    { name: 'c' },
  ]
  const asks = { memoryBytes: 2 * gibibyte, env: ['constraint:storage==ssd'] }
  expect(read(nodes, asks)).toMatchInlineSnapshot(`
    "
    Asked for: a container with 2g of memory and constraint storage==ssd
    No node: no resources available to schedule container

    node  place  why
    a     -      health: 3 failures in a row, the limit is 3
    b     -      resources: 1g of memory too little: 2g asked, 1g free of 8g
    c     -      constraint: the node has no label 'storage', asked for storage==ssd

    Any one of these would admit it:
      bring a back: it had 3 failures in a row (then on a)
      give c the label storage=ssd (then on c)
      raise swarm.overcommit from 0.05 to 0.17 (then on b)
      ask for at most 1105m of memory instead of 2g (then on b)
      drop the constraint storage==ssd (then on c)
    "
  `)
})

test('a crash is named as one', () => {
  expect(read([{ name: 'a' }], { env: ['constraint:zone==/'] })).toMatchInlineSnapshot(`
    "
    Asked for: a container with constraint zone==/
    The real manager crashes here: runtime error: slice bounds out of range [1:0]

    node  place  why
    a     -      not judged: runtime error: slice bounds out of range [1:0]

    Any one of these would admit it:
      drop the constraint zone==/ (then on a)
    "
  `)
})

test('the terms of a score say how they came about', () => {
  const nodes = [{ name: 'a', failures: 1, containers: [{ name: 'x', cpus: 2 }] }]
  const { passes } = explain(clusterOf(nodes).placer, requestOf({ cpus: 1 }))
  expect(passes[0].nodes[0].verdict).toEqual({
    type: 'ranked',
    score: {
      terms: [
        { name: 'cpu', value: 75, words: '(2 used + 1 asked) of 4 CPUs, in percent' },
        { name: 'memory', value: 100, words: 'no memory asked for, which counts as 100' },
        { name: 'health', value: -670, words: '-10 x health 67, 1 recent failure' },
      ],
      sum: -495,
      containers: 1,
    },
    rank: 1,
    tied: false,
    chosen: true,
  })
})

test('an explanation is plain data and leaves the scheduler as it was', () => {
  const { placer, scheduler } = clusterOf(cluster)
  const request = requestOf({ cpus: 9, env: ['constraint:storage==ssd'] })
  const explanation = explain(placer, request)
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation)
  expect(explain(placer, request)).toEqual(explanation)
  expect(placed({ placer, scheduler, handles: new Map() }, requestOf({ cpus: 1 }))).toBe('b')
})

test('the caller may say which of the equals was taken', () => {
  const { placer } = clusterOf([{ name: 'a' }, { name: 'b' }])
  const { chosen, tie } = explain(placer, requestOf(), { chosen: 1, ties: 'name' })
  expect({ chosen, tie }).toEqual({ chosen: 'b', tie: 'one of 2 equals, the first by name' })
  expect(explain(placer, requestOf()).chosen).toBe('')
})

describe('the advice', () => {
  const advice = (nodes: readonly GivenNode[], asks: Partial<ContainerConfig>) =>
    explain(clusterOf(nodes).placer, requestOf(asks)).wouldFit
  const wordsOf = (found: readonly WouldFit[]) => found.map(({ words }) => words)

  test('names the most memory that fits, and one mebibyte more does not', () => {
    const nodes = [{ name: 'a', containers: [{ name: 'x', memoryBytes: 6 * gibibyte }] }]
    const [overcommit, memory] = advice(nodes, { memoryBytes: 3 * gibibyte })
    expect(overcommit.words).toBe('raise swarm.overcommit from 0.05 to 0.17')
    // 8 GiB and just under 1 % of it, less 6 GiB: 2129 MiB.
    expect(memory.words).toBe('ask for at most 2129m of memory instead of 3g')
    const withMebibytes = (count: number) => requestOf({ memoryBytes: count * 2 ** 20 })
    expect(placed(clusterOf(nodes), withMebibytes(2129))).toBe('a')
    expect(placed(clusterOf(nodes), withMebibytes(2130))).toContain('no resources')
  })

  test('names the smallest overcommit, and one percent less does not do', () => {
    const small = { name: 'a', memoryBytes: 105, containers: [{ name: 'x', memoryBytes: 100 }] }
    const [overcommit] = advice([small], { memoryBytes: 30 })
    expect(overcommit.words).toBe('raise swarm.overcommit from 0.05 to 0.291')
    const at = (total: number) =>
      placed(clusterOf([{ ...small, memoryBytes: total }]), requestOf({ memoryBytes: 30 }))
    expect(at(129)).toBe('a')
    expect(at(128)).toContain('no resources')
  })

  test('names fewer CPUs', () => {
    const nodes = [{ name: 'a', containers: [{ name: 'x', cpus: 3 }] }]
    expect(wordsOf(advice(nodes, { cpus: 2 }))).toEqual([
      'raise swarm.overcommit from 0.05 to 0.25',
      'ask for at most 1 CPU instead of 2',
    ])
  })

  test('names a label for the one constraint that is in the way, on a node where all else fits', () => {
    const nodes = [
      { name: 'a', cpus: 1 },
      { name: 'b', labels: { zone: 'z' } },
    ]
    const found = advice(nodes, { cpus: 2, env: ['constraint:storage==ss*'] })
    expect(found).toMatchObject([
      { type: 'label', words: 'give b the label storage=ss', nodes: ['b'] },
      { type: 'expression', words: 'drop the constraint storage==ss*', nodes: ['b'] },
    ])
    const labelled = { ...nodes[1], labels: { zone: 'z', storage: 'ss' } }
    const request = requestOf({ cpus: 2, env: ['constraint:storage==ss*'] })
    expect(placed(clusterOf([nodes[0], labelled]), request)).toBe('b')
  })

  test('a label that must go is named too', () => {
    const nodes = [{ name: 'a', labels: { storage: 'disk' } }]
    expect(wordsOf(advice(nodes, { env: ['constraint:storage!=disk'] }))).toContain(
      'remove the label storage from a',
    )
  })

  test('does not tell anybody to relabel what the engine reports', () => {
    const nodes = [{ name: 'a', labels: { kernelversion: '3.13' } }]
    expect(wordsOf(advice(nodes, { env: ['constraint:kernelversion==4*'] }))).toEqual([
      'drop the constraint kernelversion==4*',
    ])
  })

  test('names the one container that holds a port; two in the way are two changes', () => {
    const holder = { name: 'web_1', ports: [published('80')] }
    const asks = { ports: [published('80')] }
    expect(wordsOf(advice([{ name: 'a', containers: [holder] }], asks))).toEqual([
      'remove web_1 from a: it holds the port',
    ])
    const two = [{ name: 'a', containers: [holder, { ...holder, name: 'web_2' }] }]
    expect(advice(two, asks)).toEqual([])
  })

  test('names a sick node that would do, and not one that would not', () => {
    const nodes = [
      { name: 'a', state: 'unhealthy' as const, cpus: 1 },
      { name: 'b', failures: 3 },
    ]
    expect(advice(nodes, { cpus: 2 })).toEqual([
      {
        type: 'health',
        words: 'bring b back: it had 3 failures in a row',
        nodes: ['b'],
        change: { type: 'recover', node: 'b' },
      },
    ])
  })

  test('names the dependency to drop', () => {
    const nodes = [{ name: 'a', containers: [{ name: 'db' }] }]
    expect(wordsOf(advice(nodes, { links: ['db:x', 'gone:y'] }))).toEqual(['drop --link=gone:y'])
  })

  test('is silent where it takes two changes', () => {
    const nodes = [{ name: 'a', failures: 3, containers: [{ name: 'x', cpus: 4 }] }]
    expect(advice(nodes, { cpus: 1 })).toEqual([])
  })
})
