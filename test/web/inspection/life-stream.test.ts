/** A life as inspection events says what the cluster says, at the moments of the run. */
import { describe, expect, test } from 'vitest'
import { clusterAt } from '../../../src/machine/fold.ts'
import { type MachineName, machines } from '../../../src/machine/machines.ts'
import {
  containerStates,
  engineStates,
  managerStates,
  memberOfBelief,
  memberStates,
  nodeStates,
} from '../../../src/model/states.ts'
import { taskStateNames } from '../../../src/model/swarm-mode.ts'
import { simulate } from '../../../src/run/simulate.ts'
import { compileScenario } from '../../../src/scenario/index.ts'
import { definitionOf, type InspectionEvent } from '../../../src/web/inspection/inspection-event.ts'
import { createLifeStream } from '../../../src/web/inspection/life-stream.ts'
import type { Life } from '../../../src/web/inspection/lives.ts'
import { swarmScenario } from '../../fixtures/swarm-scenario.ts'

const classicScenario = `until: 4m
nodes: [{ name: "node-{1..3}" }]
timeline:
  - { at: 1s, docker: "run -d --name web-{1..3} -e reschedule:on-node-failure nginx:1.9" }
  - { at: 20s, fault: crash, node: node-2 }
  - { at: 3m, fault: recover, node: node-2 }
`

function lifeOf(machine: MachineName, index: number): Life {
  const name = `${machine} ${index}`
  return { machine, index, name, sessionId: name, definition: definitionOf(machines[machine]) }
}

type Cluster = ReturnType<typeof clusterAt>

/** The state of a thing as the state chart takes it from the cluster. */
const stateOf: Readonly<Record<MachineName, (cluster: Cluster, index: number) => string>> = {
  node: ({ nodes }, index) => nodeStates[nodes.actual[index]],
  engine: ({ nodes }, index) => engineStates[nodes.believed[index]],
  member: ({ nodes }, index) => memberStates[memberOfBelief(nodes.believed[index])] ?? 'absent',
  container: ({ containers }, index) => containerStates[containers.actual[index]],
  task: ({ containers }, index) => taskStateNames[containers.taskState[index]],
  manager: ({ managers }, index) => managerStates[managers[index]],
}

describe.each([
  ['classic Swarm', classicScenario, ['node', 'engine', 'container', 'manager']],
  ['swarm mode', swarmScenario, ['node', 'member', 'container', 'task', 'manager']],
] as const)('under %s', (_, text, kinds) => {
  const files = { read: (path: string) => (path === 's.yaml' ? text : undefined) }
  const { trace } = simulate(compileScenario('s.yaml', { files }).model)

  test.each(kinds)('the snapshots of a %s are its states in the cluster, step by step', (kind) => {
    const { nodes, manager } = trace.model
    const counts = { manager: manager.managers.length, container: trace.tables.containers.length }
    const count = { ...counts, task: counts.container }[kind as 'manager'] ?? nodes.length
    let steps = 0
    for (let index = 0; index < count; index++) {
      const stream = createLifeStream(trace, lifeOf(kind, index))
      let events = stream.begin({ timeUs: 0, position: 0 })
      for (let position = 0; position <= trace.length; position++) {
        const timeUs = position === 0 ? 0 : trace.timeUs[position - 1]
        if (position > 0) events = stream.moveTo({ timeUs, position })
        const snapshots = events.filter(({ type }) => type === '@xstate.snapshot')
        steps += snapshots.length
        if (snapshots.length === 0) continue
        expect(stateIn(snapshots.at(-1))).toBe(stateOf[kind](clusterAt(trace, position), index))
        expect(snapshots.at(-1)?.createdAt).toBe(String(timeUs / 1000))
      }
    }
    expect(steps).toBeGreaterThan(1)
  })

  test('a jump forward tells every step in between, and a jump back one state', () => {
    const life = lifeOf('node', 1)
    const whole = createLifeStream(trace, life).begin(endOf())
    const stream = createLifeStream(trace, life)
    const first = stream.begin({ timeUs: 0, position: 0 })
    const later = stream.moveTo(endOf())
    expect([...first, ...later]).toEqual(whole)
    expect(whole[0].type).toBe('@xstate.actor')
    expect(whole.slice(1).map(({ type }) => type)).toEqual(
      whole.slice(1).map((_, at) => (at % 2 === 0 ? '@xstate.event' : '@xstate.snapshot')),
    )
    const back = stream.moveTo({ timeUs: 0, position: 0 })
    expect(back.map(stateIn)).toEqual(['absent'])
    expect(stream.moveTo(endOf())).toEqual(later)
  })

  function endOf() {
    return { timeUs: trace.endUs, position: trace.length }
  }
})

test('the definition is the configuration of the machine that checks every run', () => {
  const [actor] = createLifeStream(
    simulate(
      compileScenario('s.yaml', {
        files: { read: (path) => (path === 's.yaml' ? classicScenario : undefined) },
      }).model,
    ).trace,
    lifeOf('container', 0),
  ).begin({ timeUs: 0, position: 0 })
  if (actor.type !== '@xstate.actor') throw new Error('an actor comes first')
  const definition = JSON.parse(actor.definition) as { id: string; states: object }
  expect(definition.id).toBe('container')
  expect(Object.keys(definition.states)).toEqual(Object.keys(machines.container.states))
})

function stateIn(event: InspectionEvent | undefined): unknown {
  return event !== undefined && 'snapshot' in event ? event.snapshot.value : undefined
}
