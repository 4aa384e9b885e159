/** What holds for every run, whatever the model and whatever happens in it. */
import { expect, test } from 'vitest'
import { applyRange, clusterAt, createPlayhead, emptyClusterOf } from '../../src/machine/fold.ts'
import { replay } from '../../src/machine/replay.ts'
import type { Cluster } from '../../src/model/cluster.ts'
import { factCode } from '../../src/model/facts.ts'
import type { Model } from '../../src/model/model.ts'
import { classicSettings } from '../../src/model/settings.ts'
import { beliefState, containerState, engineState, nodeState } from '../../src/model/states.ts'
import { digestOf, type Trace } from '../../src/model/trace.ts'
import { simulate } from '../../src/run/simulate.ts'
import { createSimulation } from '../../src/run/simulation.ts'
import { percentInUse, withOvercommit } from '../../src/scheduler/classic/resources.ts'
import { createStream } from '../../src/sim/random.ts'
import { anyModel, thenRepaired } from './any-model.ts'
import { forAnyModel } from './for-any-model.ts'

function run(model: Model): { readonly trace: Trace; readonly cluster: Cluster } {
  const simulation = createSimulation(model)
  expect(simulation.runUntil(model.untilUs)).toBe(true)
  return { trace: simulation.finish(), cluster: simulation.cluster }
}

/** Rows in use only: columns grow ahead of need. */
function rows(columns: Readonly<Record<string, unknown>> & { readonly length: number }) {
  return Object.entries(columns).map(([name, column]) => [
    name,
    typeof column === 'number'
      ? column
      : Array.from(column as ArrayLike<number>).slice(0, columns.length),
  ])
}

function contents({ nodes, containers, slots, managers, pulled, ...rest }: Cluster) {
  return {
    ...rest,
    // The time of the last fact or the end of the run: no fact states that time passes.
    timeUs: 0,
    nodes: rows({ ...nodes }),
    containers: rows({ ...containers }),
    slots: rows({ ...slots }),
    managers: [...managers],
    pulled: [...pulled].sort((a, b) => a - b),
  }
}

test('the same model gives the same facts at times that never fall', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    const { trace } = run(model)
    expect(digestOf(simulate(model).trace)).toBe(digestOf(trace))
    for (let row = 1; row < trace.length; row++) {
      expect(trace.timeUs[row]).toBeGreaterThanOrEqual(trace.timeUs[row - 1])
    }
  })
})

test('every step of a run is one that the life cycles allow', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    expect(replay(run(model).trace)).toMatchObject({ type: 'legal' })
  })
})

test('the trace folds to the cluster of the run, and a jump lands where the walk does', () => {
  forAnyModel(anyModel({ slashCrash: true }), (model) => {
    const { trace, cluster } = run(model)
    expect(contents(clusterAt(trace, trace.length))).toEqual(contents(cluster))
    const random = createStream(model.seed, 'jumps')
    const playhead = createPlayhead(trace, 1 + random.below(64))
    for (let jump = 0; jump < 6; jump++) {
      const position = random.below(trace.length + 1)
      expect(contents(playhead.moveTo(position))).toEqual(contents(clusterAt(trace, position)))
    }
  })
})

/**
 * A score above 100 % does not fit, and scores are cut to whole percents: so a node may be filled
 * to just under one percent above its total, and not further.
 */
test('no placement by spread or binpack books a node above its capacity and overcommit', () => {
  forAnyModel(anyModel(), (model) => {
    if (classicSettings(model).strategy === 'random') return
    const { trace } = run(model)
    const cluster = emptyClusterOf(trace)
    for (let row = 0; row < trace.length; row++) {
      if (trace.type[row] === factCode['container.placed']) expectRoom(trace, cluster, row)
      applyRange(cluster, trace, row, row + 1)
    }
  })
})

