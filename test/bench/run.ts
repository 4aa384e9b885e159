/**
 * Runs the benchmarks: all, or those whose names contain one of the given words. `--json FILE`
 * also writes the measurements for machines. Exits with 1 if an aim was missed. Run it with
 * `npm run bench`.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { clusterBench } from './cluster.ts'
import { kernelBench } from './kernel.ts'
import { readBenchOptions } from './options.ts'
import { createReport, type Report } from './report.ts'
import { schedulerBench } from './scheduler.ts'
import { swarmkitClusterBench } from './swarmkit-cluster.ts'
import { swarmkitSchedulerBench } from './swarmkit-scheduler.ts'

interface Bench {
  readonly name: string
  readonly run: (report: Report) => Promise<void>
}

const benches: readonly Bench[] = [
  { name: 'kernel', run: kernelBench },
  { name: 'scheduler', run: schedulerBench },
  { name: 'swarmkit-scheduler', run: swarmkitSchedulerBench },
  { name: 'cluster', run: clusterBench },
  { name: 'swarmkit-cluster', run: swarmkitClusterBench },
]

const { words, json } = readBenchOptions(
  'bench',
  benches.map(({ name }) => name),
)
const chosen = benches.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)
if (chosen.length === 0) {
  const known = benches.map(({ name }) => name).join(', ')
  console.error(`no benchmark is named ${words.join(' or ')}; there are: ${known}`)
  process.exit(2)
}

const report = createReport()
for (const { name, run } of chosen) {
  console.error(`running ${name} ...`)
  await run(report)
}
console.log(report.table())
if (json !== undefined) writeJson(json)
process.exitCode = report.measurements.some(({ met }) => met === false) ? 1 : 0

/** Whole or not at all: nobody reads half a file, even if we are stopped while writing. */
function writeJson(file: string): void {
  const { version: node, platform, arch } = process
  const content = { node, platform, arch, measurements: report.measurements }
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`)
  renameSync(temporary, file)
}
