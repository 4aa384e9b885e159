/** What is typed into the palette leads to the verbs of the menus, and every line it offers is one. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/run/simulate.ts'
import { addTimelineEntry, compileScenario } from '../../src/scenario/index.ts'
import { entriesFor } from '../../src/web/palette/entries.ts'
import { fitOf } from '../../src/web/palette/fuzzy.ts'
import { type LoadedRun, loadRun } from '../../src/web/run/loaded-run.ts'
import type { FinishedRun } from '../../src/web/run/protocol.ts'
import { initialContext } from '../../src/web/state/workbench-context.ts'
import { swarmScenario } from '../fixtures/swarm-scenario.ts'

const classicScenario =
  'until: 4m\nnodes:\n  - { name: "node-{1..4}", rack: "c{1..4}", zone: a }\ntimeline:\n  - { at: 1s, docker: "run -d --name web-1 nginx:1.9", service: web }\n  - { at: 20s, fault: crash, node: node-2 }\n'

function compile(text: string) {
  return compileScenario('s.yaml', {
    files: { read: (path) => (path === 's.yaml' ? text : undefined) },
  }).model
}

function loaded(text: string): LoadedRun {
  const { trace, end } = simulate(compile(text))
  const run: FinishedRun = {
    trace,
    digest: '',
    end,
    scenario: { path: 's.yaml', files: { 's.yaml': text } },
    warnings: [],
    story: [],
    timeline: {
      endUs: trace.endUs,
      running: undefined as never,
      happenings: [],
      lanes: [],
      decisions: [],
    },
    incidents: [],
    causes: [],
    elapsedMs: 0,
  }
  return loadRun(run, { id: 0, parent: -1, label: 'main', forkedUs: 0 })
}

const scenarios = ['node-failure.yaml', 'swarm-quorum-loss.yaml', 'rack-failure.yaml']

function typed(run: LoadedRun, text: string, timeUs = 10_000_000) {
  const position = run.trace.timeUs.findIndex((at) => at > timeUs)
  const context = { ...initialContext, runs: [run], active: 0, timeUs, position }
  return entriesFor({ text, context, run, scenarios })
}

describe('under classic Swarm', () => {
  const run = loaded(classicScenario)

  test.each([
    ['crash node-3', 'crash node-3', '{ at: 10.001s, fault: crash, node: node-3 }'],
    ['crash 3', 'crash node-3', '{ at: 10.001s, fault: crash, node: node-3 }'],
    ['crsh nd3', 'crash node-3', '{ at: 10.001s, fault: crash, node: node-3 }'],
    ['cut off node-1', 'cut off node-1', '{ at: 10.001s, fault: unreachable, node: node-1 }'],
    ['crash rack c3', 'crash rack c3', '{ at: 10.001s, fault: crash, rack: c3 }'],
    ['crash c3', 'crash rack c3', '{ at: 10.001s, fault: crash, rack: c3 }'],
    ['freeze zone a', 'freeze zone a', '{ at: 10.001s, fault: freeze, zone: a }'],
    ['docker ps', 'docker ps', '{ at: 10.001s, docker: ps }'],
  ])('%s means %s, with its line', (text, words, entry) => {
    const [first] = typed(run, text)
    expect(first.words).toBe(words)
    expect(first.act).toMatchObject({ type: 'intervene', intervention: { entry } })
  })

  test('join takes a number, a size and cpus, and the scenario takes the line', () => {
    const [{ words, act }] = typed(run, 'join 4 nodes 8g 2 cpus')
    expect(words).toBe('join 4 nodes 8g 2 cpus')
    if (act.type !== 'intervene') throw new Error(act.type)
    const { nodes } = compile(addTimelineEntry(classicScenario, act.intervention.entry))
    expect(nodes.slice(4).map(({ name, cpus }) => [name, cpus])).toEqual([
      ['node-5', 2],
      ['node-6', 2],
      ['node-7', 2],
      ['node-8', 2],
    ])
  })

  test('what is not possible now stands last, with the reason', () => {
    const refused = typed(run, 'recover node-3').find(({ words }) => words === 'recover node-3')
    expect(refused?.act.type).toBe('refused')
    expect(refused?.does).toBe('it is up and reachable')
    expect(typed(run, 'recover node-2', 30_000_000)[0].words).toBe('recover node-2')
  })

  test('times and the next fact of a kind are jumps', () => {
    expect(typed(run, 'go 2m')[0].act).toEqual({
      type: 'send',
      event: { type: 'seek', timeUs: 120_000_000 },
    })
    const [next] = typed(run, 'next failure')
    expect(next.words).toBe('next failure')
    expect(next.does).toBe('at 0:20.0')
  })

  test('examples are opened by parts of their names', () => {
    expect(typed(run, 'open example quorum')[0].act).toEqual({
      type: 'open',
      path: 'swarm-quorum-loss.yaml',
    })
  })

  test('a recorded trace offers no change', () => {
    const { scenario: _, ...watched } = run
    const entries = typed({ ...watched, scenario: undefined }, 'crash node-3')
    expect(entries.filter(({ act }) => act.type === 'intervene')).toEqual([])
  })
})

describe('under swarm mode', () => {
  const run = loaded(swarmScenario)
  const node = run.trace.model.nodes[1].name
  const service = run.trace.tables.slots[0].service

  test('drain and scale are command lines that the scenario takes', () => {
    for (const text of [`drain ${node}`, `scale ${service} 5`]) {
      const [{ act }] = typed(run, text, 60_000_000)
      if (act.type !== 'intervene') throw new Error(text)
      expect(act.intervention.entry).toContain('docker:')
      compile(addTimelineEntry(swarmScenario, act.intervention.entry))
    }
  })

  test('a verb without its number is gone on with', () => {
    expect(typed(run, `scale ${service}`, 60_000_000)[0]).toMatchObject({
      words: `scale ${service} `,
      act: { type: 'complete' },
    })
  })
})

test('beginnings fit better than parts, parts better than slips, and other words not at all', () => {
  const scores = ['node-3', 'node', '3', 'ode', 'nd3', 'nide-3'].map((word) =>
    fitOf(word, 'node-3'),
  )
  expect(scores.every((score) => score !== undefined)).toBe(true)
  expect([...scores].sort((one, other) => Number(one) - Number(other))).toEqual(scores)
  expect(fitOf('zebra', 'node-3')).toBeUndefined()
})
