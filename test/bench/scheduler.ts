/**
 * How long one placement takes: clusters of 10 to 5,000 nodes with ten containers each, strategy
 * spread. Every placement is booked and an older container removed, so that the cluster is never
 * the same twice and what is kept beside it has to be kept up. The floor is a bare scan for the
 * smallest of as many numbers, in the same process. The original's times were recorded on one core
 * of a machine with two: filters and strategy alone ("choice"), and with the copy of the cluster
 * that its manager makes for each request ("full").
 */
import { type ContainerConfig, emptyConfig } from '../../src/model/container-config.ts'
import { type CompiledRequest, compileRequest } from '../../src/scheduler/classic/request.ts'
import {
  type ClassicScheduler,
  createClassicScheduler,
} from '../../src/scheduler/classic/scheduler.ts'
import type { Report } from './report.ts'

const containersPerNode = 10
const rounds = 5
const gibibyte = 2 ** 30

/** Recorded times of Docker Swarm 1.1, microseconds. */
const original = new Map([
  [10, { plain: { choice: 1.3, full: 11 }, filtered: { choice: 680, full: 690 } }],
  [100, { plain: { choice: 9, full: 116 }, filtered: { choice: 7_300, full: 8_600 } }],
  [1_000, { plain: { choice: 120, full: 1_600 }, filtered: { choice: 100_000, full: 103_000 } }],
  [5_000, { plain: { choice: 590, full: 9_500 }, filtered: { choice: 461_000, full: 568_000 } }],
])

/** How many times faster than the original's choice, wanted at the size that matters. */
const wanted = { nodes: 1_000, plain: 20, filtered: 1_000 }

const roles = ['web', 'api', 'db', 'cache', 'worker']

export async function schedulerBench(report: Report): Promise<void> {
  for (const nodes of original.keys()) {
    placementsOf(report, nodes, 'plain', plainRequests())
    placementsOf(report, nodes, 'filtered', filteredRequests())
  }
  manyExpressions(report)
}

function plainRequests(): readonly CompiledRequest[] {
  return [compileRequest(config({ cpus: 1, memoryBytes: gibibyte / 2 }))]
}

/** A constraint, an anti-affinity and a port, the ports taking turns so that there is room. */
function filteredRequests(): readonly CompiledRequest[] {
  const env = ['constraint:storage==ssd', 'affinity:role!=db*']
  return Array.from({ length: 50 }, (_, index) =>
    compileRequest(
      config({
        env,
        memoryBytes: gibibyte / 4,
        ports: [{ containerPort: '80/tcp', hostIp: '', hostPort: String(8000 + index) }],
      }),
    ),
  )
}

function placementsOf(
  report: Report,
  nodes: number,
  kind: 'plain' | 'filtered',
  requests: readonly CompiledRequest[],
): void {
  const times = original.get(nodes)?.[kind]
  if (times === undefined) return
  const cluster = clusterOf(nodes)
  const steps = Math.max(2_000, Math.round(2_000_000 / (nodes + 200)))
  const value = bestOf(() => usPerStep(steps, placementIn(cluster, requests)))
  const floor = bestOf(() => usPerStep(steps, bareScan(nodes)))
  const faster = times.choice / value
  const isPromised = nodes === wanted.nodes
  const name = `place, ${nodes.toLocaleString('en')} nodes, ${kind}`
  report.add({
    name,
    value,
    unit: 'us',
    floor,
    ratio: value / floor,
    ...(isPromised ? { aim: `${wanted[kind]} x original`, met: faster >= wanted[kind] } : {}),
    note:
      `original: choice ${times.choice} us, full ${times.full} us: ` +
      `${faster.toPrecision(3)} and ${(times.full / value).toPrecision(3)} times faster`,
  })
}

