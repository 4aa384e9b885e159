/**
 * One run in a process of its own: time and the most memory the process ever held can only be
 * measured where nothing ran before. Prints what it found as one line of JSON.
 */
import { pathToFileURL } from 'node:url'
import { simulate } from '../../src/run/simulate.ts'
import { createStream } from '../../src/sim/random.ts'
import { BareHeap } from './bare-heap.ts'
import { clusterModels } from './cluster-models.ts'
import { swarmkitModels } from './swarmkit-models.ts'

const models = { ...clusterModels, ...swarmkitModels }

export type ClusterModelName = keyof typeof models

export interface ClusterMeasurement {
  readonly seconds: number
  /** Of all processors, the collector's helpers included: says more where others compute as well. */
  readonly cpuSeconds: number
  readonly events: number
  readonly facts: number
  /** The same number of events through a bare heap, as many waiting as there are nodes. */
  readonly floorSeconds: number
  readonly peakBytes: number
}

function measure(name: ClusterModelName): ClusterMeasurement {
  const model = models[name]()
  const startMs = performance.now()
  const before = process.cpuUsage()
  const { events, trace, end } = simulate(model)
  const seconds = (performance.now() - startMs) / 1000
  const { user, system } = process.cpuUsage(before)
  const peakBytes = peakMemory()
  if (end.type !== 'reached') throw new Error(`the run of ${name} ended early: ${end.type}`)
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    events,
    facts: trace.length,
    floorSeconds: bareHeapSeconds(events, model.nodes.length),
    peakBytes,
  }
}

/** The process with all its code loaded and nothing done. */
function measureNothing(): ClusterMeasurement {
  return {
    seconds: 0,
    cpuSeconds: 0,
    events: 0,
    facts: 0,
    floorSeconds: 0,
    peakBytes: peakMemory(),
  }
}

/** Linux and macOS report it in different units; libuv makes kibibytes of both. */
function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024
}

function bareHeapSeconds(events: number, waiting: number): number {
  const random = createStream('bench', 'floor')
  const delaysUs = Float64Array.from({ length: 4096 }, () => random.below(1_000_000))
  const heap = new BareHeap()
  for (let event = 0; event < waiting; event++) heap.push(delaysUs[event & 4095], event)
  const startMs = performance.now()
  for (let event = 0; event < events; event++) {
    const nowUs = heap.nextTimeUs()
    heap.push(nowUs + delaysUs[event & 4095], heap.pop())
  }
  return (performance.now() - startMs) / 1000
}

const [, script, name] = process.argv
if (script !== undefined && import.meta.url === pathToFileURL(script).href) {
  const found = name === 'nothing' ? measureNothing() : measure(name as ClusterModelName)
  console.log(JSON.stringify(found))
}
