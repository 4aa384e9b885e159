/**
 * The speed and the memory of whole runs, each in a fresh process (see `cluster-process.ts`). The
 * floor of the time is a bare heap that passes as many events; the floor of the memory is a process
 * that has loaded the same code and does nothing.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ClusterMeasurement, ClusterModelName } from './cluster-process.ts'
import type { Report } from './report.ts'

export interface ClusterCase {
  readonly model: ClusterModelName
  readonly name: string
  readonly secondsMax?: number
  readonly bytesMax?: number
}

export const mebibyte = 2 ** 20

// The aims are promised for the first; the years are there to show that quiet costs nothing.
const cases: readonly ClusterCase[] = [
  {
    model: 'rack',
    name: '1,000 nodes, 30,000 containers, a rack of 40 fails',
    secondsMax: 2,
    bytesMax: 300 * mebibyte,
  },
  { model: 'quietYear', name: 'a year of 1,000 healthy nodes' },
  { model: 'failingYear', name: 'a year of 100 nodes, 1,000 containers, monthly failures' },
]

/** Whatever else the machine does only slows a run down: the best of three counts. */
const rounds = 3

export async function clusterBench(report: Report): Promise<void> {
  measureClusters(report, cases)
}

/** Returns the best time of each. */
export function measureClusters(report: Report, these: readonly ClusterCase[]): number[] {
  const idleBytes = inFreshProcess('nothing').peakBytes
  return these.map((one) => {
    const found = Array.from({ length: rounds }, () => inFreshProcess(one.model))
    const best = found.reduce((a, b) => (b.seconds < a.seconds ? b : a))
    // Memory is the other way round: what one run needs, every run may need.
    const peakBytes = Math.max(...found.map((run) => run.peakBytes))
    addTime(report, one, best)
    addMemory(report, one, { peakBytes, idleBytes })
    return best.seconds
  })
}

function addTime(report: Report, { name, secondsMax }: ClusterCase, best: ClusterMeasurement) {
  const { seconds, cpuSeconds, floorSeconds, events, facts } = best
  const rate = Math.round(events / seconds).toLocaleString('en')
  report.add({
    name,
    value: seconds,
    unit: 's',
    floor: floorSeconds,
    ratio: seconds / floorSeconds,
    ...(secondsMax === undefined
      ? {}
      : { aim: `below ${secondsMax} s`, met: seconds < secondsMax }),
    note: `${events.toLocaleString('en')} events, ${facts.toLocaleString('en')} facts, ${rate} events/s, ${cpuSeconds.toFixed(1)} s of processors; floor: bare heap`,
  })
}

function addMemory(
  report: Report,
  { name, bytesMax }: ClusterCase,
  { peakBytes, idleBytes }: { readonly peakBytes: number; readonly idleBytes: number },
) {
  report.add({
    name: `${name}: peak memory`,
    value: peakBytes / mebibyte,
    unit: 'MiB',
    floor: idleBytes / mebibyte,
    ratio: peakBytes / idleBytes,
    ...(bytesMax === undefined
      ? {}
      : { aim: `below ${bytesMax / mebibyte} MiB`, met: peakBytes < bytesMax }),
    note: 'largest resident set of the process; floor: the code loaded, nothing done',
  })
}

/** The bundle of `cluster-process.ts` lies beside ours. */
function inFreshProcess(model: ClusterModelName | 'nothing'): ClusterMeasurement {
  const script = fileURLToPath(new URL('cluster-process.js', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, model], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the run of ${model} failed:\n${stderr}`)
  // What a process of ours prints.
  return JSON.parse(stdout) as ClusterMeasurement
}
