/** What a person can do by hand is a line that a scenario of the same manager takes. */
import { describe, expect, test } from 'vitest'
import { clusterAt, positionAt } from '../../src/machine/fold.ts'
import { simulate } from '../../src/run/simulate.ts'
import { addTimelineEntry, compileScenario } from '../../src/scenario/index.ts'
import type { Verb } from '../../src/web/managers/manager-view.ts'
import { viewOf } from '../../src/web/managers/registry.ts'
import { addNode, dockerCommand, heal, partition } from '../../src/web/state/interventions.ts'
import { swarmScenario } from '../fixtures/swarm-scenario.ts'

const second = 1_000_000
const classicScenario =
  'until: 2m\nnodes:\n  - { name: "node-{1..3}", zone: a }\ntimeline:\n  - { at: 1s, docker: "run -d nginx:1.9" }\n  - { at: 5s, fault: crash, node: node-2 }\n'

function compile(text: string) {
  return compileScenario('s.yaml', {
    files: { read: (path) => (path === 's.yaml' ? text : undefined) },
  }).model
}

/** The action that the last entry of the timeline became. */
function actionOf(text: string, entry: string, atUs: number) {
  const { timeline } = compile(addTimelineEntry(text, entry))
  return timeline.find((one) => one.atUs === atUs)?.action
}

describe.each([
  ['classic', classicScenario, 10 * second],
  ['swarm mode', swarmScenario, 95.5 * second],
])('under %s', (_, text, nowUs) => {
  const { trace } = simulate(compile(text))
  const view = viewOf(trace.model)
  const cluster = clusterAt(trace, positionAt(trace, nowUs))
  const verbs: (readonly [string, Verb])[] = [
    ...trace.model.nodes.flatMap(({ name }, node) =>
      view.verbsOfNode(trace, cluster, node).map((verb) => [name, verb] as const),
    ),
    ...trace.model.manager.managers.flatMap(({ name }, manager) =>
      view.verbsOfManager(trace, cluster, manager).map((verb) => [name, verb] as const),
    ),
    ...view
      .verbsOfPlace(trace, cluster, { kind: 'zone', name: trace.model.nodes[0].zone })
      .map((verb) => ['zone', verb] as const),
    ...trace.tables.containers.flatMap(({ name }, container) =>
      view.verbsOfContainer(trace, cluster, container).map((verb) => [name, verb] as const),
    ),
    ...[...new Set(trace.tables.slots.map(({ service }) => service))].flatMap((service) =>
      view.verbsOfService(trace, cluster, service).map((verb) => [service, verb] as const),
    ),
  ]
  const allowed = verbs.filter(([, { refused, change }]) => refused === '' && change !== undefined)

  test('every verb that is offered becomes an action, and the run with it comes to its end', () => {
    expect(allowed.length).toBeGreaterThan(8)
    const seen = new Set<string>()
    for (const [, { name, change }] of allowed) {
      const { entry, atUs } = change?.(nowUs) ?? { entry: '', atUs: 0 }
      expect(actionOf(text, entry, atUs), entry).toBeDefined()
      if (seen.has(name)) continue
      seen.add(name)
      const { end } = simulate(compile(addTimelineEntry(text, entry)))
      expect(end.type, entry).toBe('reached')
    }
  })

  test('a verb that cannot be done says why, in words', () => {
    const refused = verbs.filter(([, verb]) => verb.refused !== '')
    expect(refused.length).toBeGreaterThan(5)
    for (const [, verb] of refused) expect(verb.refused).toMatch(/^[a-z].*[^.]$/)
  })

  test('a machine that is down can recover and not crash', () => {
    const down = text === classicScenario ? 'node-2' : 'node-1'
    const own = verbs.filter(([name]) => name === down)
    expect(own.find(([, { name }]) => name === 'Recover')?.[1].refused).toBe('')
    expect(own.find(([, { name }]) => name === 'Crash')?.[1].refused).toBe('it is down already')
  })
})

