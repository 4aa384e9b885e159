/**
 * Whole runs of swarm mode at the size of large installations, each in a fresh process, with the floors of
 * `cluster.ts`. The year is there to show that quiet costs nothing: what it takes beyond its first ten
 * minutes, in which all its tasks start.
 */
import { type ClusterCase, measureClusters, mebibyte } from './cluster.ts'
import type { Report } from './report.ts'

const day = '5,000 nodes, 150,000 tasks, 10 nodes fail each hour, a rack of 40 at noon'

const cases: readonly ClusterCase[] = [
  {
    model: 'swarmDay',
    name: `swarm mode, a day: ${day}`,
    secondsMax: 10,
    bytesMax: 1024 * mebibyte,
  },
  { model: 'swarmDayOfThree', name: `the same with three managers` },
  {
    model: 'swarmTwentieth',
    name: 'swarm mode, 4,700 nodes, 100,000 tasks, 5 % of the nodes fail at once',
  },
]

const quiet: readonly ClusterCase[] = [
  { model: 'swarmStart', name: 'swarm mode, 1,000 nodes, 3 managers, 10,000 tasks start' },
  { model: 'swarmYear', name: 'the same, and then nothing happens for a year' },
]

/** What a quiet year may take beyond its start. */
const quietSecondsMax = 0.5

export async function swarmkitClusterBench(report: Report): Promise<void> {
  measureClusters(report, cases)
  const [start, year] = measureClusters(report, quiet)
  const seconds = Math.max(0, year - start)
  report.add({
    name: 'swarm mode, a quiet year beyond its start',
    value: seconds,
    unit: 's',
    floor: start,
    ratio: year / start,
    aim: `below ${quietSecondsMax} s`,
    met: seconds < quietSecondsMax,
    note: 'floor: the start alone; ratio: the whole year to it',
  })
}
