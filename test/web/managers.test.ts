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
  'until: 2m\nnodes:\n  - { name: "node-{1..3}" }\ntimeline:\n  - { at: 1s, docker: "run -d nginx:1.9" }\n  - { at: 5s, fault: crash, node: node-2 }\n'

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
  ]
  const allowed = verbs.filter(([, { isAllowed }]) => isAllowed)

  test('every verb that is offered becomes an action, and the run with it comes to its end', () => {
    expect(allowed.length).toBeGreaterThan(8)
    const seen = new Set<string>()
    for (const [, { name, change }] of allowed) {
      const { entry, atUs } = change(nowUs)
      expect(actionOf(text, entry, atUs), entry).toBeDefined()
      if (seen.has(name)) continue
      seen.add(name)
      const { end } = simulate(compile(addTimelineEntry(text, entry)))
      expect(end.type, entry).toBe('reached')
    }
  })

  test('a machine that is down can recover and not crash', () => {
    const down = text === classicScenario ? 'node-2' : 'node-1'
    const own = verbs.filter(([name]) => name === down)
    expect(own.find(([, { name }]) => name === 'Recover')?.[1].isAllowed).toBe(true)
    expect(own.find(([, { name }]) => name === 'Crash')?.[1].isAllowed).toBe(false)
  })
})

describe('in swarm mode', () => {
  const { trace } = simulate(compile(swarmScenario))
  const view = viewOf(trace.model)
  const nowUs = 95.5 * second
  const cluster = clusterAt(trace, positionAt(trace, nowUs))
  const verbsOf = (node: number) =>
    view.verbsOfNode(trace, cluster, node).filter(({ isAllowed }) => isAllowed)

  test('what a node is says what can be asked of it', () => {
    const names = (node: number) =>
      verbsOf(node)
        .filter(({ kind }) => kind === 'ask')
        .map(({ name }) => name)
    expect(names(3)).toEqual(['Drain', 'Pause', 'Promote', 'Leave', 'Remove'])
    expect(names(4)).toEqual(['Pause', 'Activate', 'Promote', 'Leave', 'Remove'])
    expect(names(5)).toEqual(['Drain', 'Activate', 'Promote', 'Leave', 'Remove'])
    // A manager must be demoted before it can be removed.
    expect(names(1)).toEqual(['Drain', 'Pause', 'Demote', 'Leave'])
  })

  test('a drained node is drained in the run that follows', () => {
    const drain = verbsOf(3).find(({ name }) => name === 'Drain')
    const { entry, label, atUs } = drain?.change(nowUs) ?? { entry: '', label: '', atUs: 0 }
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
