/**
 * How many tasks the scheduler of swarm mode places in a second: one-off tasks, each of which looks at
 * all nodes, and tasks of services, which are scheduled as groups. The clock runs while tasks are
 * reported and placed (nodes are there before); for each case the best of some rounds counts, and the
 * memory that is still held at the end of one. The original was measured on a machine with two cores,
 * with the writing of its decisions to its store, which takes most of its time for groups, and with 50 ms
 * of waiting. Its figures are the fastest of its repetitions.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createSwarmkitChance } from '../../src/scheduler/swarmkit/chance.ts'
import type { SwarmkitNode } from '../../src/scheduler/swarmkit/node.ts'
import {
  createSwarmkitScheduler,
  type SwarmkitTask,
} from '../../src/scheduler/swarmkit/scheduler.ts'
import { compileTaskSpec, type TaskSpec } from '../../src/scheduler/swarmkit/task-spec.ts'
import { taskState } from '../../src/scheduler/swarmkit/task-state.ts'
import { createRandom } from '../../src/sim/random.ts'
import type { Report } from './report.ts'

interface Case {
  readonly nodes: number
  readonly tasks: number
  /** 0 for tasks without a service. */
  readonly services: number
  readonly asks?: Partial<TaskSpec>
  readonly words: string
  /** Of the original, per second. */
  readonly original: number
}

const reserved = { nanoCpus: 1e6, memoryBytes: 2 ** 20 }
const spread = { ...reserved, preferences: ['node.labels.zone'] }
const plugin = { networkDrivers: ['network'] }

const cases: readonly Case[] = [
  { nodes: 1e3, tasks: 1e3, services: 0, words: 'one-off', original: 6_000 },
  { nodes: 1e3, tasks: 1e4, services: 0, words: 'one-off', original: 5_800 },
  { nodes: 1e3, tasks: 1e5, services: 0, words: 'one-off', original: 4_300 },
  { nodes: 1e5, tasks: 1e3, services: 0, words: 'one-off', original: 32 },
  { nodes: 1e3, tasks: 1e3, services: 0, asks: plugin, words: 'one-off, plugin', original: 5_800 },
  { nodes: 1e3, tasks: 1e4, services: 0, asks: plugin, words: 'one-off, plugin', original: 5_100 },
  { nodes: 1e3, tasks: 1e5, services: 0, asks: plugin, words: 'one-off, plugin', original: 3_900 },
  { nodes: 5e3, tasks: 1e5, services: 0, asks: plugin, words: 'one-off, plugin', original: 640 },
  { nodes: 1e5, tasks: 1e5, services: 0, words: 'one-off', original: 30 },
  { nodes: 1e3, tasks: 1e3, services: 1, words: '1 service', original: 19_800 },
  { nodes: 1e3, tasks: 1e4, services: 1, words: '1 service', original: 17_500 },
  { nodes: 1e3, tasks: 1e4, services: 10, asks: spread, words: '10, 5 zones', original: 15_500 },
  { nodes: 1e3, tasks: 1e5, services: 1, words: '1 service', original: 11_300 },
  { nodes: 1e3, tasks: 1e5, services: 100, asks: reserved, words: '100 services', original: 9_900 },
  { nodes: 1e3, tasks: 1e5, services: 10, asks: spread, words: '10, 5 zones', original: 9_400 },
  { nodes: 1e5, tasks: 1e5, services: 10, asks: reserved, words: '10 services', original: 7_700 },
]

/** Small cases take long to be compiled: they are run this often. */
const roundsMax = 60

/** Placements per second for services on 1,000 nodes; times the original for one-off tasks. */
const wanted = { ofServices: 500_000, oneOffFactor: 100 }

export async function swarmkitSchedulerBench(report: Report): Promise<void> {
  for (const each of cases) measure(report, each)
}

function measure(report: Report, each: Case): void {
  const rounds = each.nodes > 1e4 ? 3 : Math.max(3, Math.min(roundsMax, 3e5 / each.tasks))
  const nodes = Array.from({ length: each.nodes }, (_, index) => nodeOf(index))
  const before = heldBytes()
  let held = 0
  let seconds = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const placing = placeAll(each, nodes, `${round}`)
    seconds = Math.min(seconds, placing.seconds)
    if (round === rounds - 1) {
      held = heldBytes() - before
      // Asked after the measurement, so that the scheduler is still there when memory is counted.
      if (placing.scheduler.needsRound()) throw new Error('the benchmark left something to do')
    }
  }
  const value = each.tasks / seconds
  const factor = value / each.original
  const aim =
    each.services === 0
      ? { aim: '100 x original', met: factor >= wanted.oneOffFactor }
      : each.nodes === 1e3
        ? { aim: '>= 500,000', met: value >= wanted.ofServices }
        : {}
  const sizes = `${each.tasks.toLocaleString('en')} tasks on ${each.nodes.toLocaleString('en')} nodes`
  report.add({
    name: `swarm mode, ${sizes}, ${each.words}`,
    value,
    unit: '/s',
    ...aim,
    note:
      `original ${each.original.toLocaleString('en')}/s: ${factor.toPrecision(3)} times as many; ` +
      `${(held / 2 ** 20).toPrecision(2)} MB held`,
  })
}

function placeAll({ tasks, services, asks }: Case, nodes: readonly SwarmkitNode[], seed: string) {
  const scheduler = createSwarmkitScheduler(createSwarmkitChance(createRandom(seed)))
  for (const node of nodes) scheduler.setNode(node)
  for (let index = 0; index < services; index++) scheduler.setService(`service-${index}`, 1)
  // Without tasks, so that what is due because of the nodes is done.
  scheduler.schedule(0)
  const spec = compileTaskSpec(asks ?? {})
  const task: SwarmkitTask = {
    service: '',
    spec,
    state: taskState.pending,
    desired: taskState.running,
  }
  const kinds: readonly SwarmkitTask[] =
    services === 0
      ? [task]
      : Array.from({ length: services }, (_, index) => {
          return { ...task, service: `service-${index}`, specVersion: 1 }
        })
  const startMs = performance.now()
  for (let index = 0; index < tasks; index++) scheduler.addTask(kinds[index % kinds.length])
  const { assigned } = scheduler.schedule(0)
  const seconds = (performance.now() - startMs) / 1000
  if (assigned.length !== tasks) throw new Error(`only ${assigned.length} of ${tasks} tasks placed`)
  return { scheduler, seconds }
}

/** Every third node has the plugin; zones take turns. */
function nodeOf(index: number): SwarmkitNode {
  return {
    id: `node-${index}`,
    role: 'worker',
    availability: 'active',
    state: 'ready',
    address: '',
    labels: { zone: `zone-${index % 5}` },
    description: {
      hostname: `node-${index}`,
      engineLabels: {},
      plugins: index % 3 === 0 ? [{ type: 'Network', name: 'network' }] : [],
      resources: { nanoCpus: 64e9, memoryBytes: 2 ** 40 },
    },
  }
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heldBytes(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
