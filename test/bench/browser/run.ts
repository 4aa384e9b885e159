/**
 * Runs the benchmarks of the page: all, or those whose names contain one of the given words.
 * `--json FILE` also writes the measurements for machines. Exits with 1 if an aim was missed. Run it
 * with `npm run bench:browser`, on a machine that does nothing else: frames are shared with others.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { launchChromium } from '../../browser/chromium.ts'
import { serveWorkbench } from '../../browser/serve.ts'
import { readBenchOptions } from '../options.ts'
import { createReport } from '../report.ts'
import { firstViewBench } from './first-view.ts'
import { pictureBench, pictureNames } from './pictures.ts'

const names = ['first view', ...pictureNames]
const { words, json, folder } = readBenchOptions('bench:browser', names)
const isWanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word))

if (!names.some(isWanted)) {
  console.error(`no benchmark is named ${words.join(' or ')}; there are: ${names.join(', ')}`)
  process.exit(2)
}

const report = createReport()
const loadBefore = loadavg()[0]
const served = await serveWorkbench('/', folder)
const browser = await launchChromium()
const chromium = browser.version()
try {
  if (isWanted('first view')) await firstViewBench(report, browser, served.address)
  await pictureBench(report, browser, served.address, isWanted)
} finally {
  await browser.close()
  await served.close()
}

const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', loadBefore, chromium }
console.log(report.table())
console.log(
  `\n${machine.cores} cores (${machine.model}), Chromium ${chromium}; ` +
    `load of the machine: ${loadBefore.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after`,
)
if (json !== undefined) {
  const content = { node: process.version, ...machine, loadAfter: loadavg()[0] }
  const all = { ...content, measurements: report.measurements }
  writeFileSync(json, `${JSON.stringify(all, null, 2)}\n`)
}
process.exitCode = report.measurements.some(({ met }) => met === false) ? 1 : 0