/** Every request brings an expression that was never asked before: nothing kept is of use. */
function manyExpressions(report: Report): void {
  const nodes = 1_000
  const cluster = clusterOf(nodes)
  let asked = 0
  const fresh = () =>
    compileRequest(config({ env: [`affinity:container!=*other_${asked++}_*`], cpus: 1 }))
  const steps = 200
  const value = bestOf(() => {
    const requests = Array.from({ length: steps }, fresh)
    return usPerStep(steps, placementIn(cluster, requests))
  })
  report.add({
    name: 'place, 1,000 nodes, a new expression each time',
    value,
    unit: 'us',
    note: 'every container name is compared once per expression',
  })
}

interface FullCluster {
  readonly scheduler: ClassicScheduler
  /** Handles in the order of creation, a ring: the oldest container leaves when one comes. */
  readonly handles: number[]
  placed: number
}

function clusterOf(nodes: number): FullCluster {
  const scheduler = createClassicScheduler({
    strategy: 'spread',
    filters: ['health', 'port', 'dependency', 'affinity', 'constraint'],
    failureRetry: 3,
  })
  const handles: number[] = []
  const requests = roles.map((role, index) =>
    compileRequest(config({ labels: { role }, cpus: index % 2, memoryBytes: gibibyte / 4 })),
  )
  for (let node = 0; node < nodes; node++) {
    const slot = scheduler.addNode({
      name: `node-${node + 1}`,
      id: `ID${node}`,
      address: `10.0.${node >> 8}.${node & 255}:2375`,
      totalCpus: 64,
      totalMemoryBytes: 64 * gibibyte,
      labels: { storage: node % 3 === 0 ? 'disk' : 'ssd' },
    })
    for (let index = 0; index < containersPerNode; index++) {
      // Databases live on one node in five, so that an anti-affinity leaves something.
      const role = index === 0 && node % 5 === 0 ? 2 : (index + node) % 2
      const number = node * containersPerNode + index
      handles.push(scheduler.addContainer(slot, { ...identity(number), request: requests[role] }))
    }
  }
  return { scheduler, handles, placed: handles.length }
}

function placementIn(cluster: FullCluster, requests: readonly CompiledRequest[]): () => void {
  const { scheduler, handles } = cluster
  let turn = 0
  const chooseTie = (tied: Int32Array) => turn % tied.length
  return () => {
    const request = requests[turn++ % requests.length]
    const placement = scheduler.place(request, chooseTie)
    if (placement.type !== 'placed') throw new Error(`no room in the benchmark: ${placement.error}`)
    const oldest = cluster.placed++ % handles.length
    scheduler.removeContainer(handles[oldest])
    const { id, name, swarmId } = identities[cluster.placed % identities.length]
    handles[oldest] = scheduler.addContainer(placement.node, { id, name, swarmId, request })
  }
}

function bareScan(nodes: number): () => void {
  const numbers = Float64Array.from({ length: nodes }, (_, index) => (index * 7919) % 10_007)
  let turn = 0
  return () => {
    numbers[turn++ % nodes] += 1
    let best = Number.POSITIVE_INFINITY
    for (let index = 0; index < nodes; index++) {
      const number = numbers[index]
      if (number < best) best = number
    }
    if (best < 0) throw new Error('the scan must not be compiled away')
  }
}

function usPerStep(steps: number, step: () => void): number {
  const startMs = performance.now()
  for (let index = 0; index < steps; index++) step()
  return ((performance.now() - startMs) * 1000) / steps
}

/** Whatever else the machine does can only slow a round down. */
function bestOf(round: () => number): number {
  return Math.min(...Array.from({ length: rounds }, round))
}

/** Made before the clock starts: names and IDs are the manager's work. */
const identities = Array.from({ length: 100_000 }, (_, number) => identity(number))

function identity(number: number) {
  const digits = number.toString(16).padStart(63, '0')
  return { id: `a${digits}`, name: `project_web_${number}`, swarmId: `b${digits}` }
}

function config(changes: Partial<ContainerConfig>): ContainerConfig {
  return { ...emptyConfig, image: 'nginx:1.9', ...changes }
}