function expectRoom(trace: Trace, cluster: Cluster, row: number): void {
  const { model, tables } = trace
  const node = trace.b[row]
  const asked = tables.configs[tables.containers[trace.a[row]].config]
  let cpus = 0
  let memoryBytes = 0
  for (let other = 0; other < cluster.containers.length; other++) {
    if (cluster.containers.believedNode[other] !== node) continue
    const config = tables.configs[tables.containers[other].config]
    cpus += config.cpus
    memoryBytes += config.memoryBytes
  }
  const { overcommit } = classicSettings(model)
  const totalCpus = withOvercommit(model.nodes[node].cpus, overcommit)
  const totalBytes = withOvercommit(model.nodes[node].memoryBytes, overcommit)
  expect(asked.cpus).toBeLessThanOrEqual(totalCpus)
  expect(asked.memoryBytes).toBeLessThanOrEqual(totalBytes)
  expect(percentInUse({ used: cpus, asked: asked.cpus, total: totalCpus })).toBeLessThan(101)
  const memory = { used: memoryBytes, asked: asked.memoryBytes, total: totalBytes }
  expect(percentInUse(memory)).toBeLessThan(101)
}

test('nothing is created or started on a machine that is down or hangs', () => {
  forAnyModel(anyModel(), (model) => {
    const { trace } = run(model)
    const cluster = emptyClusterOf(trace)
    const works = new Set<number>([nodeState.up, nodeState.cutOff])
    const isWork = (type: number) =>
      type === factCode['container.created'] || type === factCode['container.started']
    for (let row = 0; row < trace.length; row++) {
      applyRange(cluster, trace, row, row + 1)
      if (!isWork(trace.type[row])) continue
      const node = cluster.containers.node[trace.a[row]]
      expect(works, `row ${row}`).toContain(cluster.nodes.actual[node])
    }
  })
})

test('a created container is on one engine until it is removed, and slots count what runs', () => {
  forAnyModel(anyModel(), (model) => {
    const { trace, cluster } = run(model)
    const on = new Map<number, number>()
    for (let row = 0; row < trace.length; row++) {
      const container = trace.a[row]
      if (trace.type[row] === factCode['container.created']) {
        expect(on.has(container)).toBe(false)
        on.set(container, trace.b[row])
      } else if (trace.type[row] === factCode['container.removed']) {
        expect(on.delete(container)).toBe(true)
      }
    }
    const { containers, slots } = cluster
    const running = new Array<number>(slots.length).fill(0)
    for (let container = 0; container < containers.length; container++) {
      const state = containers.actual[container]
      const exists = state !== containerState.none && state !== containerState.removed
      expect(exists).toBe(on.has(container))
      if (exists) expect(containers.node[container]).toBe(on.get(container))
      const slot = containers.slot[container]
      if (slot >= 0 && state === containerState.running) running[slot]++
    }
    expect(Array.from(slots.running).slice(0, slots.length)).toEqual(running)
  })
})

/**
 * Method: at the end of the script everything works again; a quarter of an hour later no request
 * is open any more.
 */
test('no request stays open once everything works again', () => {
  forAnyModel(anyModel(), (model) => {
    const { trace, cluster } = run(thenRepaired(model))
    const { containers } = cluster
    for (let container = 0; container < containers.length; container++) {
      expect(containers.believed[container]).not.toBe(beliefState.placing)
    }
    const open = new Set<number>()
    for (let row = 0; row < trace.length; row++) {
      const entry = trace.a[row]
      if (trace.type[row] === factCode['timeline.reached']) open.add(entry)
      else if (trace.type[row] === factCode['command.done']) open.delete(entry)
      else if (trace.type[row] === factCode['command.failed']) open.delete(entry)
    }
    const isCommand = /^(container|compose|network|volume)\./
    const unanswered = [...open].filter((entry) =>
      isCommand.test(trace.model.timeline[entry].action.type),
    )
    expect(unanswered).toEqual([])
  })
})

/** States may be known wrongly for ever, as in the original; what exists is found by refreshes. */
test('once everything works again the manager books every container of every member, and no other', () => {
  forAnyModel(anyModel(), (model) => {
    const { cluster } = run(thenRepaired(model))
    const { containers, nodes } = cluster
    for (let container = 0; container < containers.length; container++) {
      const state = containers.actual[container]
      const node = containers.node[container]
      const exists = state !== containerState.none && state !== containerState.removed
      const isMember = exists && nodes.believed[node] === engineState.healthy
      if (isMember) {
        expect(containers.believedNode[container], `container ${container}`).toBe(node)
      }
      if (!exists && nodes.believed[containers.believedNode[container]] === engineState.healthy) {
        expect(containers.believed[container], `container ${container}`).toBe(beliefState.none)
      }
    }
  })
})
