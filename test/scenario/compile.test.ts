/** From the text of a scenario to the model: what a person writes and what the run gets. */
import { expect, test } from 'vitest'
import { compileText } from './compile-text.ts'

const story = `name: A node dies
seed: 7
until: 20m
swarm: { strategy: binpack, flags: { engine-failure-retry: 2 } }
nodes:
  - { name: "node-{1..3}", cpus: 4, memory: 8g, labels: { storage: ssd }, zone: a, rack: "r{1..3}" }
timeline:
  - { at: 5s, docker: "run -d --name db -m 1g -e reschedule:on-node-failure postgres:9.4" }
  - { at: 30s, fault: crash, node: node-2 }
  - { at: 10m, fault: recover, node: node-2 }
  - { at: 12m, join: { name: node-4, cpus: 8, memory: 16g } }
expect:
  - { that: "running(db) >= 1", always: true, except: 3m }
`

test('ranges in a name, a rack and a zone make one node each, side by side', () => {
  const { model } = compileText(story)
  expect(model.nodes.map(({ name, rack, zone, start }) => [name, rack, zone, start])).toEqual([
    ['node-1', 'r1', 'a', 'present'],
    ['node-2', 'r2', 'a', 'present'],
    ['node-3', 'r3', 'a', 'present'],
    ['node-4', '', '', 'later'],
  ])
})

test('the timeline holds what each entry does, in order of time, in the words of the file', () => {
  const { model } = compileText(story)
  expect(model.timeline.map(({ atUs, action, text }) => [atUs / 1e6, action.type, text])).toEqual([
    [
      5,
      'container.run',
      'docker run -d --name db -m 1g -e reschedule:on-node-failure postgres:9.4',
    ],
    [30, 'fault', 'fault: crash, node: node-2'],
    [600, 'fault', 'fault: recover, node: node-2'],
    [720, 'node.join', 'join: { name: node-4, cpus: 8, memory: 16g }'],
  ])
})

test('a value given with --set replaces the one in the file and is kept in the source', () => {
  const { model, source } = compileText(story, {
    set: ['swarm.strategy=spread', 'nodes[0].memory=4g'],
  })
  expect(model.manager).toMatchObject({ strategy: 'spread' })
  expect(model.nodes[0]?.memoryBytes).toBe(4 * 1024 ** 3)
  expect(compileText(source).model).toEqual(model)
})
