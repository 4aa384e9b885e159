/** What would admit a refused container or task really does, once it has been done. */
import { describe, expect, test } from 'vitest'
import { clusterAt, createPlayhead } from '../../src/machine/fold.ts'
import type { Trace } from '../../src/model/trace.ts'
import { harbourMemory } from '../../src/projection/harbour-memory.ts'
import { decisionsOf, explainDecision } from '../../src/run/explain.ts'
import { simulate } from '../../src/run/simulate.ts'
import { addTimelineEntry, compileScenario } from '../../src/scenario/index.ts'
import type { AdmittingChange } from '../../src/scheduler/explanation.ts'
import type { Admission } from '../../src/web/admit/admission.ts'
import { viewOf } from '../../src/web/managers/registry.ts'
import type { LoadedRun } from '../../src/web/run/loaded-run.ts'

function compile(text: string, set?: readonly string[]) {
  const read = (path: string) => (path === 's.yaml' ? text : undefined)
  return compileScenario('s.yaml', { files: { read }, ...(set !== undefined && { set }) }).model
}

const nowUs = 60_000_000

/** The refused slot of a run, and every change that would admit it. */
async function admissionsOf(text: string) {
  const { trace } = simulate(compile(text))
  const refused = decisionsOf(trace).findLast(({ node, timeUs }) => node < 0 && timeUs < nowUs)
  if (refused === undefined) throw new Error('nothing was refused')
  const { wouldFit } = explainDecision(trace, refused)
  const cluster = clusterAt(trace, trace.length)
  const run = {
    trace,
    scenario: { path: 's.yaml', files: { 's.yaml': text } },
    memory: harbourMemory(trace),
    playhead: createPlayhead(trace),
  } as unknown as LoadedRun // Of a run only what an admission reads.
  const found: { change: AdmittingChange; admission: Admission }[] = []
  for (const { change } of wouldFit) {
    if (change === undefined) continue
    const question = { run, cluster, slot: refused.slot, change, nowUs }
    found.push({ change, admission: await viewOf(trace.model).admit(question) })
  }
  return { found, name: trace.tables.slots[refused.slot].name }
}

/** Whether a container of that name, or run once more under another one, has a place in the end. */
function isPlaced(trace: Trace, name: string): boolean {
  const { containers } = clusterAt(trace, trace.length)
  return trace.tables.containers.some(
    (row, container) =>
      (row.name === name || row.name.startsWith(`${name}.`) || row.name === `${name}-again`) &&
      containers.node[container] >= 0,
  )
}

function after(text: string, { intervention }: Admission): Trace {
  if (intervention?.set !== undefined) return simulate(compile(text, intervention.set)).trace
  return simulate(compile(addTimelineEntry(text, intervention?.entry ?? ''))).trace
}

const classic = (run: string) => `until: 5m
nodes:
  - { name: node-1, cpus: 4, memory: 4g }
  - { name: node-2, cpus: 4, memory: 2g }
timeline:
  - { at: 5s, docker: "${run}" }
`

const swarm = (create: string, more = '') => `until: 5m
swarm: { manager: swarmkit }
nodes: [{ name: "node-{1..2}", cpus: 4, memory: 4g }]
timeline:
${more}  - { at: 5s, docker: "service create --name big ${create} nginx" }
`

describe.each([
  ['too much memory', classic('run -d --name big -m 4400m nginx'), ['overcommit', 'memory']],
  ['too many cpus', classic('run -d --name big -c 5 nginx'), ['overcommit', 'cpus']],
  [
    'a label nobody has',
    classic('run -d --name big -e constraint:disk==ssd nginx'),
    ['label', 'without'],
  ],
])('under classic Swarm, %s', (_, text, kinds) => {
  test('each change that can be made admits the container', async () => {
    const { found, name } = await admissionsOf(text)
    expect(found.map(({ change }) => change.type)).toEqual(kinds)
    for (const { admission } of found) {
      expect(admission.refused).toBe('')
      expect(isPlaced(after(text, admission), name), admission.intervention?.label).toBe(true)
    }
  })
})

describe.each([
  ['too much memory', swarm('--reserve-memory 5g'), ['memory']],
  ['too many cpus', swarm('--reserve-cpu 6'), ['cpus']],
  ['a label nobody has', swarm('--constraint node.labels.disk==ssd'), ['label', 'without']],
  [
    'every node drained',
    swarm(
      '',
      '  - { at: 2s, docker: "node update --availability drain node-1" }\n  - { at: 3s, docker: "node update --availability drain node-2" }\n',
    ),
    ['activate'],
  ],
  ['one replica a node', swarm('--replicas 3 --replicas-max-per-node 1'), ['maxReplicas']],
])('under swarm mode, %s', (_, text, kinds) => {
  test('each change that can be made admits the task', async () => {
    const { found, name } = await admissionsOf(text)
    expect(found.map(({ change }) => change.type)).toEqual(kinds)
    for (const { admission } of found) {
      expect(admission.refused).toBe('')
      expect(isPlaced(after(text, admission), name), admission.intervention?.label).toBe(true)
    }
  })
})

test('a node of a range in the scenario cannot be labelled alone, and that is said', async () => {
  const text = classic('run -d --name big -e constraint:disk==ssd nginx').replace(
    /nodes:\n.*\n.*\n/,
    'nodes: [{ name: "node-{1..2}" }]\n',
  )
  const { found } = await admissionsOf(text)
  const label = found.find(({ change }) => change.type === 'label')
  expect(label?.admission.refused).toContain('it is one of a range')
})