describe('in swarm mode', () => {
  const { trace } = simulate(compile(swarmScenario))
  const view = viewOf(trace.model)
  const nowUs = 95.5 * second
  const cluster = clusterAt(trace, positionAt(trace, nowUs))
  const verbsOf = (node: number) =>
    view.verbsOfNode(trace, cluster, node).filter(({ refused }) => refused === '')

  test('what a node is says what can be asked of it', () => {
    const names = (node: number) =>
      verbsOf(node)
        .filter(({ kind }) => kind === 'ask')
        .map(({ name }) => name)
    expect(names(3)).toEqual(['Drain', 'Pause', 'Promote', 'Leave', 'Remove', 'Label…'])
    expect(names(4)).toEqual(['Pause', 'Activate', 'Promote', 'Leave', 'Remove', 'Label…'])
    expect(names(5)).toEqual(['Drain', 'Activate', 'Promote', 'Leave', 'Remove', 'Label…'])
    // A manager must be demoted before it can be removed.
    expect(names(1)).toEqual(['Drain', 'Pause', 'Demote', 'Leave', 'Label…'])
  })

  test('a drained node is drained in the run that follows', () => {
    const drain = verbsOf(3).find(({ name }) => name === 'Drain')
    const { entry, label, atUs } = drain?.change?.(nowUs) ?? { entry: '', label: '', atUs: 0 }
    expect(label).toBe('node update --availability drain node-4')
    expect(actionOf(swarmScenario, entry, atUs)).toEqual({
      type: 'node.update',
      nodes: [3],
      availability: 'drain',
    })
  })

  test('machines are cut off from all others, and all connections are healed', () => {
    const { entry, atUs } = partition(['node-1', 'node-2'], nowUs)
    expect(actionOf(swarmScenario, entry, atUs)).toMatchObject({
      type: 'links.change',
      from: [
        { type: 'node', node: 0 },
        { type: 'node', node: 1 },
      ],
      loss: 1,
    })
    const healed = heal(nowUs + second)
    const cut = addTimelineEntry(swarmScenario, entry)
    expect(actionOf(cut, healed.entry, healed.atUs)).toMatchObject({ type: 'links.restore' })
  })

  test('a node joins as a manager, and services are scaled by command', () => {
    const node = { name: 'node-7', cpus: 4, memory: '8g', zone: '', rack: '', labels: '' }
    const { entry } = addNode({ ...node, role: 'manager' }, nowUs)
    const { manager } = compile(addTimelineEntry(swarmScenario, entry))
    expect(manager.managers.at(-1)).toMatchObject({ name: 'node-7', isLater: true })
    const scaled = dockerCommand('docker service scale web=5', nowUs)
    expect(actionOf(swarmScenario, scaled.entry, scaled.atUs)).toMatchObject({
      type: 'service.update',
      service: 'web',
      change: { replicas: 5 },
    })
  })
})

test('under classic Swarm a service that was run by hand is scaled by one more of the same, or by rm', () => {
  const text = `until: 2m
nodes: [{ count: 3 }]
timeline:
  - { at: 1s, docker: "run -d --name web-{1..3} -m 64m -e 'A=b c' -e reschedule:on-node-failure nginx:1.9", service: web }
`
  const { trace } = simulate(compile(text))
  const view = viewOf(trace.model)
  const cluster = clusterAt(trace, positionAt(trace, 60 * second))
  const lineOf = (count: number) =>
    view.scaling(trace, cluster, 'web', count).change?.(60 * second).entry ?? ''
  expect(lineOf(2)).toContain('docker: "rm -f web-3"')
  expect(view.scaling(trace, cluster, 'web', 3).refused).toBe('there are 3 already')
  const after = simulate(compile(addTimelineEntry(text, lineOf(5)))).trace
  const rows = after.tables.slots.filter(({ service }) => service === 'web')
  expect(rows.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'web-3', 'web-4', 'web-5'])
  const config = ({ config: index }: (typeof rows)[number]) => after.tables.configs[index]
  expect({ ...config(rows[4]), env: [...config(rows[4]).env] }).toEqual({
    ...config(rows[0]),
    env: [...config(rows[0]).env],
  })
})
